/* Which of many subjects are shown: the choice stands in the address and is remembered; subjects.css hides the others. */
(function () {
  "use strict";
  var kit = window.sidebyside, picker = kit.one(".picker");
  if (!picker) return;
  var boxes = kit.all("input", picker), all = kit.one("button", picker), picked = kit.one(".picked", picker);
  function shown() { return boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; }); }
  function show(keys) {
    var known = boxes.some(function (box) { return keys.indexOf(box.value) >= 0; });
    boxes.forEach(function (box) { box.checked = !known || keys.indexOf(box.value) >= 0; });
    tell();
  }
  function tell() {
    var keys = shown();
    all.hidden = keys.length === boxes.length;
    picked.textContent = all.hidden ? "" : keys.length + " / " + boxes.length;
  }
  function changed(event) {
    if (!shown().length) event.target.checked = true;
    var keys = shown(), text = keys.length === boxes.length ? "" : keys.join(",");
    kit.address.write({ subjects: text });
    kit.store.set("subjects", text);
    tell();
  }
  function restore() {
    var asked = kit.address.read().get("subjects");
    show((asked === null ? String(kit.store.get("subjects") || "") : asked).split(","));
  }
  picker.addEventListener("change", changed);
  all.addEventListener("click", function () {
    show([]);
    changed({});
    boxes[0].focus();
  });
  addEventListener("pageshow", restore);
  addEventListener("storage", function (event) { if ((event.key || "").endsWith(":subjects")) restore(); });
  restore();
})();
