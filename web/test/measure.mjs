// How long the page takes, for web/README.md: least and median of several runs, in milliseconds.

import { FIXTURES, launch, serve, visit } from "./support.mjs";

const RUNS = 7;
const server = await serve();
const browser = await launch();
const told = (name, times) => {
  const sorted = times.toSorted((a, b) => a - b);
  console.log(`${name}: least ${Math.round(sorted[0])}, median ${Math.round(sorted[sorted.length >> 1])}`);
};

// A new browser context has nothing in store: from the address to the paper.
for (const name of ["2017-work-plan-zh.txt", "formats/paper.docx", "formats/typst.pdf"]) {
  const times = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    const { page, context } = await visit(browser, server.address);
    await page.setInputFiles("#files", FIXTURES + name);
    await page.waitForSelector("#sheet article");
    times.push(performance.now() - start);
    await context.close();
  }
  told(`cold start to ${name}`, times);
}

// What the page itself says of each check: from the text to the worker until its answer.
const { page, context } = await visit(browser, server.address);
await page.setInputFiles("#files", `${FIXTURES}2017-work-plan-zh.txt`);
await page.waitForSelector("#sheet article");
await page.click("#tabs button:last-child");
await page.waitForFunction(() => document.querySelector("#wrote").textContent);
await page.locator("#editor .cm-content").press("Control+End");
const times = [];
for (let run = 0; run < 20; run++) {
  await page.evaluate(() => (document.querySelector("#wrote").textContent = ""));
  await page.keyboard.type("計");
  await page.waitForFunction(() => document.querySelector("#wrote").textContent);
  times.push(parseInt(await page.textContent("#wrote"), 10));
}
told("check of a draft of 28 KB", times);
await context.close();
await browser.close();
server.close();
