/* What every page shares: theme, menu, search on demand, copying, and state that is kept in the address.
   Each part looks for its own elements and does nothing where they are missing; without scripts the pages stand as they are. */
(function () {
  "use strict";
  var root = document.documentElement;
  var self = document.currentScript;

  /** The element, or nothing. */
  function one(selector, inside) { return (inside || document).querySelector(selector); }
  function all(selector, inside) { return Array.from((inside || document).querySelectorAll(selector)); }

  /** An element with properties and children; text is only ever set as text. */
  function make(tag, properties) {
    var element = document.createElement(tag);
    Object.entries(properties || {}).forEach(function (pair) {
      if (pair[0] in element) element[pair[0]] = pair[1]; else element.setAttribute(pair[0], pair[1]);
    });
    for (var n = 2; n < arguments.length; n += 1) if (arguments[n]) element.append(arguments[n]);
    return element;
  }

  /** Memory of this browser; where it is forbidden or damaged there is simply none. */
  var store = {
    get: function (name) {
      try { return JSON.parse(localStorage.getItem(root.dataset.site + ":" + name)); } catch (error) { return null; }
    },
    set: function (name, value) {
      try { localStorage.setItem(root.dataset.site + ":" + name, JSON.stringify(value)); } catch (error) { /* only the memory is lost */ }
    }
  };

  /** State in the address: `names` are read, and written back without touching others; empty values are left out. */
  var address = {
    read: function () { return new URLSearchParams(location.search); },
    write: function (values) {
      var query = address.read();
      Object.entries(values).forEach(function (pair) {
        if (pair[1]) query.set(pair[0], pair[1]); else query.delete(pair[0]);
      });
      var text = query.toString();
      try { history.replaceState(history.state, "", (text ? "?" + text : location.pathname) + location.hash); } catch (error) { /* some browsers forbid it on file: */ }
    }
  };

  /** Load a script once. */
  var loaded = {};
  function load(source) {
    loaded[source] = loaded[source] || new Promise(function (done, failed) {
      document.head.append(make("script", { src: source, onload: done, onerror: failed }));
    });
    return loaded[source];
  }

  /** An input method is at work: its keys are not for us. WebKit ends it before the key that ended it arrives; that has the code 229. */
  function composing(event) { return event.isComposing || event.keyCode === 229; }

  /** Do something when what is remembered may have changed: a page comes back as it was left, or another tab wrote. */
  function whenRemembered(act) {
    addEventListener("pageshow", function (event) { if (event.persisted) act(); });
    addEventListener("storage", function (event) {
      if (event.key === null || event.key.indexOf(root.dataset.site + ":") === 0) act();
    });
  }

  /* What is said to ears only has its place from the start: a region that comes with its words is not read. */
  var status = document.body.appendChild(make("div", { className: "said", role: "status" }));

  window.sidebyside = { one: one, all: all, make: make, store: store, address: address, load: load, composing: composing, copy: copy, whenRemembered: whenRemembered };

  /* Theme: as the system, light, dark. */
  var themes = ["system", "light", "dark"];
  function showTheme(button) {
    var theme = root.dataset.theme || "system";
    button.setAttribute("aria-label", "Theme: " + theme);
    button.title = "Theme: " + theme;
    one(".theme_name", button).textContent = theme.charAt(0).toUpperCase() + theme.slice(1);
    var papers = { light: "#fbfaf7", dark: "#15181d" };
    all('meta[name="theme-color"]').forEach(function (meta) {
      meta.content = papers[theme] || papers[meta.media.indexOf("dark") > 0 ? "dark" : "light"];
    });
  }
  whenRemembered(function () {
    var theme = null;
    try { theme = localStorage.getItem(root.dataset.site + ":theme"); } catch (error) { return; }
    if (theme === "light" || theme === "dark") root.dataset.theme = theme; else delete root.dataset.theme;
    all("button.theme").forEach(showTheme);
  });
  all("button.theme").forEach(function (button) {
    showTheme(button);
    button.addEventListener("click", function () {
      var theme = themes[(themes.indexOf(root.dataset.theme || "system") + 1) % 3];
      if (theme === "system") delete root.dataset.theme; else root.dataset.theme = theme;
      try { localStorage.setItem(root.dataset.site + ":theme", theme); } catch (error) { /* lasts as long as the page */ }
      showTheme(button);
    });
  });

  /* The switches above a table: their state is in the address, so that it can be sent to somebody. */
  var switches = all("input[name=side], input[name=only], input[name=verdict]");
  var asked = address.read();
  switches.forEach(function (input) {
    if (asked.get(input.name) === input.value) input.checked = true;
    input.addEventListener("change", function () {
      var values = {};
      values[input.name] = input.checked && input.value !== "all" ? input.value : "";
      address.write(values);
      announce(input.name === "side" ? input.closest("label").textContent.trim() + " shown" : counted(input.name === "only" ? "#side_by_side tbody tr" : ".myth"));
    });
  });

  function counted(selector) {
    var items = all(selector), shown = items.filter(function (item) { return item.offsetParent !== null; }).length;
    return shown + " of " + items.length + " shown";
  }
  function announce(words) { status.textContent = words; }

  /* Claims are folded: the one that the address names is open, and one switch opens all of them. */
  var claims = all(".myth details"), openAll = one("#open_all");
  function openNamed() { claims.forEach(function (claim) { if (claim.parentElement.matches(":target")) claim.open = true; }); }
  addEventListener("hashchange", openNamed);
  openNamed();
  function unfold() { claims.forEach(function (claim) { claim.open = openAll.checked; }); }
  if (openAll) {
    openAll.addEventListener("change", unfold);
    if (openAll.checked) unfold();
  }

  /* What scrolls sideways can be reached by keys, and nothing else has to be passed on the way. */
  if (window.ResizeObserver) {
    var sized = new ResizeObserver(function (entries) {
      entries.forEach(function (entry) {
        var box = entry.target;
        if (box.scrollWidth > box.clientWidth + 1) {
          box.tabIndex = 0;
          if (box.tagName === "PRE") box.setAttribute("role", "group");
          box.setAttribute("aria-label", box.dataset.label || "Code");
        } else ["tabindex", "role", "aria-label"].forEach(function (name) { box.removeAttribute(name); });
      });
    });
    all("pre.file, pre.fence").forEach(function (box) { sized.observe(box); });
  }

  /* Copying what a button names, or the file that is shown of a program: all of it, which runs, or its region. */
  all("button.copy").forEach(function (button) {
    button.addEventListener("click", function () {
      var shown = button.dataset.copies ? document.getElementById(button.dataset.copies) : program(button);
      copy(shown.textContent).then(function () {
        say(button, "Copied");
      }, function () {
        getSelection().selectAllChildren(shown);
        say(button, "Selected");
      });
    });
  });
  function program(button) {
    var file = all(".file", button.closest(".program_panel")).find(function (pre) { return pre.offsetParent !== null; });
    return button.classList.contains("excerpt") && one(".region", file) || file;
  }
  function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    return Promise.reject(new Error("no clipboard here"));
  }
  function say(button, word) {
    button.dataset.label = button.dataset.label || button.textContent;
    button.textContent = word;
    button.classList.add("done");
    status.textContent = word;
    setTimeout(function () { button.textContent = button.dataset.label; button.classList.remove("done"); status.textContent = ""; }, 2000);
  }

  /* The contents of a text follow the reading: the last heading above a line a third down the window is current. */
  all(".following").forEach(function (nav) {
    var links = all("a", nav);
    var places = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
    var waiting = false;
    function follow() {
      waiting = false;
      var line = innerHeight / 3, current = -1;
      places.forEach(function (place, n) { if (place && place.getBoundingClientRect().top < line) current = n; });
      links.forEach(function (link, n) {
        if (n === current) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
      });
    }
    addEventListener("scroll", function () { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, { passive: true });
    follow();
  });

  /* Search: nothing of it is loaded before it is asked for. */
  function openSearch(words) {
    return load(self.dataset.search).then(function () { window.sidebyside.search.open(self.dataset, words); });
  }
  all(".search_link").forEach(function (link) {
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || one("#search_here")) return;
      event.preventDefault();
      openSearch().catch(function () { location.href = link.href; });
    });
  });
  // A definition that covers something goes away with Escape, until the next word is pointed at.
  addEventListener("keydown", function (event) {
    if (event.key === "Escape") document.documentElement.classList.add("dismissed");
  });
  ["pointerover", "focusin"].forEach(function (name) {
    addEventListener(name, function (event) {
      if (!event.target.matches || !event.target.matches(".defined")) return;
      document.documentElement.classList.remove("dismissed");
      event.target.classList.toggle("at_end", event.target.getBoundingClientRect().left > innerWidth / 2);
    });
  });
  addEventListener("keydown", function (event) {
    if (composing(event)) return;
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && !/^(radio|checkbox)$/.test(event.target.type || "");
    var slash = event.key === "/" && store.get("keys") !== false && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
    if (slash || ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k")) {
      event.preventDefault();
      openSearch().catch(function () { location.href = one(".search_link").href; });
    }
  });
  function showKeys() { root.classList.toggle("without_keys", store.get("keys") === false); }
  showKeys();
  whenRemembered(showKeys);
  window.sidebyside.showKeys = showKeys;
  /* A reload keeps what was being looked for: the entry of the history remembers it. */
  var left = history.state && history.state.search;
  if (one("#search_here")) openSearch().catch(function () { /* the index by letter stands below */ });
  else if (typeof left === "string") openSearch(left).catch(function () { /* it was only the dialog that was open */ });
})();
