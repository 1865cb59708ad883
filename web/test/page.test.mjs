// The page in a real browser, held to the program.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { deflateRawSync } from "node:zlib";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { DIST, FIXTURES, PICTURES, launch, open, program, save, serve, visit } from "./support.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const READ = new Set([".txt", ".docx", ".pdf", ".html", ".md", ".odt", ".rtf"]);
const fixture = (name) => join(FIXTURES, name);
const fixtures = readdirSync(FIXTURES, { recursive: true })
  .filter((name) => READ.has(extname(name)) && basename(name) !== "README.md")
  .sort()
  .map(fixture);
const ZH = fixture("2017-work-plan-zh.txt");
const EN = fixture("2017-work-plan-en.txt");
const text = (path) => readFileSync(path, "utf8");

let server;
let browser;
before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** A test with a page of its own, on which nothing may go wrong. */
const onPage = (name, act, options) =>
  test(name, async (t) => {
    const visited = await visit(browser, server.address, options);
    await act(visited.page, visited, t);
    assert.deepEqual(visited.wrong, []);
    await visited.context.close();
  });

const shown = (page) =>
  page.$$eval("#sheet .findings li", (all) =>
    all.map((li) => [".code", ".message", ".place"].map((part) => li.querySelector(part).textContent.trim())),
  );

const reported = (path) => {
  const report = JSON.parse(program(dirname(path), "check", "--format", "json", basename(path)) || '{"files":[]}');
  return report.files[0];
};

onPage("the findings and rows of every fixture are the program's", async (page, _, t) => {
  let read = 0;
  for (const path of fixtures) {
    const [folder, name] = [dirname(path), basename(path)];
    const wanted = program(folder, "check", "--format", "json", name);
    if (wanted.length === 0) {
      await open(page, path, "#trouble:not([hidden]), #ask:not([hidden])");
      continue;
    }
    await open(page, path);
    const findings = JSON.parse(wanted).files[0].diagnostics;
    const severity = ["error", "warning", "info"];
    const order = findings.toSorted((a, b) => severity.indexOf(a.severity) - severity.indexOf(b.severity));
    assert.deepEqual(await shown(page), order.map((f) => [f.code, f.message, f.place ?? `${f.line}:${f.column}`]), name);
    assert.equal(String(await save(page, "Findings (JSON)")), String(wanted), name);
    const rows = program(folder, "parse", "--to", "csv", "--csv-safe", name);
    assert.equal(String(await save(page, "Rows (CSV)")), `\ufeff${rows}`, name);
    read += 1;
  }
  t.diagnostic(`${read} of ${fixtures.length} fixtures`);
  assert.ok(read > 80);
});

for (const path of [ZH, fixture("formats/paper.docx"), fixture("formats/typst.pdf")]) {
  const name = basename(path);
  onPage(`${name}: outline, series, findings and every download`, async (page) => {
    await open(page, path);
    const [, series] = String(program(dirname(path), "check", name)).trim().split("\n").at(-1).split(" · ");
    assert.equal(await page.textContent("#series"), series);
    assert.ok((await page.$$("#outline li > a .count")).length > 5);
    assert.ok((await page.$$("#sheet .row.item")).length > 70);
    const parsed = (to) => String(program(dirname(path), "parse", "--to", to, name));
    assert.equal(String(await save(page, "Tree (JSON)")), parsed("json"));
    assert.equal(String(await save(page, "Markdown")), parsed("markdown"));
    assert.equal(String(await save(page, "Akoma Ntoso")), parsed("akn"));
    assert.equal(String(await save(page, "Report (HTML)")), String(program(dirname(path), "check", "--format", "html", name)));
  });
}

onPage("a finding leads to its place, and keys lead through the paper", async (page) => {
  const path = fixture("draft-several-faults-zh.txt");
  await open(page, path);
  assert.ok(reported(path).diagnostics.length > 1);
  await page.click("#sheet .findings li:nth-child(2) a");
  await page.waitForSelector(".note.lit");
  await page.waitForFunction(() => {
    const { top, bottom } = document.querySelector(".note.lit").getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.match(await page.textContent("#status .facts"), /^line \d+/);
  await page.keyboard.press("n");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".note")));
  // Another paper, the same keys.
  await open(page, ZH);
  await page.keyboard.press("j");
  assert.ok(await page.evaluate(() => document.activeElement.matches("#sheet .row")));
  await page.keyboard.press("?");
  assert.ok(await page.isVisible("#help"));
});

onPage("two files: two languages or two years, guessed and switched", async (page) => {
  await open(page, [ZH, EN]);
  assert.ok(await page.isChecked("[value=languages]"));
  const [en, zh] = [basename(EN), basename(ZH)];
  assert.equal(String(await save(page, "Differences (JSON)")), String(program(FIXTURES, "compare", "--format", "json", en, zh)));
  assert.equal(String(await save(page, "Side by side (HTML)")), String(program(FIXTURES, "compare", "--format", "html", en, zh)));
  await page.screenshot({ path: `${PICTURES}pair-1200.png` });
  await page.check("[value=years]");
  await page.waitForSelector("#both .dropped, #both .added, #both .unchanged, #both .reworded");
  await page.click("#swap");
  await page.waitForFunction((name) => document.querySelector("#both thead th:nth-child(2)").textContent === name, zh);
  assert.equal(String(await save(page, "Differences (JSON)")), String(program(FIXTURES, "diff", "--format", "json", zh, en)));

  const [old, young] = readdirSync(fixture("years")).filter((name) => name.endsWith(".txt")).sort().slice(0, 2);
  await open(page, [fixture(`years/${young}`), fixture(`years/${old}`)]);
  assert.ok(await page.isChecked("[value=years]"));
  assert.equal(String(await save(page, "Differences (JSON)")), String(program(fixture("years"), "diff", "--format", "json", old, young)));
  // Each of the two by itself.
  await page.click(`#tabs button:text-is("${young}")`);
  await page.waitForSelector("#sheet article");
  // What is written is written in one of them.
  await page.click('#tabs button:text-is("Write")');
  await content(page).press("Control+Home");
  await page.keyboard.type("here ");
  await page.click(`#tabs button:text-is("${old}")`);
  await page.waitForSelector("#sheet article");
  assert.equal(String(await save(page, "Mended text")), text(fixture(`years/${old}`)));
  await page.click(`#tabs button:text-is("${young}")`);
  await page.waitForSelector("#sheet article");
  assert.equal(String(await save(page, "Mended text")), `here ${text(fixture(`years/${young}`))}`);
});

onPage("a paper in two languages is set side by side by itself", async (page) => {
  const name = readdirSync(fixture("bilingual")).find((name) => name.endsWith(".txt"));
  await open(page, fixture(`bilingual/${name}`));
  await page.click('#tabs button:text-is("Side by side")');
  await page.waitForSelector("#pair table");
  assert.equal(String(await save(page, "Differences (JSON)")), String(program(fixture("bilingual"), "compare", "--format", "json", name)));
});

const FAULTY = "計劃\n\n目的\n\n本文件介紹計劃。\n\n2. 甲項已經完成。\n\n3. 乙項正在進行。\n\n3. 丙項尚未開始。\n\n4. 丁項亦然。\n";
const content = (page) => page.locator("#editor .cm-content");
const lines = (page) => content(page).evaluate((e) => [...e.querySelectorAll(".cm-line")].map((line) => line.textContent));

onPage("a draft is checked while it is written, and mended by a click", async (page) => {
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  }, FAULTY);
  await page.locator("#editor .cm-lintRange-error").first().waitFor();
  const before = await page.$$eval("#marks li", (all) => all.length);
  assert.ok(before > 0);
  // Typing brings another finding, beside the outline.
  await content(page).press("Control+End");
  await page.keyboard.type("6. 戊項。\n");
  await page.waitForFunction((n) => document.querySelectorAll("#marks li").length > n, before);
  // A finding leads to its place.
  await page.click("#marks .go");
  assert.ok(await page.evaluate(() => document.querySelector("#editor").shadowRoot.activeElement?.matches(".cm-content")));
  // Numbers go on from the item before.
  await page.locator("#editor .cm-line", { hasText: "丙項" }).click();
  await page.click("#renumber");
  await page.waitForFunction(() => document.querySelector("#marks p"));
  assert.deepEqual((await lines(page)).filter((line) => /^\d/.test(line)).map((line) => line[0]), ["2", "3", "4", "5", "6"]);
  // What is saved is what was written.
  assert.match(String(await save(page, "Mended text")), /4\. 丙項/);
});

onPage("a safe fix is made by a click, all of them by another", async (page) => {
  await page.click("#new");
  await page.waitForFunction(() => document.activeElement.id === "editor");
  await page.keyboard.insertText("計劃\n\n1. 甲\u200b項已經完成。\n\n2. 乙\u200b項正在進行。\n\n3. 丙項（尚未)開始。\n");
  await page.waitForSelector("#marks .fix");
  await page.click("#marks .fix");
  await page.waitForFunction(() => !document.querySelector("#mend").disabled);
  await page.click("#mend");
  await page.waitForFunction(() => document.querySelector("#mend").disabled);
  assert.ok(!(await lines(page)).join("").includes("\u200b"));
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !document.querySelector("#mend").disabled);
});

onPage("places are right behind characters of two UTF-16 units", async (page) => {
  await page.click("#new");
  await page.waitForFunction(() => document.activeElement.id === "editor");
  await page.keyboard.insertText("計劃\n\n1. 𠀀𠀁項🙂。\n2. 𠀂項（見圖)。\n");
  const marked = page.locator("#editor .cm-lintRange");
  await marked.first().waitFor();
  assert.deepEqual(await marked.allTextContents(), [")"]);
  await page.click("#marks .fix");
  await page.waitForSelector("#marks p");
  assert.deepEqual((await lines(page)).slice(2, 4), ["1. 𠀀𠀁項🙂。", "2. 𠀂項（見圖）。"]);
});

onPage("what an input method composes is left alone until it is done", async (page, { context }) => {
  await page.click("#new");
  await page.waitForFunction(() => document.activeElement.id === "editor");
  await page.keyboard.insertText("計劃\n\n1. 甲項。\n3. 乙項。\n");
  await page.locator("#editor .cm-lintRange").first().waitFor();
  const typist = await context.newCDPSession(page);
  const before = await page.textContent("#wrote");
  await page.evaluate(() => {
    globalThis.moved = 0;
    new MutationObserver((all) => (globalThis.moved += all.length)).observe(document.querySelector("#marks"), { childList: true });
  });
  for (const part of ["4", "4. b", "4. bing", "4. 丙"]) {
    await typist.send("Input.imeSetComposition", { text: part, selectionStart: part.length, selectionEnd: part.length });
    await page.waitForTimeout(300);
  }
  assert.equal(await page.evaluate(() => globalThis.moved), 0);
  assert.equal(await page.textContent("#wrote"), before);
  await typist.send("Input.insertText", { text: "4. 丙項。" });
  await page.waitForFunction(() => globalThis.moved > 0);
  assert.equal((await lines(page)).at(-1), "4. 丙項。");
});

onPage("a file is written on in its own line ends", async (page) => {
  const body = Buffer.from("計劃\r\n\r\n1. 甲項。\r\n2. 乙項。\r\n");
  await open(page, { name: "plan.txt", mimeType: "text/plain", buffer: body });
  await page.click('#tabs button:text-is("Write")');
  await content(page).press("Control+End");
  await page.keyboard.type("3. 丙項。");
  // Without waiting for the check.
  assert.equal(String(await save(page, "Mended text")), `${body}3. 丙項。`);
  await page.click('#tabs button:text-is("Paper")');
  await page.waitForSelector("#sheet .row.item:nth-of-type(3)");
});

/** An archive as Word writes it, with one part. */
const docx = (part) => {
  const name = Buffer.from("word/document.xml");
  const packed = deflateRawSync(part, { level: 9 });
  const table = new Uint32Array(256).map((_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1; return n; });
  let crc = ~0;
  for (const byte of part) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0); head.writeUInt16LE(8, 4); head.writeUInt32LE(~crc >>> 0, 10);
  head.writeUInt32LE(packed.length, 14); head.writeUInt32LE(part.length, 18); head.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, name, packed]);
  const central = Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), head, Buffer.alloc(14), name]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4); end.writeUInt16LE(1, 6); end.writeUInt32LE(central.length, 8); end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from("PK\x05\x06"), end]);
};

onPage("a hostile or huge file is a message, and can be cancelled", async (page, { wrong }) => {
  const folder = mkdtempSync(join(tmpdir(), "lcpaper-"));
  const give = (name, content, wait) => {
    writeFileSync(join(folder, name), content);
    return open(page, join(folder, name), wait);
  };
  const trouble = "#trouble:not([hidden])";
  await give("picture.txt", Buffer.from("\x89PNG\r\n\x1a\n\0\0", "latin1"), trouble);
  assert.match(await page.textContent("#trouble"), /^picture\.txt: is /);
  await give("bomb.docx", docx(Buffer.alloc(300_000_000, " ")), trouble);
  assert.match(await page.textContent("#trouble"), /^bomb\.docx: .*limit|bomb\.docx: .*more than/);
  await give("deep.html", Buffer.from("<div>".repeat(400_000)), `${trouble}, #sheet article`);

  // Long enough to be waited for; the page goes on, and stops it.
  const long = Buffer.from("計劃\n\n" + Array.from({ length: 600_000 }, (_, n) => `${n + 1}. 推動第${n + 1}項工作，並於年內完成有關的檢討。\n`).join(""));
  await give("long.txt", long, "#progress:not([hidden])");
  const beats = await page.evaluate(() => new Promise((done) => {
    let n = 0;
    const beat = () => (++n === 10 ? done(n) : requestAnimationFrame(beat));
    requestAnimationFrame(beat);
  }));
  assert.equal(beats, 10);
  assert.match(await page.textContent("#stage"), /long\.txt|Loading/);
  await page.click("#cancel");
  await page.waitForSelector(trouble);
  assert.equal(await page.textContent("#trouble"), "Cancelled.");
  assert.ok(!(await page.isVisible("#progress")));
  // A paper that is too long to be laid out is still checked.
  const many = Buffer.from("計劃\n\n" + Array.from({ length: 12_000 }, (_, n) => `${n + 1}. 推動第${n + 1}項工作。\n`).join("") + "5. 另項。\n");
  await give("many.txt", many, "#sheet .too-long");
  assert.ok((await page.$$("#sheet .findings li")).length > 0);
  await open(page, ZH);
  rmSync(folder, { recursive: true });
  wrong.splice(0, wrong.length, ...wrong.filter((line) => !line.includes("RuntimeError")));
});

test("it works without a network once it is loaded, and asks for nothing but its own files", async () => {
  const { page, context, requests, wrong } = await visit(browser, server.address);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await open(page, ZH);
  await context.setOffline(true);
  await page.reload();
  await open(page, fixture("formats/paper.docx"));
  await open(page, fixture("formats/typst.pdf"));
  await page.click("#language");
  await save(page, "項目表（CSV）");
  const own = new Set(readdirSync(DIST).map((name) => server.address + name).concat(server.address));
  const foreign = requests.filter((address) => !own.has(address) && !address.startsWith(`blob:${server.address}`));
  assert.deepEqual(foreign, []);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("the page as one file works from a folder", async () => {
  const { page, context, requests, wrong } = await visit(browser, pathToFileURL(`${DIST}lcpaper.html`).href);
  await open(page, ZH);
  await open(page, fixture("formats/typst.pdf"));
  await page.click('#tabs button:text-is("Write")');
  await page.waitForSelector("#marks > *");
  assert.deepEqual(requests.filter((address) => !/^(file|blob|data):/.test(address)), []);
  assert.deepEqual(wrong, []);
  await context.close();
});

onPage("by keyboard alone", async (page) => {
  const reach = async (selector) => {
    for (let n = 0; n < 40; n++) {
      if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`${selector} is not reached`);
  };
  // Asked for before any key, so that the browser knows of it.
  const chooser = page.waitForEvent("filechooser");
  await reach("#open");
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(fixture("draft-several-faults-zh.txt"));
  await page.waitForSelector("#sheet article");
  await reach("#save > summary");
  await page.keyboard.press("Enter");
  await reach("#formats button");
  await page.keyboard.press("Escape");
  assert.ok(await page.evaluate(() => document.activeElement.matches("#save > summary") && !document.querySelector("#save").open));
  await page.focus("#new");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "editor");
  await page.keyboard.type("1. a");
  // Out of the editor again.
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.id !== "editor"));
});

for (const scheme of ["light", "dark"]) {
  for (const width of [1200, 400]) {
    const options = { viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: "reduce" };
    onPage(`axe finds nothing at ${width} pixels, ${scheme}`, async (page) => {
      const look = async (name) => {
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
        const told = violations.map((v) => `${name}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}: ${v.nodes[0].failureSummary}`);
        assert.deepEqual(told, []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${name} is ${wide} pixels too wide`);
        await page.screenshot({ path: `${PICTURES}${name}-${width}-${scheme}.png` });
      };
      await look("start");
      await open(page, fixture("draft-several-faults-zh.txt"));
      await look("sheet");
      await page.click("#save > summary");
      await look("menu");
      await page.click('#tabs button:text-is("Write")');
      await page.locator("#editor .cm-lintRange").first().waitFor();
      await page.waitForSelector("#marks li");
      await look("writer");
      await page.click("#language");
      await page.waitForSelector("#marks li");
      await look("writer-zh");
      await open(page, [ZH, EN]);
      assert.ok(await page.isChecked("[value=languages]"));
      await look("pair-zh");
      await page.evaluate(() => document.querySelector("#help").showModal());
      await look("help-zh");
    }, options);
  }
}

onPage("in Chinese every word of the page is Chinese", async (page) => {
  await open(page, ZH);
  const words = () => page.$$eval("[data-label], #tabs button, #formats button", (all) => all.map((e) => e.textContent));
  for (const one of await words()) assert.ok(/\S/.test(one));
  assert.equal(await page.textContent("#series"), "正文 1–18，附件1 1–77（聲明共 77 項）");
  assert.equal(await page.getAttribute("html", "lang"), "zh-Hant");
  for (const one of await words()) assert.ok(/\p{Script=Han}|Akoma|Markdown/u.test(one), one);
  await page.click("#language");
  for (const one of await words()) assert.ok(!/\p{Script=Han}/u.test(one), one);
}, { locale: "zh-HK" });

// What is built quickly for tests is not small.
test("the library is small enough", { skip: process.env.PROFILE === "quick" }, (t) => {
  const sizes = readdirSync(DIST).filter((name) => name.endsWith(".wasm")).map((name) => [name, statSync(DIST + name).size]);
  for (const [name, size] of sizes) t.diagnostic(`${name}: ${size} bytes`);
  assert.ok(sizes.find(([name]) => name.includes("light"))[1] <= 2_500_000);
});
