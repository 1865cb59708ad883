// The draft that is being written: findings under the text while one types, and what mends them.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { type Diagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, type Text } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { label } from "./labels";
import type { Change, Margin, Mark } from "./tasks";

/** Milliseconds without a key before the draft is read. */
const PAUSE = 120;
/** More squiggles than this would slow the typing. */
const MOST_MARKS = 500;

const look = EditorView.theme({
  "&": { backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--rule)", maxHeight: "62vh" },
  "&.cm-focused": { outline: "2px solid var(--info)" },
  ".cm-scroller": { overflow: "auto", minHeight: "12rem", fontFamily: "var(--latin), var(--hant), serif", lineHeight: "1.75", fontSize: "1.0625rem" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".75rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--desk)", color: "var(--soft)", borderRight: "1px solid var(--rule)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--chosen) 40%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--info) 30%, transparent)",
  },
  ".cm-lintRange": { backgroundImage: "none", textDecoration: "underline wavy 1.5px var(--info)", textUnderlineOffset: ".2em" },
  ".cm-lintRange-error": { textDecorationColor: "var(--error)", backgroundColor: "var(--error-wash)" },
  ".cm-lintRange-warning": { textDecorationColor: "var(--warning)", backgroundColor: "var(--warning-wash)" },
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--rule)" },
  ".cm-tooltip": { maxWidth: "min(34rem, 90vw)", font: ".875rem/1.45 system-ui, sans-serif" },
  ".cm-diagnosticAction": { backgroundColor: "var(--link)", color: "var(--sheet)", padding: ".1rem .6rem", borderRadius: ".3rem" },
});

export class Editor {
  private view: EditorView | null = null;
  private timer = 0;
  private asked: Text | null = null;
  /** The text that `margin` is about. */
  private read: Text | null = null;
  private margin: Margin | null = null;
  private spent = 0;
  /** Who waits until the text has been read as it is. */
  private waiting: (() => void)[] = [];

  constructor(
    private readonly host: HTMLElement,
    /** Reads a text; nothing where that was stopped. */
    private readonly reads: (text: string) => Promise<Margin | null>,
    private readonly shows: (margin: Margin, milliseconds: number) => void,
  ) {}

  /** Begins with a text. */
  open(text: string, language: string): void {
    this.close();
    // Under a root of its own the editor's style sheets are such as the page's policy allows.
    const root = this.host.shadowRoot ?? this.host.attachShadow({ mode: "open" });
    const own = this;
    this.view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          search(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ tabindex: "0", "aria-label": label("editor"), lang: language, spellcheck: "false" }),
          keymap.of([...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
          look,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) own.changed();
          }),
          EditorView.domEventHandlers({ compositionend: () => own.changed() }),
        ],
      }),
    });
    void this.check();
  }

  close(): void {
    clearTimeout(this.timer);
    this.view?.destroy();
    this.view = null;
    this.read = this.asked = this.margin = null;
  }

  get text(): string {
    return this.view?.state.doc.toString() ?? "";
  }

  private changed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.check(), Math.max(PAUSE, this.spent));
  }

  private async check(): Promise<void> {
    const view = this.view;
    // While characters are being composed nothing on the page may move; they end in a change.
    if (!view || view.composing || this.asked) return;
    const doc = view.state.doc;
    this.asked = doc;
    const start = performance.now();
    const margin = await this.reads(doc.toString());
    const spent = performance.now() - start;
    this.asked = null;
    if (view !== this.view) return;
    this.spent = spent;
    if (view.state.doc !== doc || view.composing) {
      this.changed();
    } else if (margin) {
      this.read = doc;
      this.margin = margin;
      view.dispatch(setDiagnostics(view.state, this.diagnostics(margin)));
      this.shows(margin, spent);
      for (const done of this.waiting.splice(0)) done();
    }
  }

  private diagnostics(margin: Margin): Diagnostic[] {
    return margin.marks.slice(0, MOST_MARKS).map((mark, n) => {
      const finding = margin.report.diagnostics[n];
      return {
        from: mark.from,
        to: mark.to,
        severity: finding?.severity ?? "info",
        source: `${finding?.code} ${finding?.rule}`,
        message: [finding?.message, finding?.help].filter(Boolean).join("\n"),
        actions: mark.fix.length > 0 ? [{ name: label("fix"), apply: () => this.make(mark.fix) }] : [],
      };
    });
  }

  /** Makes edits of the text that was read last; not where it has changed since. */
  make(changes: Change[]): void {
    const view = this.view;
    if (!view || view.state.doc !== this.read || changes.length === 0) return;
    view.dispatch({ changes, userEvent: "input.fix" });
    view.focus();
  }

  /** Until the text has been read as it is. */
  private settled(): Promise<void> {
    const isRead = this.view === null || this.view.state.doc === this.read;
    return isRead ? Promise.resolve() : new Promise((done) => this.waiting.push(done));
  }

  /** Numbers the items again from the line of the cursor on. */
  async renumber(edits: (from: number) => Promise<Change[] | null>): Promise<void> {
    await this.settled();
    const state = this.view?.state;
    const changes = state ? await edits(state.doc.lineAt(state.selection.main.head).from) : null;
    if (changes) this.make(changes);
  }

  /** Makes all edits that cannot change what the paper says. Of two at one place the first is made. */
  async mend(): Promise<void> {
    await this.settled();
    const safe = (this.margin?.marks ?? []).filter((mark: Mark) => mark.is_safe).flatMap((mark) => mark.fix);
    let end = -1;
    this.make(
      safe
        .sort((a, b) => a.from - b.from || a.to - b.to)
        .filter((change) => {
          const free = change.from >= end;
          if (free) end = change.to;
          return free;
        }),
    );
  }

  /** Selects a stretch and brings it into view. */
  go(from: number, to = from): void {
    const view = this.view;
    if (!view) return;
    const length = view.state.doc.length;
    view.dispatch({
      selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
      effects: EditorView.scrollIntoView(Math.min(from, length), { y: "center" }),
    });
    view.focus();
  }
}
