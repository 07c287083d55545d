/**
 * The API as the page calls it: `get<InboxPageWire>('/incoming-documents', { query: { box: 'unopened' } })`. Paths are those of the API
 * without its prefix; types are the service's own wires, by `import type`. Failures are `ApiProblem`s.
 */
import { languageNow } from '../texts/language.ts';
import { AREA } from './area.ts';
import { noteLine } from './line.ts';
import { offline, problemOf, timedOut } from './problem.ts';
import { sessionLost } from './renewal.ts';

const BASE = `${AREA}/api/v1`;
const READ_MS = 20_000;
const WRITE_MS = 60_000;
/** A form brings files, over a weak line too. */
const FORM_MS = 15 * 60_000;
/** Addresses that open or renew a session: a 401 of theirs is their answer, not a lost session. */
const OPENS_SESSION = /^\/(?:sessions(?:\/renewal)?|activations|password-resets.*)$/;

type QueryValue = string | number | boolean | null | undefined | readonly string[];

export interface Asked {
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly signal?: AbortSignal | undefined;
  /** The version the edit was made on: sent as If-Match. */
  readonly version?: number | undefined;
  /** One per act of the person, the same on each retry: sent as Idempotency-Key. `useAct` makes it. */
  readonly key?: string | undefined;
  /** A lost session is not worth asking the person for the password. */
  readonly leaving?: boolean;
}

export const get = <T>(path: string, asked: Asked = {}): Promise<T> => call<T>('GET', path, undefined, asked);
export const post = <T = void>(path: string, body: object = {}, asked: Asked = {}): Promise<T> =>
  call<T>('POST', path, body, asked);
/** Files, as a form; large ones go the resumable way (/uploads). */
export const postForm = <T = void>(path: string, form: FormData, asked: Asked = {}): Promise<T> =>
  call<T>('POST', path, form, asked);
/** For an act whose answer is a file, such as slips to print. */
export const postForFile = async (path: string, body: object): Promise<Blob> =>
  (await answered('POST', path, body, {})).blob();
export const put = <T = void>(path: string, body: object = {}, asked: Asked = {}): Promise<T> =>
  call<T>('PUT', path, body, asked);
/** @public */
export const patch = <T = void>(path: string, body: object, asked: Asked): Promise<T> =>
  call<T>('PATCH', path, body, asked);
export const del = <T = void>(path: string, asked: Asked = {}): Promise<T> => call<T>('DELETE', path, undefined, asked);

/** The address of something a browser loads itself, such as a picture or a download. */
export function addressOf(path: string, query: Asked['query'] = {}): string {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [value].flat().map((one) => [name, String(one)]),
    ),
  ).toString();
  return `${BASE}${path}${search ? `?${search}` : ''}`;
}

async function call<T>(method: string, path: string, body: object | undefined, asked: Asked): Promise<T> {
  const answer = await answered(method, path, body, asked);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

async function answered(method: string, path: string, body: object | undefined, asked: Asked): Promise<Response> {
  const ask = (): Promise<Response> => send(method, addressOf(path, asked.query), body, asked);
  const sentAt = Date.now();
  let answer = await ask();
  // The person signs in again (or the session is renewed without a word) while this waits; nothing typed is lost.
  if (answer.status === 401 && !OPENS_SESSION.test(path) && (await sessionLost(sentAt, asked.leaving)))
    answer = await ask();
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

async function send(method: string, url: string, body: object | undefined, asked: Asked): Promise<Response> {
  const limit = new AbortController();
  const writes = body instanceof FormData ? FORM_MS : WRITE_MS;
  const timer = setTimeout(() => limit.abort('timeout'), method === 'GET' ? READ_MS : writes);
  const forward = (): void => limit.abort(asked.signal?.reason);
  if (asked.signal?.aborted) forward();
  asked.signal?.addEventListener('abort', forward, { once: true });
  try {
    const answer = await fetch(url, {
      method,
      headers: headersOf(body, asked),
      signal: limit.signal,
      credentials: 'same-origin',
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    noteLine(true);
    return answer;
  } catch (error) {
    throw failureOf(error, limit.signal, asked.signal);
  } finally {
    clearTimeout(timer);
    asked.signal?.removeEventListener('abort', forward);
  }
}

/** A call its own asker gave up stays an abort: nobody is told. */
function failureOf(error: unknown, limit: AbortSignal, asker: AbortSignal | undefined): unknown {
  if (asker?.aborted) return error;
  noteLine(false);
  return limit.reason === 'timeout' ? timedOut() : offline();
}

function headersOf(body: object | undefined, { version, key }: Asked): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-language': languageNow(),
    // The browser itself writes the type of a form, with its boundary.
    ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
    ...(version !== undefined && { 'if-match': `"${version}"` }),
    ...(key !== undefined && { 'idempotency-key': key }),
  };
}
