// Small things that every part of the page does to its elements.

export const byId = <T extends HTMLElement = HTMLElement>(id: string): T => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element as T;
};

/** A new element with a class and a text, or with elements inside. */
export const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  ...inside: (string | Node)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...inside);
  return element;
};

/** What the library wrote, as elements. It escapes every text; the page's policy runs no script in it. */
export const elements = (html: string): DocumentFragment => {
  const template = document.createElement("template");
  // Styles in the text of a page are against the policy; those that a script sets are not. Within a
  // text or an attribute the library writes no bare quotation mark.
  template.innerHTML = html.replaceAll(' style="--', ' data-own="--');
  for (const element of template.content.querySelectorAll<HTMLElement>("[data-own]")) {
    const [name, value] = (element.dataset.own ?? "").split(":");
    if (name && value) element.style.setProperty(name, value);
    delete element.dataset.own;
  }
  return template.content;
};

/** Hands a file over to the browser's downloads. */
export const download = (name: string, body: BlobPart, type: string): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([body], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
