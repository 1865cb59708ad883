// What is said of a paper in one line.

import { type Label, label } from "./labels";
import type { Finding, Series } from "./tasks";

const MOST = 5;

const one = ({ part, language, first, last, count, declared }: Series): string => {
  const annex = /^annex(\d+)$/.exec(part);
  const name = annex ? label("annex", annex[1]) : part === "body" ? label("body") : part;
  let words = `${language ? `${language} ` : ""}${name} ${first}`.replace(/ {2,}/g, " ");
  if (first !== last) words += `–${last}`;
  if (count !== Math.abs(last - first) + 1) words += label(count === 1 ? "item" : "items", count);
  if (declared !== undefined) words += label("declared", declared);
  return words;
};

/** Such as `body 1–18, annex1 1–77 of 77 declared`. */
export const seriesLine = (series: Series[]): string => {
  if (series.length === 0) return label("no_items");
  const few = series.length <= MOST + 1 ? series : series.slice(0, MOST);
  const more = series.length - few.length;
  return few.map(one).join(label("between")) + (more > 0 ? ` … +${more}` : "");
};

/** How many findings there are of each kind, the worst first. */
export const tally = (findings: Finding[]): { severity: string; words: string }[] => {
  const counts = (["error", "warning", "info"] as const).map((severity) => {
    const n = findings.filter((finding) => finding.severity === severity).length;
    const key: Label = n === 1 ? severity : `${severity}s`;
    return { severity: n > 0 ? severity : "", words: label(key, n) };
  });
  const there = counts.filter((count) => count.severity);
  return there.length > 0 ? there : [{ severity: "clean", words: label("clean") }];
};

/** Where a finding is: the place in the file where that is known, or line and column. */
export const placeOf = (finding: Finding): string => finding.place ?? `${finding.line}:${finding.column}`;
