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
    memo(sums, given);
  }

  /* The decision memo: the same answers as a text for people who were not there. */
  var sheet = kit.one("#memo_here"), told = kit.one(".memo_tools [role=status]", sheet);
  function facts(input) {
    var question = input.closest("fieldset"), label = input.closest("label"), because = label.nextElementSibling;
    return {
      ask: kit.one("legend", question).textContent.trim(), say: kit.one(".say", label).textContent.trim(),
      lean: kit.one(".lean", label).textContent.replace(/\s+/g, " ").trim(), because: because ? because.textContent.trim() : "",
      link: kit.one(".more a", question), weights: weights(input)
    };
  }
  function tally(sums) { return names.map(function (name, side) { return name + " " + sums[side]; }).join(", "); }
  function against(given, sums) {
    var first = leader(sums), side = names.indexOf(first);
    return given.map(facts).filter(function (fact) {
      return first && fact.weights.some(function (weight, other) { return other !== side && weight > (fact.weights[side] || 0); });
    });
  }
  function unanswered() {
    return questions.filter(function (question) { return !kit.one("input:checked", question); })
      .map(function (question) { return kit.one("legend", question).textContent.trim(); });
  }
  function memo(sums, given) {
    sheet.hidden = !given.length;
    if (sheet.hidden) return;
    kit.one(".memo_verdict", sheet).textContent = verdict.textContent + " (" + tally(sums) + ")" + (flip.hidden ? "" : " " + flip.textContent);
    var body = kit.one("tbody", sheet), list = kit.one(".memo_against", sheet), open = unanswered();
    body.replaceChildren.apply(body, given.map(facts).map(function (fact) {
      var why = make("td", { textContent: fact.because + " " });
      if (fact.link) why.append(make("a", { href: fact.link.href, textContent: fact.link.textContent }));
      var row = make("tr", {}, make("th", { scope: "row", textContent: fact.ask }));
      row.append(make("td", { textContent: fact.say }), make("td", { textContent: fact.lean }), why);
      return row;
    }));
    var contrary = against(given, sums);
    list.replaceChildren.apply(list, (contrary.length ? contrary : [null]).map(function (fact) {
      return make("li", { textContent: fact ? fact.say + " (" + fact.lean + ")" : "None of the answers." });
    }));
    kit.one(".memo_open", sheet).textContent = open.length ? open.join(" ") : "Every question has an answer.";
  }
  /** The memo for an issue or a decision record. */
  function markdown() {
    var given = answers(), sums = names.map(function (_, side) { return given.reduce(function (sum, input) { return sum + (weights(input)[side] || 0); }, 0); });
    var escaped = function (text) { return text.replace(/([\\`*_[\]<>|#])/g, "\\$1").replace(/\s+/g, " ").trim(); };
    var lines = ["# " + escaped(sheet.dataset.title) + ": decision memo", "", escaped(kit.one(".memo_verdict", sheet).textContent), "", "## Answers", "", "| Question | Answer | Favours | Because |", "|---|---|---|---|"];
    given.map(facts).forEach(function (fact) {
      var link = fact.link ? " [" + escaped(fact.link.textContent) + "](" + fact.link.href + ")" : "";
      lines.push("| " + [fact.ask, fact.say, fact.lean, fact.because].map(escaped).join(" | ") + link + " |");
    });
    var contrary = against(given, sums), open = unanswered();
    lines.push("", "## What speaks against it", "");
    contrary.forEach(function (fact) { lines.push("- " + escaped(fact.say) + " (" + escaped(fact.lean) + ")"); });
    if (!contrary.length) lines.push("None of the answers.");
    if (open.length) lines.push("", "## Not answered", "", escaped(open.join(" ")));
    lines.push("", escaped(kit.one(".memo_ground", sheet).textContent), "", "Answers: <" + location.href + ">", "");
    return lines.join("\n");
  }
  kit.all("button", sheet).forEach(function (button) {
    button.addEventListener("click", function () {
      if (button.dataset.do === "print") {
        document.documentElement.classList.add("printing_memo");
        print();
        return;
      }
      kit.copy(button.dataset.do === "link" ? location.href : markdown()).then(
        function () { told.textContent = "Copied."; },
        function () { told.textContent = "This browser does not let pages copy; select the text instead."; }
      );
    });
  });
  addEventListener("afterprint", function () { document.documentElement.classList.remove("printing_memo"); });
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
