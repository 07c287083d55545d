/** Calls under the browser's session, from the worker. */

const API = '/api/v1';

/** Renews the session once where it has run out, in turn with the pages: an old refresh cookie used twice would end it. @throws without a line */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const call = (): Promise<Response> =>
    fetch(API + path, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
      credentials: 'same-origin',
    });
  const first = await call();
  if (first.status !== 401) return first;
  const renewed = await navigator.locks.request('gnvb-renewal', async () => {
    // A page may have renewed it while this waited.
    if ((await call().catch(() => first)).status !== 401 && init.method === undefined) return true;
    return (await fetch(`${API}/sessions/renewal`, { method: 'POST', credentials: 'same-origin' })).ok;
  });
  return renewed ? call() : first;
}
