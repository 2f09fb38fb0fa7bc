/* Search in a dialog, or in the page where #search_here is. The engine and its index arrive with the first word. */
(function () {
  "use strict";
  var kit = window.sidebyside, make = kit.make;
  var root = document.documentElement.dataset.root;
  var groups = [
    ["d", "Dimensions"], ["r", "Rows"], ["q", "Questions"], ["m", "Claims"], ["t", "Phrasebook"], ["s", "Programs"], ["e", "Measurements"], ["g", "Guides"], ["p", "Portraits"]
  ];
  var ready = null, entries = [], engine = null, panel = null;

  /* The index is a script that calls this with its entries: [kind, address, title, where, text]. */
  window.sidebyside_index = function (found) { entries = found; };

  function prepare(sources) {
    ready = ready || Promise.all([kit.load(sources.engine), kit.load(sources.index)]).then(function () {
      engine = new window.MiniSearch({
        fields: ["title", "where", "text"],
        searchOptions: {
          boost: { title: 5, where: 1.5 },
          prefix: function (term) { return term.length > 1; },
          boostDocument: function (id) { return { d: 1.8, q: 1.1, t: 1.2 }[entries[id][0]] || 1; }
        }
      });
      engine.addAll(entries.map(function (entry, id) { return { id: id, title: entry[2], where: entry[3], text: entry[4] }; }));
    });
    return ready;
  }

  /** All words have to be there; where no entry has them, words that are nearly the same count too, and at last any of them. */
  function find(query) {
    var nearly = function (term) { return term.length > 3 ? 0.25 : false; };
    var ways = [{ combineWith: "AND" }, { combineWith: "AND", fuzzy: nearly }, { combineWith: "OR", fuzzy: nearly }];
    return ways.reduce(function (found, way) { return found.length ? found : engine.search(query, way); }, []);
  }

  function escaped(word) { return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); }

  /** A piece of text around the first found word, with found words marked. */
  function marked(text, terms, length) {
    var piece = document.createDocumentFragment();
    var words = terms.slice().sort(function (a, b) { return b.length - a.length; }).map(escaped).join("|");
    var pattern = words ? new RegExp("(?<![\\p{L}\\p{N}])(?:" + words + ")", "giu") : null;
    var first = pattern ? text.search(pattern) : 0;
    if (length && text.length > length) {
      var start = Math.max(0, first - length / 3);
      start = start && text.indexOf(" ", start) + 1;
      text = (start ? "… " : "") + text.slice(start, start + length).replace(/\s+\S*$/, "") + " …";
    }
    var last = 0;
    if (pattern) text.replace(pattern, function (word) {
      var place = arguments[arguments.length - 2];
      piece.append(text.slice(last, place), make("mark", { textContent: word }));
      last = place + word.length;
      return word;
    });
    piece.append(text.slice(last));
    return piece;
  }

  function build(sources, inline) {
    var input = make("input", { type: "search", id: "search_words", autocomplete: "off", spellcheck: false, placeholder: "A word, a function, a setting" });
    var status = make("p", { className: "search_status", role: "status" });
    var list = make("div", { className: "found" });
    var label = make("label", { htmlFor: "search_words", textContent: "Search" });
    var form = make("form", { className: "search_form", role: "search", method: inline ? "get" : "dialog" }, label, input);
    if (!inline) form.append(make("button", { type: "submit", className: "plain_button", textContent: "Close" }));
    var box = make(inline ? "div" : "dialog", { id: "search_panel", className: "search_panel" }, form, status, list);
    if (!inline) box.setAttribute("aria-label", "Search");

    var asked = "";
    function show() {
      var query = input.value.trim();
      if (inline) kit.address.write({ q: query });
      asked = query;
      if (!query) { list.replaceChildren(); status.textContent = ""; return; }
      prepare(sources).then(function () {
        if (query === asked) fill(query);
      }, function () {
        status.textContent = "The search index could not be loaded. The page “Index” lists every entry by its letter.";
      });
    }
    function fill(query) {
      var found = find(query), limit = inline ? 25 : 6, parts = [];
      groups.forEach(function (group) {
        var own = found.filter(function (result) { return entries[result.id][0] === group[0]; });
        if (!own.length) return;
        var items = make("ul");
        own.slice(0, limit).forEach(function (result) {
          var entry = entries[result.id];
          var where = /[rsq]/.test(entry[0]) ? entry[3] : "";
          var link = make("a", { href: root + entry[1] }, make("span", { className: "found_title" }, marked(entry[2], result.terms)));
          if (where) link.append(make("span", { className: "found_where" }, " " + where));
          var text = entry[0] === "d" ? entry[3] : entry[4];
          if (text) link.append(make("span", { className: "found_text" }, marked(text, result.terms, 150)));
          items.append(make("li", {}, link));
        });
        var head = make("h2", { textContent: group[1] });
        if (own.length > limit) head.append(make("span", { className: "quiet", textContent: " " + limit + " of " + own.length }));
        parts.push([own[0].score, make("section", {}, head, items)]);
      });
      parts.sort(function (a, b) { return b[0] - a[0]; });
      list.replaceChildren.apply(list, parts.map(function (part) { return part[1]; }));
      status.textContent = found.length ? found.length + (found.length === 1 ? " entry" : " entries") : "Nothing has “" + query + "”, nor a word like it.";
    }
    function links() { return kit.all(".found a", box); }
    function go(step) {
      var listed = links(), place = listed.indexOf(document.activeElement) + step;
      if (place < 0) input.focus(); else if (listed[place]) listed[place].focus();
    }
    input.addEventListener("input", show);
    form.addEventListener("submit", function (event) {
      if (event.submitter) return;
      event.preventDefault();
      if (links()[0]) links()[0].click();
    });
    box.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") { event.preventDefault(); go(1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); go(-1); }
      else if (event.key === "Enter" && event.target === input) { event.preventDefault(); if (links()[0]) links()[0].click(); }
      else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.target.tagName === "A" && event.key !== " ") input.focus();
    });
    list.addEventListener("click", function (event) {
      if (event.target.closest("a") && !inline && !event.ctrlKey && !event.metaKey) box.close();
    });
    if (!inline) box.addEventListener("click", function (event) { if (event.target === box) box.close(); });
    return { box: box, input: input, show: show };
  }

  kit.search = {
    open: function (sources) {
      var place = kit.one("#search_here");
      if (!panel) {
        panel = build(sources, Boolean(place));
        (place || document.body).append(panel.box);
        if (place) { panel.input.value = kit.address.read().get("q") || ""; if (panel.input.value) panel.show(); }
      }
      if (!place && !panel.box.open) panel.box.showModal();
      panel.input.focus({ preventScroll: Boolean(place) });
      panel.input.select();
      prepare(sources).catch(function () { /* said when something is looked for */ });
    }
  };
})();
