// The page out of its parts: `dist/` for a server, and `dist/lcpaper.html`, which is all of it in one file.
// The two libraries stand in `pkg/`, where ./build puts them.

import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = (path) => new URL(path, import.meta.url);
const BUILDS = ["light", "full"];
const digest = (bytes, form) => createHash("sha256").update(bytes).digest(form);

/** The styles of the pages with two papers, for a part of this page. */
const sideBySide = {
  name: "side by side",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /side-by-side\.css$/ }, ({ path }) => ({ path, namespace: "scoped" }));
    onLoad({ filter: /.*/, namespace: "scoped" }, async () => {
      const css = await readFile(here("../src/emit/side_by_side.css"), "utf8");
      return { contents: `.side-by-side {\n${css.replaceAll(":root", "&")}\n}`, loader: "css" };
    });
  },
};

const common = { bundle: true, minify: true, write: false, target: "es2022", legalComments: "none", logLevel: "warning" };

const worker = await build({
  ...common,
  entryPoints: [here("page/worker.ts").pathname],
  format: "iife",
  // What is asked for by address is given as a module.
  logOverride: { "empty-import-meta": "silent" },
});
const workerCode = {
  name: "worker code",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^worker-code$/ }, ({ path }) => ({ path, namespace: "worker" }));
    onLoad({ filter: /.*/, namespace: "worker" }, () => ({ contents: worker.outputFiles[0].text, loader: "text" }));
  },
};

const wasm = {};
for (const name of BUILDS) {
  const bytes = await readFile(here(`pkg/${name}/lcpaper_web_bg.wasm`));
  wasm[name] = { bytes, file: `lcpaper-${name}-${digest(bytes, "hex").slice(0, 12)}.wasm` };
}
const files = Object.fromEntries(BUILDS.map((name) => [name, wasm[name].file]));

const page = await build({
  ...common,
  entryPoints: [here("page/main.ts").pathname],
  outdir: "out",
  format: "iife",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  define: { FILES: JSON.stringify(files) },
  plugins: [sideBySide, workerCode],
});
const output = (ending) => page.outputFiles.find(({ path }) => path.endsWith(ending)).text;
const [script, style] = [output(".js"), output(".css")];

/** Nothing may be loaded but the page's own files, and nothing sent to anywhere. */
const policy = (scripts, styles, connect) =>
  [
    "default-src 'none'",
    `script-src ${scripts} 'wasm-unsafe-eval'`,
    `style-src ${styles}`,
    `connect-src ${connect}`,
    "worker-src 'self' blob:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

const skeleton = await readFile(here("page/index.html"), "utf8");
const filled = (parts) => skeleton.replace(/\{(policy|style|body)\}/g, (_, name) => parts[name]);

const dist = here("dist/");
await rm(dist, { recursive: true, force: true });
await mkdir(dist);
const put = (name, content) => writeFile(new URL(name, dist), content);

const hashed = (name, ending, content) => `${name}-${digest(content, "hex").slice(0, 12)}.${ending}`;
const [scriptFile, styleFile] = [hashed("page", "js", script), hashed("page", "css", style)];
const index = filled({
  policy: policy("'self'", "'self'", "'self'"),
  style: `<link rel="stylesheet" href="${styleFile}">`,
  body: `<script src="${scriptFile}"></script>`,
});
await put(scriptFile, script);
await put(styleFile, style);
await put("index.html", index);
for (const { bytes, file } of Object.values(wasm)) await put(file, bytes);

const kept = ["./", scriptFile, styleFile, ...Object.values(files)];
const serviceWorker = await readFile(here("page/sw.js"), "utf8");
const version = digest(index + Object.values(files).join(), "hex").slice(0, 12);
await put("sw.js", serviceWorker.replace("{version}", version).replace("{files}", JSON.stringify(kept)));

// All in one: what runs is named by its hash, and the libraries stand in the page, packed.
const inline = script.replaceAll("</script", "<\\/script");
const packed = (name) => gzipSync(wasm[name].bytes, { level: 9 }).toString("base64");
const own = (text) => `'sha256-${digest(text, "base64")}'`;
const whole = filled({
  policy: policy(own(inline), own(style), "'none'").replace("worker-src 'self' blob:", "worker-src blob:"),
  style: `<style>${style}</style>`,
  body: [
    ...BUILDS.map((name) => `<template id="wasm-${name}">${packed(name)}</template>`),
    `<script>${inline}</script>`,
  ].join("\n"),
});
await put("lcpaper.html", whole);

const size = (bytes) => `${(bytes.length / 1e6).toFixed(2)} MB, ${(gzipSync(bytes, { level: 9 }).length / 1e6).toFixed(2)} MB compressed`;
for (const name of BUILDS) console.log(`${files[name]}: ${size(wasm[name].bytes)}`);
console.log(`${scriptFile}: ${size(Buffer.from(script))}`);
console.log(`lcpaper.html: ${size(Buffer.from(whole))}`);
