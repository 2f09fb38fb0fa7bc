/* One program in the WebAssembly runtime under Node, in the folder that this is started in.
   node runner.mjs <folder of the runtime> <memory image> <main file> [<zip of a package> ...]
   node runner.mjs <folder of the runtime> <memory image>            writes that image                                   */
import { readFileSync, readdirSync, writeFileSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, image, main, ...packages] = process.argv.slice(2);
const { memoryImage, start } = await import(pathToFileURL(`${folder}/core.mjs`));
const files = {};
for (const entry of main ? readdirSync(".", { recursive: true, withFileTypes: true }) : []) {
  const name = `${entry.parentPath ?? entry.path}/${entry.name}`.replace(/^\.\//, "");
  if (entry.isFile()) files[name] = readFileSync(name, "utf8");
}

function write(stream, bytes) {
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(stream === "out" ? 1 : 2, bytes, done);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

try {
  if (!main) {
    writeFileSync(image, await memoryImage(`${folder}/`));
    process.exit(0);
  }
  const python = await start({
    base: `${folder}/`, write, image: readFileSync(image),
    packages: packages.map((path) => readFileSync(path)),
    shims: readFileSync(`${folder}/shims.py`, "utf8")
  });
  process.exit(python.run(files, main));
} catch (error) {
  // A stack would show the runtime's source, which is one line of a megabyte.
  console.error(`the runtime failed: ${String(error.message || error.errno || JSON.stringify(error)).slice(0, 300)} ${String(error.stack).replace(/[^\n]{300,}/g, "").slice(-2000)}`);
  process.exit(70);
}
