/* Runs a program of this site in this browser, as it is or changed, and holds what it prints against the record.
   Loaded when a button asks for it (run-button.js); every run is a worker of its own (run-worker.js), which Stop ends.   */
(function () {
  "use strict";
  var kit = window.sidebyside, make = kit.make;
  var START = 90, RUN = 30, STALLED = 60;           // seconds: to start, to run, without a byte while loading
  var LINK = 16000, SOURCE = 200000, DIFF = 1500;   // characters of a link and of a program, lines that are compared

  function size(bytes) { return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0) + " MB"; }

  /** Lines as pairs of a sign and a text: the longest common part stays, the rest goes or comes. */
  function difference(before, after) {
    var head = 0, tail = 0;
    while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
    while (tail < before.length - head && tail < after.length - head &&
      before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
    var a = before.slice(head, before.length - tail), b = after.slice(head, after.length - tail);
    var middle = [];
    if (a.length * b.length > DIFF * DIFF) {
      a.forEach(function (line) { middle.push(["-", line]); });
      b.forEach(function (line) { middle.push(["+", line]); });
    } else {
      var table = a.map(function () { return new Uint16Array(b.length + 1); });
      table.push(new Uint16Array(b.length + 1));
      for (var i = a.length - 1; i >= 0; i -= 1) for (var j = b.length - 1; j >= 0; j -= 1) {
        table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
      }
      for (var x = 0, y = 0; x < a.length || y < b.length;) {
        if (x < a.length && y < b.length && a[x] === b[y]) { middle.push([" ", a[x]]); x += 1; y += 1; }
        else if (y < b.length && (x === a.length || table[x][y + 1] > table[x + 1][y])) { middle.push(["+", b[y]]); y += 1; }
        else { middle.push(["-", a[x]]); x += 1; }
      }
    }
    function same(line) { return [" ", line]; }
    return before.slice(0, head).map(same).concat(middle, before.slice(before.length - tail).map(same));
  }

  /* Links that carry a changed program: JSON, compressed, in the part of the address that no server sees. */
  async function squeeze(bytes, stream) {
    var reader = new Blob([bytes]).stream().pipeThrough(stream).getReader(), parts = [], all = 0;
    for (var step = await reader.read(); !step.done; step = await reader.read()) {
      all += step.value.length;
      if (all > 2 * SOURCE) { reader.cancel(); throw new Error("too large"); }
      parts.push(step.value);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }
  async function pack(value) {
    var bytes = await squeeze(new TextEncoder().encode(JSON.stringify(value)), new CompressionStream("deflate-raw"));
    var text = "";
    bytes.forEach(function (byte) { text += String.fromCharCode(byte); });
    return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  async function unpack(text) {
    if (text.length > LINK || !/^[\w-]+$/.test(text)) throw new Error("not a link of this site");
    var raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    var bytes = await squeeze(Uint8Array.from(raw, function (sign) { return sign.charCodeAt(0); }), new DecompressionStream("deflate-raw"));
    var value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    var good = value && typeof value.program === "string" && Array.isArray(value.texts) &&
      value.texts.length < 50 && value.texts.every(function (one) { return typeof one === "string"; });
    if (!good) throw new Error("not a link of this site");
    return value;
  }

  /** Why programs cannot run here, or nothing. */
  function hindrance() {
    if (location.protocol === "file:") return "A page that was opened from disk may not start Python: open this site through a web server.";
    if (typeof WebAssembly !== "object" || !window.Worker || !window.ReadableStream) return "This browser has no WebAssembly, which Python runs in here.";
    return "";
  }

  async function fetched(url) {
    var response = await fetch(url);
    if (!response.ok) throw new Error("the server answered " + response.status);
    return response.json();
  }

  window.sidebyside.run = async function (places) {
    var barred = hindrance();
    var manifest = barred ? null : await fetched(places.manifest);
    var root = new URL(".", places.manifest).href;
    var folders = {}, panels = new Map();
    var ready = false;   // whether this page has loaded the runtime already

    function programsOf(path) {
      var slug = path.split("/")[1];
      folders[slug] = folders[slug] || fetched(root + "programs/" + encodeURIComponent(slug) + ".json");
      folders[slug].catch(function () { delete folders[slug]; });
      return folders[slug];
    }
    function filesOf(numbers) {
      var base = root + manifest.runtime.folder;
      var listed = function (prefix) {
        return function (file) { return { url: prefix + file.file, size: file.size, sha256: file.sha256 }; };
      };
      return {
        base: base,
        runtime: manifest.runtime.files.filter(function (file) { return /\.(wasm|zip|py|mjs|json)$/.test(file.file); }).map(listed(base)),
        packages: numbers.map(function (number) { return listed(root)(manifest.packages[number]); })
      };
    }
    function weight(numbers) {
      var files = filesOf(numbers);
      return files.runtime.concat(files.packages).reduce(function (sum, file) { return sum + file.size; }, 0);
    }

    /** The part of a page that runs one program; it is put into `place`; the editor replaces what `shown` holds. */
    function Panel(path, about, numbers, place, shown) {
      var self = this, worker = null, timer = 0, out = "", began = 0, url = "";
      var texts = about.files.map(function (file) { return file.text; });
      var key = "run:" + path;
      var status = make("p", { className: "run_status", role: "status" });
      var bar = make("progress", { className: "run_progress", hidden: true, max: 1, value: 0 });
      bar.setAttribute("aria-label", "Download");
      var run = make("button", { type: "button", className: "run_start", textContent: "Run" });
      var edit = make("button", { type: "button", className: "run_edit", textContent: "Edit" });
      var reset = make("button", { type: "button", className: "run_reset", textContent: "Reset", hidden: true });
      var stop = make("button", { type: "button", className: "run_stop", textContent: "Stop", hidden: true });
      var share = make("button", { type: "button", className: "run_share", textContent: "Copy link", hidden: true });
      var verdict = make("p", { className: "run_verdict" });
      verdict.setAttribute("role", "status");
      var printed = make("pre", { className: "output run_output", hidden: true, tabIndex: 0 });
      printed.setAttribute("aria-label", "Output in this browser");
      printed.setAttribute("role", "group");
      var editor = make("div", { className: "run_editor", hidden: true });
      var areas = about.files.map(function (file, number) {
        var area = make("textarea", { value: file.text, spellcheck: false, wrap: "off", rows: Math.max(10, Math.min(40, file.text.split("\n").length + 1)) });
        area.setAttribute("autocapitalize", "off");
        area.setAttribute("aria-label", file.name + ", editable; Ctrl+Enter runs it");
        area.addEventListener("input", keep);
        area.addEventListener("keydown", function (event) {
          if (kit.composing(event)) return;
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); start(); }
        });
        editor.append(about.files.length > 1 ? make("label", {}, make("span", { textContent: file.name }), area) : area);
        return area;
      });
      var element = make("section", { className: "run_panel" },
        make("div", { className: "run_bar" }, run), status);
      element.setAttribute("aria-label", "Run in this browser");
      kit.one(".run_bar", element).append(stop, edit, reset, share);
      element.append(bar, verdict, printed);
      place.append(element);
      shown.append(editor);
      self.element = element;
      self.focus = function () { run.focus(); };

      function tell(text) { status.textContent = text; }
      function changed() { return areas.some(function (area, number) { return area.value !== texts[number]; }); }
      function keep() {
        var differs = changed();
        reset.hidden = share.hidden = !differs;
        var values = areas.map(function (area) { return area.value; });
        if (values.join("").length <= SOURCE) kit.store.set(key, differs ? values : null);
      }
      function showEditor() {
        editor.hidden = false;
        shown.classList.add("editing");
        edit.hidden = true;
        keep();
      }
      function offered() {
        run.textContent = ready ? "Run" : "Download " + size(weight(numbers)) + " and run";
        return "Python " + manifest.python + " in your browser" + (ready ? "." : ": " + size(weight(numbers)) + " once, less where the server compresses.");
      }
      function end(text) {
        clearTimeout(timer);
        if (worker) worker.terminate();
        worker = null;
        if (url) URL.revokeObjectURL(url);
        url = "";
        run.hidden = false;
        stop.hidden = bar.hidden = true;
        run.textContent = ready ? "Run again" : run.textContent;
        tell(text);
      }
      function limit(seconds, text) {
        clearTimeout(timer);
        timer = setTimeout(function () { end(text); }, seconds * 1000);
      }
      function show(lines, label) {
        printed.replaceChildren.apply(printed, lines.map(function (line) {
          var word = { "-": "recorded: ", "+": "printed: " }[line[0]];
          var row = make("span", { className: "line" + (line[0] === "-" ? " gone" : line[0] === "+" ? " came" : "") });
          if (word) row.append(make("span", { className: "said", textContent: word }));
          row.append((label ? line[0] + " " : "") + line[1] + "\n");
          return row;
        }));
        printed.hidden = !lines.length;
      }
      function compared(message) {
        var took = message.seconds.toFixed(message.seconds < 10 ? 1 : 0) + " s";
        var where = "Python " + message.python + " in this browser, " + took + (message.status ? ", exit status " + message.status : "");
        if (typeof about.output !== "string") { verdict.textContent = ""; return where + "."; }
        var same = out === about.output && !message.status;
        var lines = out.replace(/\n$/, "").split("\n");
        verdict.className = "run_verdict " + (same ? "same" : "differs");
        if (same) {
          verdict.textContent = changed() ? "Same as the record, from a changed program" : "Same as the record";
          show(lines.map(function (line) { return [" ", line]; }), false);
        } else {
          var found = difference(about.output.replace(/\n$/, "").split("\n"), lines);
          var number = found.filter(function (line) { return line[0] !== " "; }).length;
          verdict.textContent = (changed() ? "The program was changed: " : "") + (number === 1 ? "1 line differs" : number + " lines differ") + " from the record";
          show(found, true);
        }
        return where + ".";
      }
      function heard(event) {
        var message = event.data;
        if (!worker || !message) return;
        if (message.step === "download") {
          bar.hidden = false;
          bar.value = message.all ? message.done / message.all : 1;
          limit(STALLED, "The download stopped. Press Run to try again: what came is kept by your browser.");
          if (message.done === 0 || message.done === message.all) tell(message.done ? "Loaded." : "Loading " + size(message.all) + "…");
          status.dataset.loaded = size(message.done) + " of " + size(message.all);
        } else if (message.step === "start") {
          ready = true;
          bar.hidden = true;
          limit(START, "Python did not start within " + START + " s.");
          tell("Starting Python…");
        } else if (message.step === "run") {
          limit(RUN, "Stopped: the program ran for more than " + RUN + " s.");
          tell("Running…");
        } else if (message.step === "print") {
          out += message.stream === "out" ? message.text : "";
          printed.hidden = false;
          printed.append(make("span", { className: "line" + (message.stream === "err" ? " err" : ""), textContent: message.text }));
        } else if (message.step === "too much") {
          end("Stopped: the program printed more than 1 MB.");
        } else if (message.step === "end") {
          var errors = kit.all(".err", printed);
          var said = compared(message);
          printed.append.apply(printed, errors);
          printed.hidden = !printed.childNodes.length;
          end(said);
        } else if (message.step === "failed") {
          end(/memory/i.test(message.text) ? "This browser ran out of memory." : "It could not be run: " + message.text + ".");
        }
      }
      function start() {
        if (worker) return;
        var had = document.activeElement === run;
        var files = {};
        about.files.forEach(function (file, number) { files[file.name] = areas[number].value; });
        if (areas.reduce(function (sum, area) { return sum + area.value.length; }, 0) > SOURCE) { tell("The program is too long to run here."); return; }
        out = "";
        verdict.textContent = "";
        printed.replaceChildren();
        printed.hidden = true;
        try {
          // A worker from a blob has the policy of this page; one from a file would have none.
          url = URL.createObjectURL(new Blob(["importScripts(" + JSON.stringify(places.worker.href) + ");"], { type: "text/javascript" }));
          worker = new Worker(url);
        } catch (error) {
          end("This browser does not let the page start Python.");
          return;
        }
        run.hidden = true;
        stop.hidden = false;
        if (had) stop.focus();
        worker.onmessage = heard;
        worker.onerror = function (event) {
          event.preventDefault();
          end("It could not be run" + (event.message ? ": " + String(event.message).slice(0, 200) : "") + ".");
        };
        limit(START, "Python did not start within " + START + " s.");
        var job = filesOf(numbers);
        job.files = files;
        job.main = about.files[0].name;
        worker.postMessage(job);
      }

      run.addEventListener("click", start);
      stop.addEventListener("click", function () { end("Stopped."); run.focus(); });
      edit.addEventListener("click", function () { showEditor(); areas[0].focus(); });
      reset.addEventListener("click", function () {
        areas.forEach(function (area, number) { area.value = texts[number]; });
        keep();
        if (!about.blank) {
          editor.hidden = true;
          edit.hidden = false;
          shown.classList.remove("editing");
        }
        tell("The program is as it was.");
        (about.blank ? areas[0] : edit).focus();
      });
      share.addEventListener("click", async function () {
        try {
          var packed = await pack({ program: path, texts: areas.map(function (area) { return area.value; }) });
          if (packed.length > LINK) { tell("The program is too long for a link."); return; }
          var link = location.href.split("#")[0] + "#run=" + packed;
          try { history.replaceState(null, "", link); } catch (error) { /* the link is copied all the same */ }
          await navigator.clipboard.writeText(link);
          tell("The link is copied: it carries your changes, and whoever opens it decides whether to run them.");
        } catch (error) {
          tell("The link is in the address bar; this browser did not let it be copied.");
        }
      });
      self.put = function (values) {
        if (values.length !== areas.length) throw new Error("other files");
        values.forEach(function (value, number) { areas[number].value = value; });
        showEditor();
        tell("This link carries a changed program. Read it before you run it. " + offered());
      };
      var kept = kit.store.get(key);
      tell(offered());
      if (about.blank) showEditor();
      if (Array.isArray(kept) && kept.length === areas.length && kept.every(function (one) { return typeof one === "string"; })) {
        kept.forEach(function (value, number) { areas[number].value = value; });
        showEditor();
        tell("Your changes from before are still here. " + offered());
      }
    }

    function refuse(place, text) {
      var old = kit.one(".run_refused", place.parentNode);
      var element = old || make("p", { className: "run_status run_refused", role: "status" });
      if (!old) place.after(element);
      element.textContent = text;
    }

    async function panelOf(button) {
      var path = button.dataset.program, whole = button.closest(".program_panel");
      if (panels.has(path)) return panels.get(path);
      var about = (await programsOf(path))[path];
      if (!about) throw new Error("the program is not there");
      var panel = new Panel(path, about, manifest.programs[path], kit.one(".printed", whole), kit.one(".files", whole));
      panels.set(path, panel);
      return panel;
    }

    /** The packages that every program of a subject takes: what an empty program starts with. */
    function common(subject) {
      var lists = manifest.samples.map(function (sample) { return sample.programs[subject]; })
        .filter(Boolean).map(function (path) { return manifest.programs[path]; });
      return lists.length ? lists.reduce(function (all, one) { return all.filter(function (number) { return one.indexOf(number) >= 0; }); }) : [];
    }

    async function playground(select) {
      var place = document.getElementById("playground_program");
      async function chosen() {
        var value = select.value, shown = make("div", {}), below = make("div", {}), about, numbers;
        place.replaceChildren(shown, below);
        var title = select.selectedOptions[0].textContent;
        if (value.indexOf("blank:") === 0) {
          numbers = common(value.slice(6));
          about = { files: [{ name: "main.py", text: "" }], blank: true };
        } else {
          about = Object.assign({ blank: true }, (await programsOf(value))[value]);
          numbers = manifest.programs[value];
        }
        if (select.value !== value) return null;
        var panel = new Panel("playground:" + value, about, numbers, below, shown);
        panel.element.setAttribute("aria-label", title);
        return panel;
      }
      select.addEventListener("change", function () { chosen().catch(function () { refuse(select, "The program could not be loaded."); }); });
      return chosen();
    }

    return {
      open: function (button) {
        var whole = button.closest(".program_panel");
        if (barred) { refuse(kit.one(".printed", whole).lastElementChild, barred); return; }
        panelOf(button).then(function (panel) { panel.element.scrollIntoView({ block: "nearest" }); panel.focus(); }, function (error) {
          refuse(kit.one(".printed", whole).lastElementChild, "It could not be loaded: " + error.message + ".");
        });
      },
      fromAddress: async function () {
        var select = document.getElementById("playground"), text = location.hash.replace(/^#run=/, "");
        var place = select || kit.one("main h1");
        if (barred) { refuse(place, barred); return; }
        try {
          var value = /^#run=/.test(location.hash) ? await unpack(text) : null;
          if (select) {
            var wanted = value ? value.program.replace(/^playground:/, "") : "";
            if (value && Array.from(select.options).some(function (option) { return option.value === wanted; })) select.value = wanted;
            var panel = await playground(select);
            if (value) panel.put(value.texts);
            return;
          }
          var button = kit.all("button.run_button").find(function (one) { return one.dataset.program === value.program; });
          if (!button) throw new Error("no such program here");
          var opened = await panelOf(button);
          opened.put(value.texts);
          opened.element.scrollIntoView({ block: "center" });
        } catch (error) {
          refuse(place, "This link is damaged, or of another version of this site: nothing was taken from it.");
        }
      }
    };
  };
})();
