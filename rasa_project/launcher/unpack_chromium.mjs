// Unpacks the Brotli files of the npm package: node unpack_chromium.mjs <bin folder> <target folder>
// Node has Brotli built in; Python's standard library has not.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

const [source, target] = process.argv.slice(2);
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "chromium"), brotliDecompressSync(readFileSync(join(source, "chromium.br"))));
chmodSync(join(target, "chromium"), 0o755);
for (const name of ["swiftshader", "al2023", "fonts"]) {
  const packed = [".tar.br", ".tar"].map((end) => join(source, name + end)).find(existsSync);
  if (!packed) continue;
  const bytes = readFileSync(packed);
  const tar = join(target, name + ".tar");
  writeFileSync(tar, packed.endsWith(".br") ? brotliDecompressSync(bytes) : bytes);
  execFileSync("tar", ["-xf", tar, "-C", target]);
}
