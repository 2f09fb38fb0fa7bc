/* CPython as WebAssembly, brought to run one program as `verify` runs it: the same folder, variables, time zone and limits.
   Node (runner.mjs) and a reader's browser (run-worker.js) both load this file, so that what was verified is what runs.

       const python = await start({ base, packages, shims, write });
       const status = python.run({ "main.py": "print(1)" }, "main.py");                                                   */

const WORK = "/home/work";
const HOME = "/home/sandbox";
const BUNDLES = "/usr/lib/bundles";
const VARIABLES = {
  PATH: "/usr/bin", HOME, TMPDIR: "/tmp", LANG: "C.UTF-8", LC_ALL: "C.UTF-8", TZ: "UTC",
  PYTHONHASHSEED: "0", PYTHONNOUSERSITE: "1", PYTHONDONTWRITEBYTECODE: "1", PYTHONUTF8: "1", PYTHONINSPECT: ""
};

/** The runtime asks Date for local time and knows no other zone; programs are verified in UTC. */
function setUtc() {
  const Native = Date;
  function Utc(...parts) {
    if (!new.target) return new Native().toUTCString();
    return Reflect.construct(Native, parts.length > 1 ? [Native.UTC(...parts)] : parts, new.target);
  }
  Object.setPrototypeOf(Utc, Native);
  Utc.prototype = Native.prototype;
  for (const name of ["Date", "Day", "FullYear", "Hours", "Milliseconds", "Minutes", "Month", "Seconds"]) {
    for (const verb of ["get", "set"]) {
      const utc = Native.prototype[`${verb}UTC${name}`];
      if (utc) Native.prototype[`${verb}${name}`] = utc;
    }
  }
  Native.prototype.getTimezoneOffset = () => 0;
  Native.prototype.constructor = Utc;
  globalThis.Date = Utc;
}

/** What the standard library takes from OpenSSL, which the runtime does not have. */
async function keyDerivation(base) {
  const [{ pbkdf2 }, { scrypt }, sha2, legacy] = await Promise.all(
    ["pbkdf2", "scrypt", "sha2", "legacy"].map((name) => import(`${base}hashes/${name}.js`))
  );
  const known = { md5: legacy.md5, sha1: legacy.sha1, sha224: sha2.sha224, sha256: sha2.sha256, sha384: sha2.sha384, sha512: sha2.sha512 };
  return {
    pbkdf2: (name, password, salt, c, dkLen) => pbkdf2(known[name], password, salt, { c, dkLen }),
    scrypt: (password, salt, N, r, p, dkLen, maxmem) => scrypt(password, salt, { N, r, p, dkLen, maxmem })
  };
}

/** Start Python; `packages` are the bytes of zips, `shims` the text of shims.py, `write(stream, bytes)` takes what it prints.
    With an `image` of the memory of a Python that has just started, that is where it goes on. */
export async function start({ base, packages, shims, write, image }) {
  setUtc();
  const [{ loadPyodide }, derivation] = await Promise.all([import(`${base}pyodide.mjs`), keyDerivation(base)]);
  const python = await loadPyodide({
    indexURL: base, packageBaseUrl: base, env: { ...VARIABLES }, ...(image ? { _loadSnapshot: image } : {})
  });
  for (const folder of [WORK, HOME, BUNDLES]) python.FS.mkdirTree(folder);
  packages.forEach((bytes, number) => python.FS.writeFile(`${BUNDLES}/${number}.zip`, bytes));
  for (const [stream, set] of [["out", "setStdout"], ["err", "setStderr"]]) {
    python[set]({ write: (bytes) => { write(stream, bytes); return bytes.length; }, isatty: false });
  }
  python.setStdin({ stdin: () => null });
  python.registerJsModule("_key_derivation", derivation);
  python.FS.writeFile("/usr/lib/shims.py", shims);
  const host = python.runPython("import sys; sys.path.insert(0, '/usr/lib'); import shims; sys.path.pop(0); shims");
  host.prepare(BUNDLES);
  return {
    version: host.version(),
    /** Run a program in a folder that holds its files; return its exit status. */
    run(files, main) {
      for (const [name, text] of Object.entries(files)) {
        const path = `${WORK}/${name}`;
        python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
        python.FS.writeFile(path, text);
      }
      return host.run(WORK, main);
    }
  };
}

/** The memory of a Python that has just started: `verify` starts hundreds of them. */
export async function memoryImage(base) {
  setUtc();
  const { loadPyodide } = await import(`${base}pyodide.mjs`);
  const python = await loadPyodide({ indexURL: base, packageBaseUrl: base, env: { ...VARIABLES }, _makeSnapshot: true });
  return python.makeMemorySnapshot();
}
