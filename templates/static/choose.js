/* The chooser adds up while you answer; the answers stand in the address. */
(function () {
  "use strict";
  var kit = window.sidebyside, make = kit.make, form = kit.one("#chooser_form"), result = kit.one("#chooser_result");
  if (!form) return;
  var rows = kit.all(".sums tbody tr", result), verdict = kit.one(".lean_to", result), reasons = kit.one(".reasons", result);
  var names = rows.map(function (row) { return kit.one("th", row).textContent.trim(); });
  var questions = kit.all("fieldset", form), flip = kit.one(".flip", result), clear = kit.one("button", result), bar = kit.one(".result_bar");
  var most = Math.max.apply(null, names.map(function (_, side) {
    return questions.reduce(function (sum, question) {
      return sum + Math.max.apply(null, kit.all("input", question).map(function (input) { return weights(input)[side] || 0; }).concat(0));
    }, 0);
  }).concat(1));
  function weights(input) { return input.dataset.lean.split(" ").map(Number); }
  function answers() { return kit.all("input:checked", form); }

  function show() {
    var sums = names.map(function () { return 0; });
    var given = answers();
    given.forEach(function (input) { weights(input).forEach(function (weight, side) { sums[side] += weight; }); });
    rows.forEach(function (row, side) {
      kit.one(".sum", row).textContent = given.length ? String(sums[side]) : "";
      kit.one(".bar", row).style.inlineSize = Math.max(0, 100 * sums[side] / most) + "%";
    });
    var turns = leader(sums) ? turning(sums) : [];
    flip.hidden = !turns.length;
    flip.textContent = "Another answer to " + (turns.length > 1 ? "any one of " : "") + turns.join(", ") + " could change that.";
    verdict.textContent = given.length ? says(sums, given.length) : "Answer what you know; skip the rest.";
    reasons.replaceChildren.apply(reasons, given.filter(function (input) { return weights(input).some(Boolean); }).map(reason));
    clear.hidden = bar.hidden = !given.length;
    bar.textContent = verdict.textContent;
  }
  function says(sums, number) {
    var best = Math.max.apply(null, sums);
    var first = names.filter(function (_, side) { return sums[side] === best; });
    var second = Math.max.apply(null, sums.filter(function (sum) { return sum !== best; }).concat(0));
    var after = " after " + number + " of " + questions.length + (questions.length === 1 ? " answer." : " answers.");
    if (first.length > 1) return "Tied" + after + " Either works so far.";
    return (best - second <= 1 ? "Close, slightly towards " : best - second <= 4 ? "Leans to " : "Clearly ") + first[0] + after;
  }
  /** The one side with the most points; nothing where two have as many. */
  function leader(sums) {
    var best = Math.max.apply(null, sums), first = names.filter(function (_, side) { return sums[side] === best; });
    return first.length === 1 ? first[0] : "";
  }
  /** The questions of which another answer alone would put another side in front. */
  function turning(sums) {
    return questions.filter(function (question) {
      var now = kit.one("input:checked", question);
      return now && kit.all("input", question).some(function (input) {
        var other = leader(sums.map(function (sum, side) { return sum - (weights(now)[side] || 0) + (weights(input)[side] || 0); }));
        return other && other !== leader(sums);
      });
    }).map(function (question) { return "“" + kit.one("legend", question).textContent.trim() + "”"; });
  }
  function reason(input) {
    var question = input.closest("fieldset"), label = input.closest("label"), link = kit.one(".more a", question);
    var item = make("li", {}, make("b", { textContent: kit.one(".say", label).textContent.trim() }));
    item.append(make("span", { className: "reason_lean", textContent: " " + kit.one(".lean", label).textContent.replace(/\s+/g, " ").trim() }));
    var because = label.nextElementSibling;
    if (because && because.textContent.trim()) item.append(make("span", { className: "reason_text", textContent: because.textContent.trim() }));
    if (link) item.append(make("a", { href: link.href, textContent: link.textContent }));
    return item;
  }
  function changed() {
    var values = {};
    questions.forEach(function (question) {
      var input = kit.one("input:checked", question);
      values[question.id] = input ? input.value : "";
    });
    kit.address.write(values);
    show();
  }
  var asked = kit.address.read();
  questions.forEach(function (question) {
    kit.all("input", question).forEach(function (input) { if (asked.get(question.id) === input.value) input.checked = true; });
  });
  form.addEventListener("change", changed);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  clear.addEventListener("click", function () { HTMLFormElement.prototype.reset.call(form); changed(); kit.one("input", form).focus(); });
  show();
})();
