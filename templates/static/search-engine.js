/* What search finds, without any page: words of a text, the index, and the order of the hits (BM25 over weighted fields).
   The index script calls sidebyside_index with entries: [kind, URL, title, where, text, also, more]. */
(function () {
  "use strict";
  /* What a word weighs by where an entry has it; `part` is a page's words that only its rows and programs have. */
  var TITLE = 6, ALSO = 6, WHERE = 2, TEXT = 1, MORE = 0.5, PART = 0.25;
  /* Pages come before their rows, unless the query is a name from code: then the row about it is wanted. */
  var OF_KIND = { d: 1.6, t: 1.3, q: 1.2, g: 1.2, s: 0.6, c: 0.7 }, OF_CODE = { t: 1.3, s: 0.6, c: 0.7, d: 0.8 };
  /* A word that more entries have than this is not asked of every hit. */
  var COMMON = 0.15;
  /* Shorter words are not corrected: what is one letter away from them is another word. */
  var CORRECTED_FROM = 7, TWICE_FROM = 10;
  /* A hit without some of the words has to have this share of what the words weigh together. */
  var ENOUGH = 0.3;
  /* A hit with all words that has less than this share of the score of the best one without stands below it. */
  var SCATTERED = 0.5;
  /* How much a word counts that is found by its beginning, by its parts, or in another form. */
  var BEGUN = 0.4, BY_PARTS = 0.8, BESIDE = 0.25, OF_OTHERS = 0.1, OTHER_FORM = 0.6, CORRECTED = 0.5;
  /* How much it counts that one name of an entry has the words. */
  var FIT = 5;
  /* How many of the best hits are compared with the names of their entries. */
  var COMPARED = 120;
  var STOP = new Set(("a an and are as at be been but by can do does for from had has have how i if in into instead is it its me my of on or " +
    "should so than that the their them then there this to us use using versus vs was we what when where which while who why will with " +
    "would you your").split(" "));
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

  var ENDINGS = ["ations", "ation", "ating", "ators", "ator", "ated", "ates", "ate", "ions", "ion", "ables", "able", "ment", "ings", "ing", "ed", "ers", "er", "or", "e"];
  /** What the forms of one word share: `cach` of cache, cached and caching. */
  function stem(word) {
    if (!/^[a-z]{5,}$/.test(word)) return word;
    var ending = ENDINGS.find(function (end) { return word.length - end.length > 3 && word.endsWith(end); });
    if (!ending) return word;
    return word.slice(0, -ending.length).replace(/([bdgmnprt])\1$/, "$1");
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

  /** A text as one line of plain words, to find one text within another. */
  function line(text) {
    return " " + fold(text).toLowerCase().replace(/[^\p{L}\p{N}+#@]+/gu, " ").trim().split(" ").map(form).join(" ") + " ";
  }

  /** Entries with whole URLs: rows and programs come after their page and name only their place on it. */
  function unfold(entries) {
    var page = null;
    return entries.map(function (entry) {
      if (entry[1].charAt(0) !== "#") return page = entry;
      return [entry[0], page[1] + entry[1], entry[2], page[2]].concat(entry.slice(4));
    });
  }

  /** How many letters are added, left out, changed or swapped between two words; more than `most` is not counted out. */
  function distance(one, other, most) {
    var before = [], last = Array.from({ length: other.length + 1 }, function (_, n) { return n; });
    for (var n = 1; n <= one.length; n++) {
      var row = [n], least = n;
      for (var m = 1; m <= other.length; m++) {
        var same = one[n - 1] === other[m - 1] ? 0 : 1;
        row[m] = Math.min(last[m] + 1, row[m - 1] + 1, last[m - 1] + same);
        if (n > 1 && m > 1 && one[n - 1] === other[m - 2] && one[n - 2] === other[m - 1]) row[m] = Math.min(row[m], before[m - 2] + 1);
        least = Math.min(least, row[m]);
      }
      if (least > most) return most + 1;
      before = last;
      last = row;
    }
    return last[other.length];
  }

  function Engine(entries, options) {
    /* Of each word the entries that have it: id, weight, id, weight ... */
    var index = new Map(), stems = new Map(), pairs = new Map(), names = [], vocabulary = [], taken = 0, page = null;
    function take(entry, id) {
      var own = new Map();
      function add(rows, weight) {
        var listed = new Set([].concat.apply([], rows)), share = weight * 2.2 / (1 + 1.2 * (0.4 + 0.6 * listed.size / 12));
        if (weight === ALSO) share = weight * 2.2 / (1 + 1.2 * (0.7 + 0.3 * listed.size / 20));
        listed.forEach(function (word) { own.set(word, (own.get(word) || 0) + share); });
      }
      var called = [entry[2]].concat(entry[5] || []).map(words);
      add(called[0], TITLE);
      if (called.length > 1) add([].concat.apply([], called.slice(1)), ALSO);
      if (entry[3]) add(words(entry[3]), WHERE);
      if (entry[4]) add(words(entry[4]), TEXT);
      if (entry[6]) add(words(entry[6]), MORE);
      own.forEach(function (weight, word) {
        var listed = index.get(word);
        if (listed) listed.push(id, weight); else index.set(word, [id, weight]);
      });
      if (entry[0] === "d") page = { url: entry[1] + "#", id: id, own: own };
      else if (page && entry[1].indexOf(page.url) === 0) own.forEach(function (_, word) {
        if (page.own.has(word)) return;
        page.own.set(word, PART);
        index.get(word).push(page.id, PART);
      });
      called.forEach(function (row) {
        for (var n = 1; n < row.length; n++) pairs.set(row[n - 1][0] + row[n][0], [row[n - 1][0], row[n][0]]);
      });
    }
    /** Index entries until some milliseconds have passed; tells whether all are done. */
    this.grow = function (milliseconds) {
      var end = Date.now() + milliseconds;
      while (taken < entries.length) {
        take(entries[taken], taken++);
        if (taken % 8 === 0 && Date.now() >= end) return false;
      }
      vocabulary = Array.from(index.keys()).sort();
      vocabulary.forEach(function (word) {
        var key = stem(word), listed = stems.get(key);
        if (listed) listed.push(word); else stems.set(key, [word]);
      });
      return true;
    };

    /** Which entries have a word, and how much it weighs in each, at most. */
    function collect(found, word, factor) {
      var listed = index.get(word);
      if (listed) for (var n = 0; n < listed.length; n += 2) {
        var weight = listed[n + 1] * factor;
        if (weight > (found.get(listed[n]) || 0)) found.set(listed[n], weight);
      }
    }
    function begun(found, word, factor) {
      var low = 0, high = vocabulary.length;
      while (low < high) { var middle = (low + high) >> 1; if (vocabulary[middle] < word) low = middle + 1; else high = middle; }
      for (; low < vocabulary.length && vocabulary[low].startsWith(word); low++) {
        if (vocabulary[low] !== word) collect(found, vocabulary[low], factor * word.length / (word.length + 0.3 * (vocabulary[low].length - word.length)));
      }
    }
    /** Entries that have all of the words, with the mean of their weights. */
    function together(listed, factor) {
      var all = null;
      listed.forEach(function (word) {
        var found = single(word);
        if (!all) { all = new Map(found); return; }
        all.forEach(function (weight, id) { if (found.has(id)) all.set(id, weight + found.get(id)); else all.delete(id); });
      });
      all.forEach(function (weight, id) { all.set(id, weight / listed.length * factor); });
      return all;
    }
    function merge(found, others) {
      others.forEach(function (weight, id) { if (weight > (found.get(id) || 0)) found.set(id, weight); });
    }
    function prefixed(word) { return word.length > (/^[\x00-\x7f]*$/.test(word) ? 2 : 1); }

    var singles = new Map();
    function single(word) {
      var found = singles.get(word);
      if (found) return found;
      singles.set(word, found = new Map());
      collect(found, word, 1);
      (stems.get(stem(word)) || []).forEach(function (other) { if (other !== word) collect(found, other, OTHER_FORM); });
      if (prefixed(word)) begun(found, word, BEGUN);
      return found;
    }

    /** Words that differ from a long one by a letter or two, and begin as it does. */
    function corrected(word) {
      var best = [], least = word.length >= TWICE_FROM ? 2 : 1;
      vocabulary.forEach(function (other) {
        if (other[0] !== word[0] || Math.abs(other.length - word.length) > least || other.length < 5 || !/^\p{L}+$/u.test(other)) return;
        var far = distance(word, other, least);
        if (far > least || (far > 1 && other.slice(0, 4) !== word.slice(0, 4))) return;
        if (far < least) { best = []; least = far; }
        best.push(other);
      });
      return best;
    }

    /** What a word of a query finds, with how much it tells: cached, as most keys change only the last word. */
    var understood = new Map();
    function understand(forms, joined) {
      var key = forms[0] + "\n" + joined.join("\n");
      var word = understood.get(key);
      if (word) return word;
      var found = new Map(single(forms[0])), exact = index.get(forms[0]);
      if (forms.length > 1) merge(found, together(forms.slice(1), exact ? BESIDE : BY_PARTS));
      var pieces = forms.length > 1 ? forms.slice(1) : pairs.get(forms[0]) || [];
      var marks = forms.concat(joined, pieces, stem(forms[0]));
      joined.forEach(function (other) { merge(found, single(other)); });
      if (pairs.has(forms[0])) merge(found, together(pairs.get(forms[0]), BY_PARTS));
      if (!found.size && forms[0].length >= CORRECTED_FROM && /^\p{L}+$/u.test(forms[0])) {
        marks = corrected(forms[0]);
        marks.forEach(function (other) { collect(found, other, CORRECTED); });
      }
      var number = exact ? exact.length / 2 + OF_OTHERS * (found.size - exact.length / 2) : found.size;
      word = { form: forms[0], stem: stem(forms[0]), code: forms.length > 1 && forms[0].indexOf("-") < 0, joined: joined, pieces: pieces, marks: marks, found: found, weight: Math.log((1 + entries.length) / (0.5 + number)), common: found.size > COMMON * entries.length };
      if (understood.size > 500) understood.clear();
      understood.set(key, word);
      return word;
    }

    /** Of `app.request.args.get` the longest parts that entries have, here `request.args`. */
    function chain(word) {
      var pieces = word.split("."), found = [];
      for (var length = pieces.length - 1; length > 1 && !found.length; length--) {
        for (var n = 0; n + length <= pieces.length; n++) {
          var part = pieces.slice(n, n + length).join(".");
          if (index.has(part)) found.push(part);
        }
      }
      return found;
    }

    function read(text) {
      var all = words(text), kept = all.filter(function (forms) { return !(options.english && STOP.has(forms[0])); });
      if (!kept.length) kept = all;
      return kept.map(function (forms, n) {
        var joined = [], plain = forms[0].replace(/[-.]/g, "");
        if (plain !== forms[0] && index.has(plain) && forms[0][0] !== ".") joined.push(plain);
        if (!index.has(forms[0])) joined = joined.concat(chain(forms[0]));
        if (forms[0][0] === ".") forms = forms.slice(0, 1);
        if (n && index.has(kept[n - 1][0] + forms[0])) joined.push(kept[n - 1][0] + forms[0]);
        if (kept[n + 1] && index.has(forms[0] + kept[n + 1][0])) joined.push(forms[0] + kept[n + 1][0]);
        return understand(forms, joined);
      });
    }

    /** Each name of an entry as a line, and its words. */
    function named(id) {
      if (names[id]) return names[id];
      var title = entries[id][2], inner = title.split(/[()]| \/ |, /).filter(function (name) { return name.trim() && name !== title; });
      return names[id] = [title].concat(inner, entries[id][5] || []).map(function (name, n) {
        var listed = words(name).filter(function (forms) { return !(options.english && STOP.has(forms[0])); });
        return { line: line(name), equal: n > inner.length ? 6 : 8, has: new Set([].concat.apply([], listed)), stems: new Set(listed.map(function (forms) { return stem(forms[0]); })), size: listed.length };
      });
    }
    /** How well one name of an entry alone says what is asked. */
    function fit(id, asked, query, total) {
      var best = 1;
      named(id).forEach(function (name) {
        var part = name.line === query ? name.equal : name.line.indexOf(query) === 0 ? 3 : name.line.indexOf(query) > 0 ? 2.2 : 1;
        var share = 0, number = 0;
        asked.forEach(function (word) {
          var whole = name.has.has(word.form) || name.stems.has(word.stem) || word.joined.some(function (form) { return name.has.has(form); });
          if (!whole && !(word.pieces.length && word.pieces.every(function (form) { return name.has.has(form); }))) return;
          share += word.weight * (whole ? 1 : BY_PARTS);
          number++;
        });
        share /= total;
        best = Math.max(best, part, 1 + FIT * share * share * (0.4 + 0.6 * Math.min(1, number / (name.size || 1))));
      });
      return best;
    }

    /** The hits of a query, best first: `whole` have all words, `part` some; `unknown` are words that no entry has. */
    this.find = function (text) {
      var asked = read(text);
      if (!asked.length) return { whole: [], part: [], unknown: [] };
      var unknown = asked.filter(function (word) { return !word.found.size; });
      var must = asked.filter(function (word) { return !word.common; });
      if (!must.length) must = asked;
      var total = asked.reduce(function (sum, word) { return sum + (word.found.size ? word.weight : 0); }, 0) || 1;
      var code = asked.some(function (word) { return word.code; }), kinds = code ? OF_CODE : OF_KIND;
      var hits = new Map();
      asked.forEach(function (word) {
        word.found.forEach(function (weight, id) {
          var hit = hits.get(id);
          if (!hit) hits.set(id, hit = { id: id, score: 0, share: 0, has: 0 });
          hit.score += weight * word.weight;
          hit.share += word.weight;
        });
      });
      must.forEach(function (word) { word.found.forEach(function (_, id) { hits.get(id).has++; }); });
      var listed = [];
      hits.forEach(function (hit) {
        hit.whole = !unknown.length && hit.has === must.length;
        hit.share /= total;
        if (!hit.whole && hit.share < ENOUGH) return;
        hit.score *= hit.share * hit.share * (kinds[entries[hit.id][0]] || 1);
        listed.push(hit);
      });
      function order() { listed.sort(function (a, b) { return b.score - a.score || a.id - b.id; }); }
      order();
      var query = line(text);
      if (query.trim()) listed.slice(0, COMPARED).forEach(function (hit) { hit.score *= fit(hit.id, asked, query, total); });
      order();
      /* A long text may have all words far apart from each other: a much better hit with most of them comes before it. */
      var best = listed.reduce(function (most, hit) { return hit.whole ? most : Math.max(most, hit.score); }, 0);
      listed.forEach(function (hit) { hit.whole = hit.whole && hit.score >= SCATTERED * best; });
      var marks = asked.reduce(function (all, word) { return all.concat(word.marks); }, []);
      listed.forEach(function (hit) { hit.terms = marks; });
      return {
        whole: listed.filter(function (hit) { return hit.whole; }),
        part: listed.filter(function (hit) { return !hit.whole; }),
        unknown: unknown.map(function (word) { return word.form; })
      };
    };
  }

  /** An engine, made a little at a time, so that keys are answered meanwhile. */
  function prepare(entries, options) {
    var engine = new Engine(entries, options);
    return new Promise(function (done) {
      (function go() { if (engine.grow(10)) done(engine); else setTimeout(go); })();
    });
  }

  window.sidebyside_search = { prepare: prepare, unfold: unfold, words: words };
})();
