/* Shows the buttons that run a program in this browser; nothing that they take is fetched before one is pressed. */
(function () {
  "use strict";
  var here = document.currentScript.dataset;
  var kit = window.sidebyside;
  var opened = null;

  function open() {
    if (!opened) {
      document.head.append(kit.make("link", { rel: "stylesheet", href: here.style }));
      opened = kit.load(here.script).then(function () {
        return window.sidebyside.run({ manifest: new URL(here.manifest, location.href), worker: new URL(here.worker, location.href) });
      });
      opened.catch(function () { opened = null; });
    }
    return opened;
  }

  kit.all("button.run_button").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      open().then(function (run) { run.open(button); }, function () {
        button.textContent = "Not available";
        button.title = "A file of this site could not be loaded.";
      });
    });
  });
  if (/^#run=/.test(location.hash) || document.getElementById("playground")) {
    open().then(function (run) { run.fromAddress(); }, function () { /* the page stands without it */ });
  }
})();
