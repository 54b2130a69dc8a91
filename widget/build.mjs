// Builds the widget into one file; with --check it compares instead of writing.
//
// The first line of the bundle holds two hashes: of the sources it was made from, and of the code below it. So
// anyone, also without Node, can see that the committed bundle is the build of the committed source.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = `${here}dist/samenduiden.js`;
const sha = (data) => createHash("sha256").update(data).digest("hex");

/** Hash over every file that decides what the bundle is: "name NUL contents NUL" in order of name. */
function sourceHash() {
  const sources = readdirSync(`${here}src`).map((name) => `src/${name}`);
  const names = [...sources, "build.mjs", "package-lock.json", "package.json", "tsconfig.json"].sort();
  return sha(names.map((name) => `${name}\0${readFileSync(here + name, "utf8")}\0`).join(""));
}

const styles = {
  name: "styles",
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true });
      return { contents: code, loader: "text" };
    });
  },
};

const result = await build({
  absWorkingDir: here,
  entryPoints: ["src/index.ts"],
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  plugins: [styles],
  write: false,
});
const code = result.outputFiles[0].text;
const bundle = `/* Samenduiden, EUPL-1.2. bron:${sourceHash()} code:${sha(code)} */\n${code}`;

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== bundle) {
    console.error("widget/dist/samenduiden.js is not the build of widget/src: run `npm run build` and commit it");
    process.exit(1);
  }
  console.log("the bundle is the build of the source");
} else {
  writeFileSync(target, bundle);
  console.log(`dist/samenduiden.js: ${(bundle.length / 1024).toFixed(1)} kB`);
}
