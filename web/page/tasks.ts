// What the page asks of its worker, and what it is told.

/** A paper as the worker is given it. */
export interface Given {
  /** Never the same for two contents. */
  id: number;
  name: string;
  /** A file, or the text that is being written. */
  body: Blob | string;
  password?: string;
}

export type Kind = "languages" | "years";

export type Task =
  | { do: "view"; paper: Given }
  | { do: "margin"; paper: Given }
  | { do: "text"; paper: Given }
  | { do: "renumber"; paper: Given; from: number }
  | { do: "pair"; papers: [Given, Given]; kind: Kind | null }
  | { do: "within"; paper: Given }
  | { do: "save"; paper: Given; format: string };

export type Stage = "loading" | "reading" | "checking" | "showing" | "comparing" | "saving";

export interface Finding {
  code: string;
  rule: string;
  severity: "error" | "warning" | "info";
  message: string;
  line: number;
  column: number;
  place?: string;
  help?: string;
}

export interface Series {
  part: string;
  language?: string;
  first: number;
  last: number;
  count: number;
  declared?: number;
}

export interface Report {
  series: Series[];
  diagnostics: Finding[];
}

export interface View {
  report: Report;
  language: string;
  is_text: boolean;
  is_bilingual: boolean;
  notes: string[];
  outline: string;
  findings: string;
  paper: string;
}

/** An edit in UTF-16 units, as CodeMirror takes it. */
export interface Change {
  from: number;
  to: number;
  insert: string;
}

export interface Mark {
  from: number;
  to: number;
  fix: Change[];
  is_safe: boolean;
}

export interface Margin {
  report: Report;
  outline: string;
  marks: Mark[];
  places: [string, number][];
}

export interface Pair {
  kind: Kind;
  page: string;
  report: string;
}

export interface Answers {
  view: View;
  margin: Margin;
  text: string;
  renumber: Change[];
  pair: Pair;
  within: Pair | null;
  save: Uint8Array<ArrayBuffer>;
}

/** To the worker. */
export type Request = { start: "light" | "full"; module: WebAssembly.Module } | { id: number; task: Task };

/** From the worker. */
export type Reply =
  | { id: number; stage: Stage; name: string }
  | { id: number; answer: unknown }
  | { id: number; error: { name: string; message: string } };
