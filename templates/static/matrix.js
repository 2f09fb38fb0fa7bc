/* A long table by words and category; what is chosen stands in the address. */
(function () {
  "use strict";
  var kit = window.sidebyside, form = kit.one("#matrix_filters");
  if (!form) return;
  var bodies = kit.all(".matrix tbody"), count = kit.one("#matrix_count"), nothing = kit.one("#matrix_nothing");
  var rows = kit.all(".matrix tbody tr:not(.chapter)").map(function (row) {
    return { row: row, chapter: row.parentElement.dataset.chapter, text: row.textContent.toLowerCase().replace(/\s+/g, " ") };
  });
  function show() {
    var words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean), chapter = form.chapter.value, shown = 0;
    rows.forEach(function (item) {
      var fits = (!chapter || item.chapter === chapter) && words.every(function (word) { return item.text.includes(word); });
      /* A row that the address names is never hidden. */
      fits = fits || Boolean(item.row.id) && [item.row.id, encodeURI(item.row.id)].includes(location.hash.slice(1));
      item.row.hidden = !fits;
      shown += fits;
    });
    bodies.forEach(function (body) { body.hidden = !kit.one("tr:not(.chapter):not([hidden])", body); });
    count.textContent = shown === rows.length ? "" : shown + " of " + rows.length;
    nothing.hidden = shown > 0;
  }
  function changed() { show(); kit.address.write({ words: form.words.value.trim(), chapter: form.chapter.value }); }
  var asked = kit.address.read();
  form.words.value = asked.get("words") || "";
  if (Array.from(form.chapter.options).some(function (option) { return option.value === asked.get("chapter"); })) form.chapter.value = asked.get("chapter");
  addEventListener("hashchange", show);
  form.addEventListener("input", changed);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  kit.one("button", nothing).addEventListener("click", function () { form.reset(); changed(); form.words.focus(); });
  show();
})();
