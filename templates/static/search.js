/* Search in a dialog, or in the page where #search_here is. The engine and its index arrive with the first word. */
(function () {
  "use strict";
  var kit = window.sidebyside, make = kit.make;
  var root = document.documentElement.dataset.root;
  var kinds = { d: "Page", r: "Row", q: "Question", m: "Myth", t: "Term", s: "Program", e: "Measurement", g: "Guide", b: "Application", w: "Glossary", x: "Error message", p: "Overview", c: "Help me choose" };
  var ready = null, entries = [], engine = null, panel = null;

  /* The index is a script that calls this with its entries; search-engine.js says what they hold. */
  window.sidebyside_index = function (found) { entries = found; };

  function prepare(sources) {
    ready = ready || Promise.all([kit.load(sources.engine), kit.load(sources.index)]).then(function () {
      var english = /^en\b/i.test(document.documentElement.lang);
      entries = window.sidebyside_search.unfold(entries);
      return window.sidebyside_search.prepare(entries, { english: english });
    }).then(function (made) { engine = made; });
    return ready;
  }

  function escaped(word) { return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); }

  /** A piece of text around the first found word, with found words marked. */
  function marked(text, terms, length) {
    var piece = document.createDocumentFragment();
    var words = terms.slice().sort(function (a, b) { return b.length - a.length; }).map(escaped).join("|");
    var pattern = words ? new RegExp("(?<![\\p{L}\\p{N}])(?:" + words + ")[\\p{L}\\p{N}]*", "giu") : null;
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
    var input = make("input", { type: "search", id: "search_words", autocomplete: "off", spellcheck: false, placeholder: "A term, a function, an error message" });
    var status = make("p", { className: "search_status", role: "status" });
    var list = make("div", { className: "found" });
    var label = make("label", { htmlFor: "search_words", textContent: "Search" });
    var form = make("form", { className: "search_form", role: "search", method: inline ? "get" : "dialog" }, label, input);
    if (!inline) form.append(make("button", { type: "submit", className: "plain_button", textContent: "Close" }));
    var keys = make("input", { type: "checkbox", checked: kit.store.get("keys") !== false, onchange: function () {
      kit.store.set("keys", keys.checked ? null : false);
      kit.showKeys();
    } });
    var settings = make("p", { className: "search_keys" }, make("label", {}, keys, " Single-key shortcuts ("));
    settings.firstChild.append(make("kbd", { textContent: "/" }), " opens search)");
    var box = make(inline ? "div" : "dialog", { id: "search_panel", className: "search_panel" }, form, status, list, settings);
    if (!inline) box.setAttribute("aria-label", "Search");
    function remember(words) {
      if (words === null && !(history.state && "search" in history.state)) return;
      var state = Object.assign({}, history.state);
      if (words === null) delete state.search; else state.search = words;
      try { history.replaceState(state, ""); } catch (error) { /* some browsers forbid it on file: */ }
    }
    if (!inline) box.addEventListener("close", function () { remember(null); });
    kit.whenRemembered(function () { keys.checked = kit.store.get("keys") !== false; });

    var asked = "";
    function show() {
      var query = input.value.trim();
      if (inline) kit.address.write({ q: query }); else remember(input.value);
      asked = query;
      if (!query) { list.replaceChildren(); status.textContent = ""; return; }
      prepare(sources).then(function () {
        if (query === asked) fill(query);
      }, function () {
        status.textContent = "The search index could not be loaded. The page “Index” lists every entry alphabetically.";
      });
    }
    function item(hit) {
      var entry = entries[hit.id], where = /[rsq]/.test(entry[0]) ? entry[3] : "";
      var link = make("a", { href: root + entry[1] }, make("span", { className: "found_title" }, marked(entry[2], hit.terms)));
      link.append(make("span", { className: "found_kind" }, " " + kinds[entry[0]]));
      if (where) link.append(make("span", { className: "found_where" }, " " + where));
      var text = entry[0] === "d" ? entry[3] : entry[4];
      if (text) link.append(make("span", { className: "found_text" }, marked(text, hit.terms, 150)));
      return make("li", {}, link);
    }
    function items(hits, limit) {
      var made = make("ul", { role: "list" });
      hits.slice(0, limit).forEach(function (hit) { made.append(item(hit)); });
      return made;
    }
    function unanswered(query, found) {
      var said = make("p", { className: "found_none" }), index = make("a", { href: root + "search.html#index_title", textContent: "index" });
      if (found.part.length) said.append("No entry has all of these words");
      else said.append("Nothing found for “" + query + "”");
      if (found.unknown.length) said.append(": none mentions " + found.unknown.map(function (word) { return "“" + word + "”"; }).join(", "));
      said.append(". The ", index, " lists every entry.");
      return said;
    }
    function fill(query) {
      var found = engine.find(query), made = [], number = found.whole.length, room = inline ? 60 : 20;
      if (number) made.push(items(found.whole, room)); else made.push(unanswered(query, found));
      if (found.part.length) made.push(make("h2", { textContent: "With some of these words" }), items(found.part, Math.max(5, room - number)));
      list.replaceChildren.apply(list, made);
      list.scrollTop = 0;
      status.textContent = number ? number + (number === 1 ? " result" : " results")
        : found.part.length ? "No result has all of these words; " + found.part.length + " have some" : "Nothing found";
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
    /* A field in a closed dialog keeps the focus until the next frame, and would take what is typed meanwhile. */
    function close() { input.blur(); box.close(); }
    /* A search field takes Escape to empty itself, and in WebKit a dialog then never hears of it. */
    box.addEventListener("keydown", function (event) {
      if (kit.composing(event)) return;
      if (event.key === "Escape" && !inline) { event.preventDefault(); close(); }
      else if (event.key === "ArrowDown") { event.preventDefault(); go(1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); go(-1); }
      else if (event.key === "Enter" && event.target === input) { event.preventDefault(); if (links()[0]) links()[0].click(); }
      else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.target.tagName === "A" && event.key !== " ") input.focus();
    });
    list.addEventListener("click", function (event) {
      if (event.target.closest("a") && !inline && !event.ctrlKey && !event.metaKey) { remember(null); close(); }
    });
    if (!inline) box.addEventListener("click", function (event) { if (event.target === box) close(); });
    return { box: box, input: input, show: show, remember: remember };
  }

  kit.search = {
    open: function (sources, words) {
      var place = kit.one("#search_here");
      if (!panel) {
        panel = build(sources, Boolean(place));
        (place || document.body).append(panel.box);
        if (place) { panel.input.value = kit.address.read().get("q") || ""; if (panel.input.value) panel.show(); }
      }
      if (!place && !panel.box.open) { panel.box.showModal(); panel.remember(panel.input.value); }
      if (!place && words) { panel.input.value = words; panel.show(); }
      panel.input.focus({ preventScroll: Boolean(place) });
      panel.input.select();
      prepare(sources).catch(function () { /* reported when something is looked for */ });
    }
  };
})();
