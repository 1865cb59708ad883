// A browser, a server for the page, and the program to hold the page to.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
export const DIST = path("../dist/");
export const FIXTURES = path("../../fixtures/");
export const PICTURES = path("../../target/web/pictures/");
const PROGRAM = process.env.LCPAPER ?? path("../../target/debug/lcpaper");
const BROWSER = ["chromium", "chromium-browser", "google-chrome"]
  .flatMap((name) => [`/usr/bin/${name}`, `/usr/local/bin/${name}`])
  .find(existsSync);

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

/** Serves the page; tells what was asked for. */
export const serve = async () => {
  const server = createServer(async (request, response) => {
    const name = new URL(request.url, "http://x").pathname.replace(/\/$/, "/index.html").slice(1);
    const content = /^[\w.-]+$/.test(name) && (await readFile(DIST + name).catch(() => null));
    if (!content) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream" }).end(content);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
};

export const launch = async () => {
  await mkdir(PICTURES, { recursive: true });
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? BROWSER, args: ["--no-sandbox"] });
};

/** A page whose requests, errors and breaches of policy are written down. */
export const visit = async (browser, address, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, locale: "en-GB", reducedMotion: "reduce", ...options });
  const requests = [];
  const wrong = [];
  context.on("request", (request) => requests.push(request.url()));
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (e) => console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
  });
  await page.goto(address);
  return { page, context, requests, wrong };
};

/** Opens files and waits for what is made of them: the paper or both, where nothing else is named. */
export const open = async (page, files, wait = "") => {
  await page.evaluate(() => {
    for (const id of ["sheet", "both"]) document.getElementById(id).replaceChildren();
    document.getElementById("trouble").hidden = true;
  });
  await page.setInputFiles("#files", files);
  const made = wait || "#sheet article, #pair table, #trouble:not([hidden])";
  await page.waitForSelector(`:is(${made})`, { timeout: 120_000 });
  if (!wait && (await page.isVisible("#trouble"))) throw new Error(await page.textContent("#trouble"));
};

/** Takes a download of the menu, as bytes. */
export const save = async (page, words) => {
  await page.click("#save > summary");
  const coming = page.waitForEvent("download");
  await page.click(`#formats button:text-is("${words}")`);
  return readFile(await (await coming).path());
};

/** What the program prints, whatever its exit status. */
export const program = (folder, ...args) => {
  const { stdout, error } = spawnSync(PROGRAM, args, { cwd: folder, maxBuffer: 1 << 28 });
  if (error) throw error;
  return stdout;
};
