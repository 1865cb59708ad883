// Moving about the paper by keyboard, and saying where the selected item stands.
// The page is whole without this script.
"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  // Looked for whenever they are needed: another paper may be on the page since.
  const numbered = ".row.item, .row.paragraph, tbody.item, tbody.rows";
  const rows = () => all(numbered);
  const headings = () => all(".part > .row.heading h2, .section > .row.heading :is(h3, h4, h5, h6)");
  const notes = () => all(".note");
  const status = byId("status");
  const help = byId("help");
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  let chosen = null;

  // The headings around a row, outermost first, as the paper prints them.
  const trail = (row) => {
    const names = [];
    for (let at = row.closest(".section"); at; at = at.parentElement.closest(".section")) {
      const heading = byId(at.getAttribute("aria-labelledby"));
      if (heading) names.unshift(heading.textContent.trim());
    }
    return names.join(" › ");
  };

  // In English, where the page does not say them in another language.
  const words = (name, value) =>
    ({ line: "line {}", pieces: ", joined from {} pieces", unnumbered: "not numbered",
      ...JSON.parse(status.dataset.words || "{}") })[name].replace("{}", value);

  const say = (row) => {
    status.hidden = !row;
    if (!row) return;
    const pieces = Number(row.dataset.pieces);
    status.querySelector(".path").textContent = row.dataset.path || words("unnumbered");
    status.querySelector(".trail").textContent = trail(row);
    status.querySelector(".facts").textContent =
      words("line", row.dataset.line) + (pieces > 1 ? words("pieces", pieces) : "");
  };

  const choose = (row, scroll) => {
    if (chosen) chosen.removeAttribute("aria-current");
    all(".strip .chosen").forEach((cell) => cell.classList.remove("chosen"));
    chosen = row;
    say(row);
    if (!row) return;
    row.setAttribute("aria-current", "true");
    const link = CSS.escape("#" + row.id);
    all(`.strip a[href="${link}"]`).forEach((cell) => cell.classList.add("chosen"));
    row.focus({ preventScroll: true });
    if (scroll) row.scrollIntoView({ block: "center", behavior: smooth });
    history.replaceState(null, "", "#" + row.id);
  };

  // The nearest of some elements before or after a height of the page.
  const nearest = (some, forward, from) => {
    const edge = (element) => element.getBoundingClientRect().top;
    const here = from ? edge(from) : innerHeight / 3;
    return forward
      ? some.find((e) => e !== from && edge(e) > here + (from ? 0 : -1))
      : some.filter((e) => e !== from && edge(e) < here).pop();
  };

  const step = (forward) => {
    const some = rows();
    const at = some.indexOf(chosen);
    const next = at < 0 ? nearest(some, forward, null) : some[at + (forward ? 1 : -1)];
    if (next) choose(next, true);
  };

  const go = (some, forward) => {
    const active = some.includes(document.activeElement) ? document.activeElement : null;
    const next = nearest(some, forward, active || (chosen && chosen.isConnected ? chosen : null));
    if (!next) return;
    choose(next.closest(numbered), false);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center", behavior: smooth });
  };

  const light = (note) => {
    notes().forEach((other) => other.classList.toggle("lit", other === note));
    if (note) note.scrollIntoView({ block: "nearest", behavior: smooth });
  };

  addEventListener("click", (event) => {
    const mark = event.target.closest("[data-note]");
    if (mark) light(byId(mark.dataset.note));
    const row = event.target.closest(numbered);
    if (row && !event.target.closest("a, summary, details") && getSelection().isCollapsed) choose(row, false);
  });

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest("input, textarea, select, summary, button, [data-own-keys]")) return;
    // Arrows scroll, as everywhere, until an item is selected.
    if (event.key.startsWith("Arrow") && !chosen) return;
    const keys = {
      j: () => step(true), ArrowDown: () => step(true), k: () => step(false), ArrowUp: () => step(false),
      l: () => go(headings(), true), ArrowRight: () => go(headings(), true),
      h: () => go(headings(), false), ArrowLeft: () => go(headings(), false),
      n: () => go(notes(), true), p: () => go(notes(), false),
      Escape: () => { choose(null); light(null); }, "?": () => help.showModal(),
    };
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  byId("keys").addEventListener("click", () => help.showModal());

  const fromAddress = () => {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.matches(".note")) light(target);
    const row = target.closest(numbered);
    if (row) { choose(row, false); target.scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", fromAddress);
  fromAddress();

  // The section that is being read, in the outline.
  const reading = () => {
    const links = new Map(all(".outline li > a").map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
    const past = headings().filter((h) => h.getBoundingClientRect().top < innerHeight / 3).pop();
    for (const [id, link] of links) {
      const here = past && past.id === id;
      link.classList.toggle("here", Boolean(here));
      if (here) link.setAttribute("aria-current", "location"); else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; reading(); });
  }, { passive: true });
  reading();
  if (matchMedia("(max-width: 56rem)").matches) document.querySelector(".outline details").open = false;
})();
