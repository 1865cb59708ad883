// The library, away from the page: whatever a file does to it, the page goes on.

import * as light from "../pkg/light/lcpaper_web.js";
import * as full from "../pkg/full/lcpaper_web.js";
import type { Answers, Given, Reply, Request, Stage, Task } from "./tasks";

type Draft = light.Draft;

let library: Pick<typeof light, "Draft" | "guess" | "by_language" | "by_year" | "within"> = light;
/** What was read last: asked of again when it is saved or compared. */
const drafts = new Map<number, Draft>();
const KEPT = 3;

const reply = (message: Reply, transfer: Transferable[] = []): void => {
  (self as unknown as Worker).postMessage(message, transfer);
};

const read = async (paper: Given, stage: (stage: Stage, name: string) => void): Promise<Draft> => {
  const known = drafts.get(paper.id);
  if (known) return known;
  let draft: Draft;
  if (typeof paper.body === "string") {
    draft = library.Draft.write(paper.name, paper.body);
  } else {
    stage("reading", paper.name);
    const bytes = new Uint8Array(await paper.body.arrayBuffer());
    draft = library.Draft.read(paper.name, bytes, paper.password);
    stage("checking", paper.name);
  }
  draft.check();
  drafts.set(paper.id, draft);
  for (const [id, old] of drafts) {
    if (drafts.size <= KEPT) break;
    drafts.delete(id);
    old.free();
  }
  return draft;
};

const perform = async (task: Task, stage: (stage: Stage, name: string) => void): Promise<unknown> => {
  if (task.do === "pair") {
    const [a, b] = [await read(task.papers[0], stage), await read(task.papers[1], stage)];
    stage("comparing", "");
    const kind = task.kind ?? library.guess(a, b);
    return JSON.parse(kind === "languages" ? library.by_language(a, b) : library.by_year(a, b));
  }
  const draft = await read(task.paper, stage);
  switch (task.do) {
    case "view":
      stage("showing", task.paper.name);
      return JSON.parse(draft.view());
    case "margin":
      return JSON.parse(draft.margin());
    case "text":
      return draft.text();
    case "renumber":
      return JSON.parse(draft.renumbered(task.from));
    case "within":
      stage("comparing", "");
      return JSON.parse(library.within(draft) ?? "null");
    case "save":
      stage("saving", task.paper.name);
      return draft.save(task.format) as Answers["save"];
  }
};

/** One after the other: reading waits for the bytes of a file. */
let last = Promise.resolve();

self.addEventListener("message", ({ data }: MessageEvent<Request>) => {
  if ("start" in data) {
    const built = data.start === "full" ? full : light;
    built.initSync({ module: data.module });
    library = built;
    return;
  }
  const { id, task } = data;
  last = last.then(async () => {
    try {
      reply({ id, answer: await perform(task, (stage, name) => reply({ id, stage, name })) });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      reply({ id, error: { name, message } });
    }
  });
});
