// The worker: started with the library, asked, and ended when it is to stop.

import workerCode from "worker-code";
import { load } from "./assets";
import type { Answers, Reply, Request, Stage, Task } from "./tasks";

/** Why there is no answer. */
export class Trouble extends Error {
  constructor(
    readonly kind: "cancelled" | "crashed" | "not_loaded" | "encrypted" | "unreadable",
    message = "",
  ) {
    super(message);
  }
}

interface Waiting {
  task: Task;
  done: (answer: never) => void;
  failed: (trouble: Trouble) => void;
}

/** Of these errors the library can be brought over by nothing but a new start. */
const CRASHES = ["RuntimeError", "RangeError", "CompileError", "LinkError"];

export class Engine {
  private worker: Worker | null = null;
  private build: "light" | "full" = "light";
  private readonly waiting = new Map<number, Waiting>();
  private readonly modules = new Map<string, Promise<WebAssembly.Module>>();
  private count = 0;
  // From a Blob, so that it is under the page's own policy, and there for pages without a server.
  private readonly address = URL.createObjectURL(new Blob([workerCode], { type: "text/javascript" }));

  constructor(private readonly onStage: (stage: Stage, name: string) => void) {
    // Ready before it is needed; who needs it is told what is wrong.
    this.running().catch(() => {});
  }

  /** The compiled library; kept, so that a new start is at once. */
  private module(): Promise<WebAssembly.Module> {
    const known = this.modules.get(this.build);
    if (known) return known;
    const module = load(this.build);
    this.modules.set(this.build, module);
    module.catch(() => this.modules.delete(this.build));
    return module;
  }

  private async running(): Promise<Worker> {
    const build = this.build;
    let module: WebAssembly.Module;
    try {
      if (!this.worker) this.onStage("loading", "");
      module = await this.module();
    } catch (error) {
      throw new Trouble("not_loaded", error instanceof Error ? error.message : String(error));
    }
    if (this.worker && this.build === build) return this.worker;
    const worker = new Worker(this.address, { name: `lcpaper ${build}` });
    worker.addEventListener("message", (event: MessageEvent<Reply>) => this.heard(event.data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.stop(new Trouble("crashed", event.message));
    });
    worker.postMessage({ start: build, module } satisfies Request);
    this.worker = worker;
    return worker;
  }

  ask<T extends Task>(task: T): Promise<Answers[T["do"]]> {
    return new Promise((done, failed) => {
      this.post(++this.count, { task, done: done as (answer: never) => void, failed });
    });
  }

  private post(id: number, waiting: Waiting): void {
    this.waiting.set(id, waiting);
    this.running().then(
      (worker) => {
        if (this.waiting.has(id)) worker.postMessage({ id, task: waiting.task } satisfies Request);
      },
      (trouble: Trouble) => {
        this.waiting.delete(id);
        waiting.failed(trouble);
      },
    );
  }

  private heard(reply: Reply): void {
    const waiting = this.waiting.get(reply.id);
    if (!waiting) return;
    if ("stage" in reply) {
      this.onStage(reply.stage, reply.name);
      return;
    }
    this.waiting.delete(reply.id);
    if ("answer" in reply) {
      waiting.done(reply.answer as never);
    } else if (reply.error.name === "NotBuilt" && this.build === "light") {
      // The larger library reads what this one does not.
      this.worker?.terminate();
      this.worker = null;
      this.build = "full";
      this.post(reply.id, waiting);
    } else if (CRASHES.includes(reply.error.name)) {
      waiting.failed(new Trouble("crashed", reply.error.message));
      this.stop(new Trouble("crashed", reply.error.message));
    } else {
      waiting.failed(new Trouble(reply.error.name === "Encrypted" ? "encrypted" : "unreadable", reply.error.message));
    }
  }

  /** Ends whatever is going on. */
  stop(why: Trouble = new Trouble("cancelled")): void {
    this.worker?.terminate();
    this.worker = null;
    const all = [...this.waiting.values()];
    this.waiting.clear();
    for (const { failed } of all) failed(why);
  }
}
