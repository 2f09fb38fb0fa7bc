/* What `serve` adds to an open page: which state of the site it shows, and how new styles come in without a reload.
   livereload.js, which comes after this script, takes every LiveReloadPlugin of the window. */
(function () {
  "use strict";
  var stamp = document.currentScript.dataset.stamp;
  var turn = Promise.resolve();

  function Live() {}
  Live.identifier = "sidebyside";
  Live.version = "1";
  /* Told on every connection: a page that missed a save, or whose server was started again, is reloaded. */
  Live.prototype.analyze = function () { return { stamp: stamp }; };
  Live.prototype.reload = function (path) {
    if (path !== "styles") return false;
    turn = turn.then(restyle).catch(function () { location.reload(); });
    return true;
  };
  window.LiveReloadPluginSideBySide = Live;

  /* Addresses of style sheets change with every save, so the page is asked once more what it wants. */
  async function restyle() {
    var answer = await fetch(location.href, { cache: "no-store" });
    var next = new DOMParser().parseFromString(await answer.text(), "text/html");
    var now = sheets(document), wanted = sheets(next);
    if (now.length !== wanted.length) throw new Error("other style sheets");
    await Promise.all(now.map(function (sheet, place) { return swap(sheet, wanted[place]); }));
    stamp = next.querySelector("script[data-stamp]").dataset.stamp;
  }

  function sheets(of) { return Array.from(of.querySelectorAll("link[rel~=stylesheet], head style")); }

  /* The old sheet stays until the new one is there: the page is never without styles. */
  function swap(old, wanted) {
    var href = wanted.getAttribute("href");
    if (old.localName === "style") { old.textContent = wanted.textContent; return null; }
    if (old.getAttribute("href") === href) return null;
    return new Promise(function (done, failed) {
      var link = old.cloneNode();
      link.setAttribute("href", href);
      link.onload = function () { old.remove(); done(); };
      link.onerror = failed;
      old.after(link);
    });
  }
})();
