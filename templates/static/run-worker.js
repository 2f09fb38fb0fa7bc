/* A classic worker: fetches what a program takes, starts Python, runs the program once, and is ended by the page.
   It is started from a blob, so that the policy of the page holds in here too: scripts and connections of this site alone,
   no eval. What it says are messages, which the page shows as text.                                                       */
(function () {
  "use strict";
  var MOST = 1 << 20;
  var buffers = new Map();
  var native = self.fetch.bind(self);

  function say(message) { self.postMessage(message); }

  /** Fetch one file, tell how far it is, and hold it against its hash where this page may ask for one. */
  async function load(file, progress) {
    var response = await native(file.url);
    if (!response.ok) throw new Error("the server answered " + response.status + " for " + file.url.split("/").pop());
    var reader = response.body.getReader(), parts = [], size = 0;
    for (;;) {
      var step = await reader.read();
      if (step.done) break;
      parts.push(step.value);
      size += step.value.length;
      if (size > file.size) throw new Error(file.url.split("/").pop() + " is larger than the site says");
      progress(step.value.length);
    }
    var bytes = new Uint8Array(size), at = 0;
    parts.forEach(function (part) { bytes.set(part, at); at += part.length; });
    if (size !== file.size) throw new Error(file.url.split("/").pop() + " came incomplete");
    if (self.crypto && crypto.subtle) {
      var digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      var found = Array.from(digest, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
      if (found !== file.sha256) throw new Error(file.url.split("/").pop() + " is not the file that was verified");
    }
    return bytes;
  }

  /** What was fetched is given to the runtime when it asks; nothing is fetched twice. */
  self.fetch = function (input, options) {
    var url = String(input && input.url ? input.url : input);
    if (!buffers.has(url)) return native(input, options);
    var type = /\.wasm$/.test(url) ? "application/wasm" : "application/octet-stream";
    return Promise.resolve(new Response(buffers.get(url), { headers: { "content-type": type } }));
  };

  /** Take away what a program has no use for: storage of this site, other workers, further connections. */
  function close() {
    ["indexedDB", "caches", "BroadcastChannel", "Worker", "SharedWorker", "WebSocket", "WebTransport", "EventSource",
      "XMLHttpRequest", "fetch", "importScripts", "Notification", "cookieStore"].forEach(function (name) {
      for (var owner = self; owner; owner = Object.getPrototypeOf(owner)) {
        try { delete owner[name]; } catch (error) { /* said below */ }
      }
      if (name in self) try { Object.defineProperty(self, name, { value: undefined }); } catch (error) { /* the policy still holds */ }
    });
    ["storage", "serviceWorker", "locks"].forEach(function (name) {
      for (var owner = self.navigator; owner; owner = Object.getPrototypeOf(owner)) {
        try { delete owner[name]; } catch (error) { /* the policy still holds */ }
      }
    });
    buffers.clear();
  }

  async function work(job) {
    var files = job.runtime.concat(job.packages), done = 0;
    var everything = files.reduce(function (sum, file) { return sum + file.size; }, 0);
    say({ step: "download", done: 0, all: everything });
    var loaded = await Promise.all(files.map(function (file) {
      return load(file, function (size) { done += size; say({ step: "download", done: done, all: everything }); });
    }));
    var shims = "";
    job.runtime.forEach(function (file, number) {
      buffers.set(file.url, loaded[number]);
      if (/\/shims\.py$/.test(file.url)) shims = new TextDecoder().decode(loaded[number]);
    });
    say({ step: "start" });
    var core = await import(job.base + "core.mjs");
    var printed = 0, decoders = { out: new TextDecoder(), err: new TextDecoder() };
    var python = await core.start({
      base: job.base, shims: shims, packages: loaded.slice(job.runtime.length),
      write: function (stream, bytes) {
        if (printed > MOST) return;
        printed += bytes.length;
        if (printed > MOST) say({ step: "too much" });
        else say({ step: "print", stream: stream, text: decoders[stream].decode(bytes, { stream: true }) });
      }
    });
    close();
    say({ step: "run", python: python.version });
    var began = performance.now();
    var status = python.run(job.files, job.main);
    say({ step: "end", status: status, seconds: (performance.now() - began) / 1000, python: python.version });
  }

  self.onmessage = function (event) {
    work(event.data).catch(function (error) {
      say({ step: "failed", text: String(error && error.message || error).slice(0, 300) });
    });
  };
})();
