// The library's files: beside the page, or inside it where the page is a single file.

declare const FILES: Record<"light" | "full", string>;

/** The compiled library of one build. */
export const load = async (build: "light" | "full"): Promise<WebAssembly.Module> => {
  const inside = document.querySelector<HTMLTemplateElement>(`#wasm-${build}`);
  if (inside) {
    const packed = Uint8Array.from(atob(inside.content.textContent ?? ""), (c) => c.charCodeAt(0));
    const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return WebAssembly.compile(await new Response(bytes).arrayBuffer());
  }
  const response = await fetch(new URL(FILES[build], document.baseURI), { credentials: "omit" });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  // Not every server names the type that compiling on the way asks for.
  return WebAssembly.compile(await response.arrayBuffer());
};
