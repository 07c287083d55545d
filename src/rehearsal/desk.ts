import type { Clock } from '../platform/clock/clock.ts';

export class RehearsalStumbled extends Error {}

/** A session is asked for anew when the clock has moved so far. */
const SESSION_MS = 5 * 60_000;

interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** What people do at their screens: calls of the API over HTTP, each signed in with a password of their own. */
export class Desk {
  readonly #sessions = new Map<string, { readonly token: string; readonly at: number }>();
  readonly #passwords = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly clock: Clock,
  ) {}

  knows(username: string, password: string): void {
    this.#passwords.set(username, password);
  }

  async get<T>(who: string | null, path: string): Promise<T> {
    return expectDone(path, await this.call<T>(who, 'GET', path));
  }

  async post<T>(who: string | null, path: string, body: object = {}): Promise<T> {
    return expectDone(path, await this.call<T>(who, 'POST', path, body));
  }

  async put<T>(who: string, path: string, body: object): Promise<T> {
    return expectDone(path, await this.call<T>(who, 'PUT', path, body));
  }

  /** What the service answers when it does not do it: the stable code; null when it was done. */
  async refusal(who: string | null, path: string, body: object = {}): Promise<string | null> {
    const { status, body: answer } = await this.call<{ readonly code?: string }>(who, 'POST', path, body);
    return status < 400 ? null : (answer.code ?? String(status));
  }

  async upload<T>(
    who: string,
    path: string,
    fields: Readonly<Record<string, string>>,
    name: string,
    bytes: Buffer,
  ): Promise<T> {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set('file', new Blob([new Uint8Array(bytes)]), name);
    return expectDone(path, await this.call<T>(who, 'POST', path, form));
  }

  private async call<T>(who: string | null, method: string, path: string, body?: object): Promise<Answer<T>> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(who === null ? {} : { authorization: `Bearer ${await this.token(who)}` }),
        ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T };
  }

  private async token(who: string): Promise<string> {
    const now = this.clock.now().getTime();
    const known = this.#sessions.get(who);
    if (known && now - known.at < SESSION_MS) return known.token;
    const password = this.#passwords.get(who) ?? '';
    const { accessToken: token } = await this.post<{ accessToken: string }>(null, '/sessions', {
      username: who,
      password,
    });
    this.#sessions.set(who, { token, at: now });
    return token;
  }
}

function expectDone<T>(path: string, { status, body }: Answer<T>): T {
  if (status >= 400) throw new RehearsalStumbled(`${path}: ${status} ${JSON.stringify(body).slice(0, 500)}`);
  return body;
}
