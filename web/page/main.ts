// A page that checks a draft. Nothing leaves the machine: files are read by the library in a worker.

import "./page.css";
import "../../src/emit/html/page.js";
import { byId, download, elements, make } from "./dom";
import { Editor } from "./editor";
import { Engine, Trouble } from "./engine";
import { type Label, type Language, current, label, relabel, translate } from "./labels";
import type { Answers, Given, Kind, Margin, Pair, Stage, Task, View } from "./tasks";
import { placeOf, seriesLine, tally } from "./words";

/** Larger than any file that can be read. */
const MOST_BYTES = 4 * 1024 ** 3;
/** Characters of elements that a browser lays out without a pause that one feels. */
const MOST_SHOWN = 3_000_000;
const MOST_LISTED = 500;
/** Milliseconds after which it is said what goes on. */
const PATIENCE = 150;
/** Milliseconds after which the page's files are kept for use without a network. */
const LATER = 1500;

type Mode = "start" | "sheet" | "writer" | "pair";

interface Open {
  given: Given;
  view: View | null;
  /** BCP 47 tag of its language. */
  language: string;
  /** How the lines of the file end. */
  ending: string;
}

let papers: Open[] = [];
let at = 0;
let mode: Mode = "start";
let pair: Pair | null = null;
/** What the editor has: a paper, its name as a text, the text at first, and as it was read last. */
let writing: { paper: Open; name: string; opened: string; given: Given | null } | null = null;
let kind: Kind | null = null;
let ids = 0;
let asking = 0;
let news = 0;

const stage = byId("stage");
const engine = new Engine((now: Stage, name: string) => {
  stage.textContent = label(now, name);
});

// ── What goes on, and what went wrong ──

const busy = (is: boolean): void => {
  asking += is ? 1 : -1;
  clearTimeout(news);
  if (asking === 0) byId("progress").hidden = true;
  else news = setTimeout(() => (byId("progress").hidden = false), PATIENCE);
};

const say = (words: string): void => {
  byId("trouble").textContent = words;
  byId("trouble").hidden = words === "";
};

/** Asks the worker for what a person waits for; nothing where it cannot be had, which is said. */
const ask = async <T extends Task>(task: T, name: string): Promise<Answers[T["do"]] | null> => {
  busy(true);
  say("");
  byId("ask").hidden = true;
  try {
    return await engine.ask(task);
  } catch (error) {
    const trouble = error as Trouble;
    if (trouble.kind === "cancelled") say(label("cancelled"));
    else if (trouble.kind === "crashed") say(label("crashed", name));
    else if (trouble.kind === "not_loaded") say(label("not_loaded", trouble.message));
    else say(trouble.message);
    if (trouble.kind === "encrypted") {
      byId("ask").hidden = false;
      byId("password").focus();
    }
    return null;
  } finally {
    busy(false);
  }
};

// ── What is shown ──

const open = (): Open | undefined => papers[at];

const stem = (name: string): string => name.replace(/\.\w+$/, "");

const turnTo = (to: Mode): void => {
  mode = to;
  for (const one of ["start", "sheet", "writer", "pair"] satisfies Mode[]) byId(one).hidden = one !== to;
  byId("outline").hidden = to === "start" || to === "pair";
  byId("series").hidden = to === "start" || to === "pair";
  byId("status").hidden = true;
  // What is not seen is not there: no two things have one name, and keys find nothing hidden.
  if (to !== "writer") {
    editor.close();
    writing = null;
  }
  if (to !== "sheet") byId("sheet").replaceChildren();
  if (to !== "pair") byId("both").replaceChildren();
  tabs();
  formats();
};

const outline = (html: string): void => {
  const inside = elements(html.length > MOST_SHOWN ? "" : html);
  translate(inside);
  const list = inside.querySelector("details");
  list?.querySelector("summary")?.remove();
  byId("outline").querySelector("details > div")?.replaceChildren(...(list?.childNodes ?? []));
};

const headline = (report: View["report"]): void => {
  const pills = tally(report.diagnostics).map(({ severity, words }) => make("span", `pill ${severity}`, words));
  byId("tally").replaceChildren(...pills);
  byId("series").textContent = seriesLine(report.series);
};

const showSheet = (): void => {
  const paper = open();
  const view = paper?.view;
  if (!paper || !view) return;
  byId("file").textContent = paper.given.name;
  headline(view.report);
  outline(view.outline);
  const notes = view.notes.slice(0, MOST_LISTED).map((note) => make("li", "", note));
  const parts: Node[] = [];
  if (view.outline.length + view.findings.length + view.paper.length > MOST_SHOWN) {
    parts.push(make("p", "too-long", label("too_long")));
    const list = make("ol");
    for (const finding of view.report.diagnostics.slice(0, MOST_LISTED)) {
      const parts = [make("span", "code", finding.code), make("span", "message", finding.message)];
      list.append(make("li", finding.severity, make("div", "row-of-finding", ...parts, make("span", "place", placeOf(finding)))));
    }
    const more = view.report.diagnostics.length - MOST_LISTED;
    if (more > 0) list.append(make("li", "", label("more", more)));
    parts.push(make("section", "findings", make("h2", "", label("findings")), list));
  } else {
    const inside = elements(view.findings + view.paper);
    for (const list of inside.querySelectorAll<HTMLElement>(".findings ol")) list.lang = "en";
    // In a file with pages or paragraphs these say more than lines do. The worst stand first, as in the list.
    const findings = (["error", "warning", "info"] as const).flatMap((severity) =>
      view.report.diagnostics.filter((finding) => finding.severity === severity),
    );
    for (const [n, place] of [...inside.querySelectorAll(".findings .place")].entries()) {
      const finding = findings[n];
      if (finding) place.textContent = placeOf(finding);
    }
    translate(inside);
    parts.push(inside);
  }
  if (notes.length > 0) {
    const list = make("ul", "reader-notes", ...notes);
    list.lang = "en";
    parts.push(list);
  }
  byId("sheet").replaceChildren(...parts);
  turnTo("sheet");
};

const sheet = async (): Promise<void> => {
  keep();
  const paper = open();
  if (!paper) return;
  paper.view ??= await ask({ do: "view", paper: paper.given }, paper.given.name);
  if (paper.view) paper.language = paper.view.language;
  if (paper.view && paper === open()) showSheet();
};

const showPair = (): void => {
  if (!pair) return;
  const page = elements(pair.page);
  byId("file").textContent = page.querySelector("h1")?.textContent ?? "";
  byId("tally").replaceChildren();
  const counts = page.querySelector(".counts");
  const main = page.querySelector("main");
  byId("both").lang = "en";
  const corner = page.querySelector("th:empty");
  corner?.append(make("span", "unseen", label("what")));
  corner?.setAttribute("lang", current());
  if (pair.page.length > MOST_SHOWN) {
    byId("both").replaceChildren(...(counts ? [counts] : []), make("p", "too-long", label("too_long")));
  } else {
    byId("both").replaceChildren(...(counts ? [counts] : []), ...(main?.childNodes ?? []));
  }
  for (const radio of document.querySelectorAll<HTMLInputElement>("[name=kind]")) radio.checked = radio.value === pair.kind;
  for (const choice of document.querySelectorAll<HTMLElement>(".pair-tools > *")) choice.hidden = papers.length < 2;
  turnTo("pair");
};

const sideBySide = async (): Promise<void> => {
  keep();
  const [a, b] = papers;
  if (!a) return;
  const name = b ? `${a.given.name}, ${b.given.name}` : a.given.name;
  pair = b
    ? await ask({ do: "pair", papers: [a.given, b.given], kind }, name)
    : await ask({ do: "within", paper: a.given }, name);
  showPair();
};

// ── Writing ──

/** The text of the editor as a paper. Until something is written, the paper is the file that was opened. */
const written = (text: string): Given | null => {
  if (!writing) return null;
  const { paper, name, opened } = writing;
  if (paper.given.body === text) return paper.given;
  const given = { id: ++ids, name, body: text };
  if (text !== opened || typeof paper.given.body === "string") {
    paper.given = given;
    paper.view = null;
  }
  return given;
};

/** Takes over what was written since the draft was read last. */
const keep = (): void => {
  if (writing) written(editor.text);
};

const marginOf = async (text: string): Promise<Margin | null> => {
  const given = written(text);
  if (!writing || !given) return null;
  writing.given = given;
  try {
    return await engine.ask({ do: "margin", paper: given });
  } catch (error) {
    const trouble = error as Trouble;
    say(trouble.kind === "crashed" ? label("crashed", given.name) : trouble.message || label("cancelled"));
    return null;
  }
};

let places = new Map<string, number>();

const showMargin = (margin: Margin, milliseconds: number): void => {
  headline(margin.report);
  outline(margin.outline);
  places = new Map(margin.places);
  byId("wrote").textContent = `${Math.round(milliseconds)} ms`;
  const list = make("ol");
  list.lang = "en";
  for (const [n, finding] of margin.report.diagnostics.slice(0, MOST_LISTED).entries()) {
    const mark = margin.marks[n];
    if (!mark) continue;
    const go = make("button", "go", make("span", "code", finding.code), make("span", "message", finding.message));
    go.append(make("span", "place", placeOf(finding)));
    go.type = "button";
    go.addEventListener("click", () => editor.go(mark.from, mark.to));
    const item = make("li", finding.severity, go);
    if (mark.fix.length > 0) {
      const fix = make("button", "fix", label("fix"));
      fix.type = "button";
      fix.lang = current();
      fix.addEventListener("click", () => editor.make(mark.fix));
      item.append(fix);
    }
    list.append(item);
  }
  const more = margin.report.diagnostics.length - MOST_LISTED;
  if (more > 0) list.append(make("li", "", label("more", more)));
  byId("marks").replaceChildren(list.childElementCount > 0 ? list : make("p", "", label("nothing")));
  byId<HTMLButtonElement>("mend").disabled = !margin.marks.some((mark) => mark.is_safe);
};

const editor = new Editor(byId("editor"), marginOf, showMargin);

/** The paper as a text to write in: what was read of it, where it is no text itself. */
const write = async (): Promise<void> => {
  keep();
  const paper = open();
  if (!paper) return;
  const { given } = paper;
  const isFile = typeof given.body !== "string";
  const text = typeof given.body === "string" ? given.body : await ask({ do: "text", paper: given }, given.name);
  if (text === null || paper !== open()) return;
  if (isFile) paper.ending = text.includes("\r\n") ? "\r\n" : "\n";
  const name = isFile && !(paper.view?.is_text ?? true) ? `${stem(given.name)}.txt` : given.name;
  byId("file").textContent = name;
  turnTo("writer");
  // The editor has its lines end in one way.
  writing = { paper, name, opened: text.replace(/\r\n?/g, "\n"), given: null };
  editor.open(text, paper.language);
};

// ── Papers come ──

const take = async (files: { name: string; body: Blob | string }[]): Promise<void> => {
  if (files.length === 0 || files.length > 2) {
    say(label("too_many"));
    return;
  }
  const large = files.find(({ body }) => typeof body !== "string" && body.size >= MOST_BYTES);
  if (large) {
    say(label("too_large", large.name));
    return;
  }
  // What was going on was about papers that are not wanted any more.
  if (asking > 0) engine.stop();
  editor.close();
  writing = null;
  files.sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
  papers = files.map((file) => ({ given: { id: ++ids, ...file }, view: null, language: "zh-Hant", ending: "\n" }));
  at = 0;
  kind = null;
  pair = null;
  byId("save").removeAttribute("open");
  history.replaceState(null, "", location.pathname + location.search);
  if (papers.length === 2) await sideBySide();
  else if (typeof files[0]?.body === "string") await write();
  else await sheet();
};

const draft = (text: string): Promise<void> => take([{ name: `${label("untitled")}.txt`, body: text }]);

byId("open").addEventListener("click", () => byId("files").click());
byId("files").addEventListener("change", (event) => {
  const input = event.target as HTMLInputElement;
  void take([...(input.files ?? [])].map((file) => ({ name: file.name, body: file })));
  input.value = "";
});
byId("new").addEventListener("click", () => void draft("").then(() => editor.go(0)));
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  const files = [...(event.dataTransfer?.files ?? [])];
  const text = event.dataTransfer?.getData("text/plain") ?? "";
  if (files.length > 0) void take(files.map((file) => ({ name: file.name, body: file })));
  else if (text) void draft(text);
});
addEventListener("paste", (event) => {
  const target = event.target as HTMLElement;
  if (event.defaultPrevented || target.closest("input, [data-own-keys]")) return;
  const files = [...(event.clipboardData?.files ?? [])];
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (files.length > 0) void take(files.map((file) => ({ name: file.name, body: file })));
  else if (text) void draft(text);
});
byId("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const password = byId<HTMLInputElement>("password").value;
  papers = papers.map((paper) => ({ ...paper, given: { ...paper.given, id: ++ids, password } }));
  void (papers.length === 2 ? sideBySide() : sheet());
});
byId("cancel").addEventListener("click", () => engine.stop());

// ── Moving about ──

const tabs = (): void => {
  const tab = (words: string, is: boolean, act: () => void): HTMLElement => {
    const button = make("button", "tab", words);
    button.type = "button";
    if (is) button.setAttribute("aria-current", "page");
    button.addEventListener("click", act);
    return button;
  };
  const all: HTMLElement[] = [];
  const both = papers.length === 2 || (papers[0]?.view?.is_bilingual ?? false);
  if (both) all.push(tab(label("both"), mode === "pair", () => void sideBySide()));
  for (const [n, paper] of papers.entries()) {
    const words = papers.length === 1 ? label("view") : paper.given.name;
    all.push(tab(words, mode === "sheet" && at === n, () => { at = n; void sheet(); }));
  }
  if (papers.length > 0 && mode !== "pair") all.push(tab(label("draft"), mode === "writer", () => void write()));
  byId("tabs").replaceChildren(...all);
};

byId("outline").addEventListener("click", (event) => {
  const link = (event.target as HTMLElement).closest("a");
  if (mode !== "writer" || !link) return;
  event.preventDefault();
  const place = places.get(decodeURIComponent(link.hash.slice(1)));
  if (place !== undefined) editor.go(place);
});

byId("renumber").addEventListener("click", () => {
  void editor.renumber(async (from) => {
    const paper = writing?.given;
    return paper ? ask({ do: "renumber", paper, from }, paper.name) : null;
  });
});
byId("mend").addEventListener("click", () => void editor.mend());

for (const radio of document.querySelectorAll<HTMLInputElement>("[name=kind]")) {
  radio.addEventListener("change", () => {
    kind = radio.value as Kind;
    void sideBySide();
  });
}
byId("swap").addEventListener("click", () => {
  papers.reverse();
  kind = pair?.kind ?? null;
  void sideBySide();
});

// ── Saving ──

const FORMATS: [format: string, ending: string, type: string][] = [
  ["findings", ".findings.json", "application/json"],
  ["json", ".json", "application/json"],
  ["csv", ".csv", "text/csv;charset=utf-8"],
  ["markdown", ".md", "text/markdown;charset=utf-8"],
  ["html", ".html", "text/html;charset=utf-8"],
  ["akn", ".akn.xml", "application/xml"],
  ["mended", ".mended.txt", "text/plain;charset=utf-8"],
];

const save = async ([format, ending, type]: (typeof FORMATS)[number]): Promise<void> => {
  keep();
  const paper = open();
  if (!paper) return;
  const { given } = paper;
  const bytes = await ask({ do: "save", paper: given, format }, given.name);
  if (!bytes) return;
  const isEdited = typeof given.body === "string" && format === "mended" && paper.ending !== "\n";
  const body = isEdited ? new TextDecoder().decode(bytes).replaceAll("\n", paper.ending) : bytes;
  download(stem(given.name) + ending, body, type);
};

const formats = (): void => {
  const menu = byId("formats");
  byId("save").hidden = mode === "start";
  const entry = (key: Label, act: () => void): HTMLElement => {
    const button = make("button", "", label(key));
    button.type = "button";
    button.addEventListener("click", () => {
      byId("save").removeAttribute("open");
      act();
    });
    return button;
  };
  if (mode === "pair") {
    const name = papers.map((paper) => stem(paper.given.name)).join("-");
    menu.replaceChildren(
      entry("save_page", () => download(`${name}.html`, pair?.page ?? "", "text/html;charset=utf-8")),
      entry("save_report", () => download(`${name}.json`, pair?.report ?? "", "application/json")),
    );
  } else {
    menu.replaceChildren(...FORMATS.map((format) => entry(`save_${format[0]}` as Label, () => void save(format))));
  }
};

addEventListener("keydown", (event) => {
  const menu = byId("save");
  if (event.key === "Escape" && menu.hasAttribute("open")) {
    menu.removeAttribute("open");
    menu.querySelector("summary")?.focus();
  }
});
addEventListener("click", (event) => {
  if (!(event.target as HTMLElement).closest("#save")) byId("save").removeAttribute("open");
});

// ── The page's language ──

const KEYS: [keys: string[], what: Label][] = [
  [["j", "↓"], "key_next"],
  [["k", "↑"], "key_before"],
  [["l", "→"], "key_section"],
  [["h", "←"], "key_section_before"],
  [["n"], "key_finding"],
  [["p"], "key_finding_before"],
  [["Esc"], "key_escape"],
  [["?"], "key_help"],
  [["F8", "⇧F8"], "key_draft"],
];

const speak = (language: Language): void => {
  relabel(language);
  const other = byId("language");
  other.textContent = language === "en" ? "中文" : "English";
  other.lang = language === "en" ? "zh-Hant" : "en";
  document.title = `${label("title")} — lcpaper`;
  byId("help-keys").replaceChildren(
    ...KEYS.map(([keys, what]) =>
      make("div", "", make("dt", "", ...keys.map((key) => make("kbd", "", key))), make("dd", "", label(what))),
    ),
  );
  byId("status").dataset.words = JSON.stringify({
    line: label("status_line", "{}"),
    pieces: label("status_pieces", "{}"),
    unnumbered: label("status_unnumbered"),
  });
};

byId("language").addEventListener("click", () => {
  const language = current() === "en" ? "zh-Hant" : "en";
  speak(language);
  try {
    localStorage.setItem("language", language);
  } catch {
    // A page from a file may have nowhere to keep it.
  }
  if (mode === "sheet") showSheet();
  else if (mode === "pair") showPair();
  else if (mode === "writer") void write();
  else turnTo(mode);
});

const wanted = (): Language => {
  try {
    const kept = localStorage.getItem("language");
    if (kept === "en" || kept === "zh-Hant") return kept;
  } catch {
    // As above.
  }
  return navigator.language.startsWith("zh") ? "zh-Hant" : "en";
};

speak(wanted());
turnTo("start");

if (location.protocol.startsWith("http") && "serviceWorker" in navigator) {
  // It fetches every file once more: not while the first paper waits.
  setTimeout(() => navigator.serviceWorker.register("sw.js").catch(() => {}), LATER);
}
