/** The page itself, kept whole by build: what was loaded together stays together. No answer of the API ever comes in here. */
import { worker, type FetchAsked } from './scope.ts';

/** Put in by src/build/offline-page.mjs: a hash over the files below, and their addresses. */
declare const BUILD: string;
declare const SHELL: readonly string[];

const PREFIX = 'gnvb-shell-';
const CACHE = PREFIX + BUILD;
const PAGE = '/';
/** As src/platform/http/page.ts: addresses that are not the page's; nor is this worker the practice area's. */
const NOT_THE_PAGE = /^\/(?:api|health|uploads|dev|practice)(?:\/|$)/;

/** Asked for anew past the browser's own cache where the name does not change with the content. */
export async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(
    SHELL.map((path) => new Request(path, { cache: path.startsWith('/assets/') ? 'default' : 'no-cache' })),
  );
}

export async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
  );
}

/** Answers for the page and its files; leaves everything else to the browser. */
export function answer(event: FetchAsked): void {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || NOT_THE_PAGE.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(fromShell(PAGE, request));
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(pathname, request));
  else if (SHELL.includes(pathname)) event.respondWith(fromShell(pathname, request));
}

async function fromShell(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

/** Fonts, English texts and the screens of administrators are kept when they are used. */
async function asset(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok && fresh.status === 200) await cache.put(path, fresh.clone());
  return fresh;
}
