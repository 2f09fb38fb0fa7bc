/* Questions to read or to practise: filters in the address, marks "knew it" and "not yet" in this browser only. */
(function () {
  "use strict";
  var kit = window.sidebyside, make = kit.make, form = kit.one("#question_filters"), desk = kit.one("#practice_desk");
  if (!form) return;
  var list = kit.one(".question_list"), cards = kit.all(".card"), count = kit.one("#question_count"), fields = ["level", "subject", "chapter", "time", "known"].filter(function (name) { return form[name]; });

  /* Marks: slug -> "yes" or "no"; anything else that lies in the memory is ignored. */
  var marks = Object.create(null);
  function recall() {
    var kept = kit.store.get("known");
    if (kept && typeof kept === "object") cards.forEach(function (card) {
      if (kept[card.id] === "yes" || kept[card.id] === "no") marks[card.id] = kept[card.id]; else delete marks[card.id];
    });
  }
  recall();
  function mark(card, value) {
    recall();
    marks[card.id] = value;
    kit.store.set("known", marks);
    showMark(card);
  }
  function showMark(card) {
    var sign = kit.one(".known", card) || kit.one("summary", card).appendChild(make("span", { className: "known" }));
    sign.textContent = { yes: "knew it", no: "not yet" }[marks[card.id]] || "";
    sign.dataset.known = marks[card.id] || "";
  }

  function fits(card) {
    return (!form.level.value || card.dataset.level === form.level.value)
      && (!form.subject.value || card.dataset.subjects.split(" ").includes(form.subject.value))
      && (!form.chapter.value || card.parentElement.dataset.chapter === form.chapter.value)
      && (!form.known.value || (marks[card.id] === "yes") === (form.known.value === "yes"));
  }
  /* A plan takes the first of those that the other filters leave. */
  function chosen() {
    var most = form.time && Number(form.time.selectedOptions[0].dataset.questions);
    var fitting = cards.filter(fits);
    if (most) fitting.sort(function (one, other) { return one.dataset.rank - other.dataset.rank; });
    return most ? fitting.slice(0, most) : fitting;
  }
  function show() {
    var kept = chosen();
    cards.forEach(function (card) { card.hidden = kept.indexOf(card) < 0 && card !== aim; });
    kit.all("section", list).forEach(function (section) { section.hidden = !kit.one(".card:not([hidden])", section); });
    var shown = kept.length, knew = cards.filter(function (card) { return marks[card.id] === "yes"; }).length;
    count.textContent = (shown === cards.length ? shown + " questions" : shown + " of " + cards.length) + (knew ? ", " + knew + " known" : "");
    start.disabled = !shown;
  }
  function changed() {
    show();
    var values = {};
    fields.forEach(function (name) { values[name] = form[name].value; });
    kit.address.write(values);
  }

  /* Practice: one card at a time; those missed last time come first, in an order that chance gives. */
  var start = kit.one("#practise_start"), deck = [], place = 0, open = false;
  function shuffled(items) {
    for (var n = items.length - 1; n > 0; n -= 1) {
      var other = Math.floor(Math.random() * (n + 1)), kept = items[n];
      items[n] = items[other];
      items[other] = kept;
    }
    return items;
  }
  function missedFirst(items) {
    var order = { no: 0, yes: 2 };
    function turn(card) { var known = order[marks[card.id]]; return known === undefined ? 1 : known; }
    return shuffled(items).sort(function (one, other) { return turn(one) - turn(other); });
  }
  function begin() {
    deck = missedFirst(chosen());
    place = 0;
    list.hidden = form.hidden = true;
    desk.hidden = false;
    lay();
    desk.scrollIntoView({ block: "start" });
  }
  function end() {
    list.hidden = form.hidden = false;
    desk.hidden = true;
    desk.replaceChildren();
    show();
    start.focus();
  }
  function button(text, key, act, strong) {
    var made = make("button", { type: "button", className: strong ? "strong_button" : "plain_button", onclick: act }, text);
    made.append(" ", make("kbd", { textContent: key }));
    made.setAttribute("aria-keyshortcuts", { space: "Space", Esc: "Escape" }[key] || key);
    return made;
  }
  function lay() {
    var card = deck[place];
    open = false;
    if (!card) return finish();
    var words = kit.one(".asked_words", card).cloneNode(true);
    var heading = make("h2", { tabIndex: -1 }, words);
    var above = make("p", { className: "desk_count" }, (place + 1) + " of " + deck.length + " · " + card.dataset.level);
    if (marks[card.id]) above.append(" · " + { yes: "knew it", no: "not yet" }[marks[card.id]] + " last time");
    var words_of_it = make("div", { id: "desk_words" });
    Array.from(kit.one(".answer", card).childNodes).forEach(function (node) { words_of_it.append(node.cloneNode(true)); });
    var answer = make("div", { className: "desk_answer", hidden: true, tabIndex: -1, role: "group" }, words_of_it);
    answer.setAttribute("aria-label", "Answer");
    answer.setAttribute("aria-describedby", "desk_words");
    var actions = make("div", { className: "desk_actions" }, button("Show the answer", "space", reveal, true), button("Skip", "s", skip));
    desk.replaceChildren(make("article", { className: "desk_card" }, above, heading, answer, actions), make("p", { className: "desk_end" }, button("Stop", "Esc", end)));
    heading.focus({ preventScroll: true });
  }
  function reveal() {
    if (open || !deck[place]) return;
    open = true;
    kit.one(".desk_actions", desk).replaceChildren(button("Knew it", "y", knew, true), button("Not yet", "n", notYet));
    var answer = kit.one(".desk_answer", desk);
    answer.hidden = false;
    answer.focus({ preventScroll: true });
  }
  function step() { place += 1; lay(); }
  function knew() { if (open) { mark(deck[place], "yes"); step(); } }
  function notYet() { if (open) { mark(deck[place], "no"); step(); } }
  function skip() { if (!open && deck[place]) step(); }
  function finish() {
    var known = deck.filter(function (card) { return marks[card.id] === "yes"; }).length;
    var again = deck.filter(function (card) { return marks[card.id] !== "yes"; });
    var heading = make("h2", { tabIndex: -1, textContent: known + " of " + deck.length + " known" });
    var actions = make("div", { className: "desk_actions" });
    if (again.length) actions.append(button("Practise the other " + again.length, "a", function () { deck = shuffled(again); place = 0; lay(); }, true));
    actions.append(button("Back to the list", "Esc", end));
    desk.replaceChildren(make("article", { className: "desk_card" }, heading, missed(again), actions));
    heading.focus({ preventScroll: true });
  }
  function missed(again) {
    if (!again.length) return null;
    var items = again.map(function (card) {
      return make("li", {}, make("a", { href: kit.one(".more a", card).href }, kit.one(".asked_words", card).cloneNode(true)));
    });
    var links = make("ul", { className: "entries" });
    links.append.apply(links, items);
    return make("section", { className: "desk_missed" }, make("h3", { textContent: "To read again" }), links);
  }
  addEventListener("keydown", function (event) {
    if (desk.hidden || event.defaultPrevented || kit.composing(event) || event.ctrlKey || event.metaKey || event.altKey || kit.one("dialog[open]")) return;
    /* Letters act on the card that has the focus, and can be switched off: a voice or a slip of the hand must not answer. */
    if (event.key !== "Escape" && (!desk.contains(event.target) || kit.store.get("keys") === false)) return;
    var act = { " ": open || event.target.tagName === "BUTTON" ? null : reveal, y: knew, n: notYet, s: skip, Escape: end }[event.key];
    if (event.key === "a" && kit.one('[aria-keyshortcuts="a"]', desk)) act = function () { kit.one('[aria-keyshortcuts="a"]', desk).click(); };
    if (act) { event.preventDefault(); act(); }
  });

  var asked = kit.address.read();
  fields.forEach(function (name) {
    if (Array.from(form[name].options).some(function (option) { return option.value === asked.get(name); })) form[name].value = asked.get(name);
  });
  cards.forEach(showMark);
  form.addEventListener("input", changed);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  start.addEventListener("click", begin);
  /* The card that the address names is open, and no filter hides it. */
  var aim = null;
  function follow() {
    var named = null;
    try { named = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (error) { /* no address of ours */ }
    aim = cards.indexOf(named) < 0 ? null : named;
    if (aim && !desk.hidden) end();
    if (aim) aim.open = true;
    show();
    if (aim) aim.scrollIntoView({ block: "start" });
  }
  addEventListener("hashchange", follow);
  kit.whenRemembered(function () { recall(); cards.forEach(showMark); show(); });
  follow();
})();
