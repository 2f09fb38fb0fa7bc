/* What search finds, without any page: words of a text, the index, and the order of the hits.
   The index script calls sidebyside_index with entries: [kind, URL, title, where, text, also, more]. */
(function () {
  "use strict";
  var FIELDS = ["title", "also", "where", "text", "more"];
  var BOOST = { title: 6, also: 6, where: 2, text: 1, more: 0.5 };
  var OF_KIND = { d: 2, t: 1.3, q: 1.2, g: 1.2, s: 0.6, c: 0.7 };
  /* A word that more entries have than this is not asked of every hit. */
  var COMMON = 0.15;
  /* Shorter words are not corrected: what is one letter away from them is another word. */
  var CORRECTED_FROM = 7;
  /* A hit without some of the words has to have this share of what the words weigh together. */
  var ENOUGH = 0.5;
  var STOP = new Set(("a an and are as at be by can do does for from how i in into is it my of on or should that the this to " +
    "use using versus vs what when where which why will with you your").split(" "));
  var UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]+/gu;
  var WORD = /\.?[\p{L}\p{N}\p{M}_]+(?:[.\-+'’][\p{L}\p{N}\p{M}_]+)*(?:\+\+|#)?/gu;

  /** The text without accents and case; letters of other scripts keep their marks. */
  function fold(text) {
    if (/^[\x00-\x7f]*$/.test(text)) return text;
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").replace(/ß/g, "ss");
  }

  /** The form under which a word is kept: in the singular, in one spelling. */
  function form(word) {
    word = word.toLowerCase();
    if (!/^[a-z]{4,}$/.test(word)) return word;
    if (/ies$/.test(word) && word.length > 4) word = word.slice(0, -3) + "y";
    else if (/(?:ss|sh|x|z)es$/.test(word)) word = word.slice(0, -2);
    else if (/[^aiosu]s$/.test(word)) word = word.slice(0, -1);
    return word.replace(/is(ation|e|ed|ing|er)$/, "iz$1").replace(/our(s?)$/, "or$1");
  }

  var segmenter = typeof Intl === "object" && Intl.Segmenter ? new Intl.Segmenter("ja", { granularity: "word" }) : null;

  /** Words of a text that is written without spaces: as the browser parts them, or every two neighbours. */
  function unspaced(text) {
    if (segmenter) {
      return Array.from(segmenter.segment(text)).filter(function (part) { return part.isWordLike; })
        .map(function (part) { return part.segment; });
    }
    if (text.length < 3) return [text];
    return Array.from(text).slice(1).map(function (letter, n) { return text[n] + letter; });
  }

  /** The parts of `request.args`, `time-out`, `select_related` and `ProxyFix`. */
  function parts(word) {
    return word.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
      .split(/[^\p{L}\p{N}]+/u).filter(function (part) { return part.length > 1 || /\d/.test(part); }).map(form);
  }

  /** Every word of a text as a list of forms: the whole first, then its parts where it has several. */
  function words(text) {
    var found = [];
    var spaced = fold(text).replace(UNSPACED, function (run) {
      unspaced(run).forEach(function (word) { found.push([word.toLowerCase()]); });
      return " ";
    });
    (spaced.match(WORD) || []).forEach(function (word) {
      var forms = known.get(word);
      if (!forms) known.set(word, forms = formed(word));
      found.push(forms);
    });
    return found;
  }

  var known = new Map();
  function formed(word) {
    var whole = form(word.replace(/^\.(?=.*\.)|['’]s$/g, ""));
    if (/^\p{L}\p{Ll}*$/u.test(word)) return [whole];
    var pieces = parts(word);
    return pieces.length > 1 || pieces[0] !== whole ? [whole].concat(pieces) : [whole];
  }

  function tokens(text) { return Array.from(new Set([].concat.apply([], words(text)))); }

  /** A text as one line of plain words, to find one text within another. */
  function line(text) {
    return " " + fold(text).toLowerCase().replace(/[^\p{L}\p{N}+#@]+/gu, " ").trim().split(" ").map(form).join(" ") + " ";
  }

  /** How well the words of a query stand in a row in a title or in what else an entry is called. */
  function phrased(query, entry) {
    var best = 1;
    [entry.title].concat(entry.also).forEach(function (name) {
      if (name === query) best = Math.max(best, 8);
      else if (name.indexOf(query) === 0) best = Math.max(best, 3);
      else if (name.indexOf(query) > 0) best = Math.max(best, 2.2);
    });
    return best;
  }

  /** Entries with whole URLs: rows and programs come after their page and name only their place on it. */
  function unfold(entries) {
    var page = null;
    return entries.map(function (entry) {
      if (entry[1].charAt(0) !== "#") return page = entry;
      return [entry[0], page[1] + entry[1], entry[2], page[2]].concat(entry.slice(4));
    });
  }

  function Engine(MiniSearch, entries, options) {
    var often = new Map(), names = [];
    var documents = entries.map(function (entry, id) {
      var also = entry[5] || [];
      var fields = { id: id };
      [entry[2], also.join(" "), entry[3], entry[4], entry[6] || ""].forEach(function (text, n) { fields[FIELDS[n]] = tokens(text); });
      new Set([].concat(fields.title, fields.also, fields.where, fields.text)).forEach(function (word) {
        often.set(word, (often.get(word) || 0) + 1);
      });
      names.push({ title: entry[2], also: also });
      return fields;
    });
    var index = new MiniSearch({
      fields: FIELDS,
      extractField: function (document, field) { return field === "id" ? document.id : document[field].join("\n"); },
      tokenize: function (text) { return text.split("\n"); },
      processTerm: function (word) { return word; }
    });
    index.addAll(documents);

    function weight(word) { return Math.log((1 + entries.length) / (1 + (often.get(word) || 0))); }
    function stops(word) { return options.english && STOP.has(word); }

    /** What MiniSearch is asked for one word of a query: the word as a whole, or all of its parts. */
    function asked(forms, fuzzy) {
      var ways = [{ queries: [forms[0]], combineWith: "OR" }];
      if (forms.length > 1) ways.push({ queries: forms.slice(1), combineWith: "AND" });
      var stem = /^[a-z]{7,}$/.test(forms[0]) ? forms[0].replace(/(?:ation|ating|ated|ion|ing|ed)$/, "") : forms[0];
      if (stem !== forms[0] && stem.length > 3) ways.push({ queries: [stem], combineWith: "OR", boost: { title: 2, also: 2, where: 1, text: 0.3, more: 0.1 } });
      if (fuzzy) ways[0].fuzzy = fuzzy;
      return { combineWith: "OR", queries: ways };
    }
    var settings = { boost: BOOST, prefix: function (word) { return word.length > 2; }, weights: { fuzzy: 0.3, prefix: 0.4 } };
    function search(queries, combineWith) { return index.search({ queries: queries, combineWith: combineWith }, settings); }

    /** Queries for the words, and of each word what it weighs; a word that nothing else finds may have a letter or two wrong. */
    function understand(text) {
      var all = words(text), wanted = all.filter(function (forms) { return !stops(forms[0]); });
      var listed = (wanted.length ? wanted : all).map(function (forms) {
        var query = asked(forms), found = search([query], "OR"), long = forms[0].length;
        if (!found.length && long >= CORRECTED_FROM && /^\p{L}+$/u.test(forms[0])) {
          query = asked(forms, long > 8 ? 2 : 1);
          found = search([query], "OR");
        }
        return { forms: forms, query: query, known: found.length > 0, weight: weight(forms[0]), common: found.length > COMMON * entries.length };
      });
      return listed;
    }

    function order(found, text) {
      var query = line(text), cut = query.trim() ? query : null;
      return found.map(function (hit) {
        var entry = names[hit.id];
        if (!entry.lined) { entry.title = line(entry.title); entry.also = entry.also.map(line); entry.lined = true; }
        return { id: hit.id, terms: hit.terms, score: hit.score * (OF_KIND[entries[hit.id][0]] || 1) * (cut ? phrased(cut, entry) : 1) };
      }).sort(function (a, b) { return b.score - a.score || a.id - b.id; });
    }

    /** The hits of a query, best first: `whole` have all words, `part` some; `unknown` are words that no entry has. */
    this.find = function (text) {
      var listed = understand(text);
      if (!listed.length) return { whole: [], part: [], unknown: [] };
      var needed = listed.filter(function (word) { return !word.common; });
      var unknown = listed.filter(function (word) { return !word.known; });
      var must = needed.length ? needed : listed;
      var any = search(listed.map(function (word) { return word.query; }), "OR");
      var having = new Set();
      if (!unknown.length) search(must.map(function (word) { return word.query; }), "AND").forEach(function (hit) { having.add(hit.id); });
      var total = listed.reduce(function (sum, word) { return sum + word.weight; }, 0);
      var share = new Map();
      if (listed.length > 1) listed.forEach(function (word) {
        search([word.query], "OR").forEach(function (hit) { share.set(hit.id, (share.get(hit.id) || 0) + word.weight); });
      });
      var rest = any.filter(function (hit) { return !having.has(hit.id) && (share.get(hit.id) || 0) >= ENOUGH * total; });
      return {
        whole: order(any.filter(function (hit) { return having.has(hit.id); }), text),
        part: order(rest, text),
        unknown: unknown.map(function (word) { return word.forms[0]; })
      };
    };
  }

  window.sidebyside_search = { Engine: Engine, unfold: unfold, words: words };
})();
