import type { Clock } from '../../platform/clock/clock.ts';
import { PASSWORD } from './week.data.ts';

/** Shorter than an access token lives. */
const SESSION_MS = 10 * 60_000;

interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
}

type Body = object | FormData | undefined;

/** Something the rehearsal needs did not work: it cannot go on. */
export class Stumbled extends Error {}

/** What people do at their screens: calls over HTTP, each signed in by themselves. */
export class People {
  readonly #tokens = new Map<string, { readonly token: string; readonly at: number }>();

  constructor(
    readonly url: string,
    private readonly clock: Clock,
  ) {}

  async get<T>(who: string, path: string): Promise<T> {
    return json(path, await this.call(who, 'GET', path));
  }

  async post<T>(who: string, path: string, body: Body = {}): Promise<T> {
    return json(path, await this.call(who, 'POST', path, body));
  }

  /** @param version as read, for If-Match */
  async patch<T>(who: string, path: string, version: number, body: object): Promise<T> {
    return json(path, await this.call(who, 'PATCH', path, body, { 'if-match': `"${version}"` }));
  }

  /** What is printed. */
  async paper(who: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Buffer> {
    return done(path, await this.call(who, method, path, body)).bytes;
  }

  /** The code of the error; null: it was done. */
  async refusal(who: string | null, path: string, body: Body = {}): Promise<string | null> {
    const { status, bytes } = await this.call(who, 'POST', path, body);
    return status < 400 ? null : (JSON.parse(bytes.toString()) as { code: string }).code;
  }

  /** The first sign-in, with the code from a slip and a password of one's own. */
  async activate(username: string, code: string): Promise<void> {
    const answer = await this.call(null, 'POST', '/activations', { username, code, password: PASSWORD });
    const { accessToken: token }: { accessToken: string } = json('/activations', answer);
    this.#tokens.set(username, { token, at: this.clock.now().getTime() });
  }

  /** Goes into the practice area. @returns calls there */
  async practise(who: string, role: string): Promise<<T>(method: string, path: string, body?: object) => Promise<T>> {
    const headers = { authorization: `Bearer ${await this.token(who)}`, 'content-type': 'application/json' };
    const sent = await fetch(`${this.url}/api/v1/practice/entrance`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ role }),
    });
    if (sent.status !== 201) throw new Stumbled(`practice: ${sent.status} ${await sent.text()}`);
    const cookie = sent.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return async <T>(method: string, path: string, body?: object): Promise<T> => {
      const answer = await fetch(`${this.url}/practice/api/v1${path}`, {
        method,
        headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      return json(path, { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) });
    };
  }

  private async token(who: string): Promise<string> {
    const now = this.clock.now().getTime();
    const known = this.#tokens.get(who);
    if (known && now - known.at < SESSION_MS) return known.token;
    const answer = await this.call(null, 'POST', '/sessions', { username: who, password: PASSWORD });
    const { accessToken: token }: { accessToken: string } = json('/sessions', answer);
    this.#tokens.set(who, { token, at: now });
    return token;
  }

  private async call(
    who: string | null,
    method: string,
    path: string,
    body?: Body,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...headers,
        ...(who !== null && { authorization: `Bearer ${await this.token(who)}` }),
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
  }
}

function done(path: string, answer: Answer): Answer {
  if (answer.status >= 400) throw new Stumbled(`${path}: ${answer.status} ${answer.bytes.toString().slice(0, 500)}`);
  return answer;
}

const json = (path: string, answer: Answer): never =>
  JSON.parse(done(path, answer).bytes.toString() || 'null') as never;
