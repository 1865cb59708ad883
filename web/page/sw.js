// Keeps the page's own files, so that it works without a network. A new build is a new store.
const STORE = "lcpaper-{version}";
const FILES = {files};

addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(FILES)));
});

addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("lcpaper-") && name !== STORE);
  const gone = caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name))));
  event.waitUntil(gone.then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== location.origin) return;
  event.respondWith(
    caches.open(STORE).then(async (store) => {
      const kept = await store.match(event.request, { ignoreSearch: true });
      return kept ?? fetch(event.request);
    }),
  );
});
