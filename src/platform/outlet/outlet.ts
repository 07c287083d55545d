import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { hostOf, isAllowedAddress, isExempt, refusalOf, type Exceptions, type Refusal } from './address.policy.ts';
import type { NameResolver } from './name-resolver.ts';

/** Everything from connecting to the last byte of the answer. */
const TIMEOUT_MS = 10_000;
const RESOLVE_MS = 5000;
const LONGEST_ANSWER = 16 * 1024;
/** Of an answer, what is kept to be shown. */
const SHOWN_ANSWER = 1024;

/** What came of a post. */
export interface PostResult {
  readonly status: number | null;
  /** Why there is no status: a short code. */
  readonly error: string | null;
  readonly durationMs: number;
  /** The beginning of the answer. */
  readonly answer: string | null;
  readonly retryAfter: string | null;
}

class AddressRefused extends Error {
  readonly code = 'address-refused';
}

/** The way out to addresses somebody gave. It connects to what the policy allows, whatever a name resolved to a moment ago. */
export class Outlet {
  constructor(
    private readonly exceptions: Exceptions,
    private readonly isProduction: boolean,
    private readonly names: NameResolver,
  ) {}

  /** What can be said before any name is resolved; null when nothing speaks against it. */
  refusal(url: URL): Refusal | null {
    return refusalOf(url, this.exceptions, this.isProduction);
  }

  /** Where the name leads now. */
  async standing(host: string): Promise<'allowed' | 'refused' | 'unknown'> {
    const found = await within(RESOLVE_MS, this.names.resolve(host)).catch(() => []);
    if (found.length === 0) return 'unknown';
    return this.allAllowed(host, found) ? 'allowed' : 'refused';
  }

  /** Posts once; redirects are not followed. Never throws: whatever goes wrong is the result. */
  async post(text: string, headers: Record<string, string>, body: string | Buffer): Promise<PostResult> {
    const started = performance.now();
    const end = (result: Partial<PostResult>): PostResult => ({
      status: null,
      error: null,
      answer: null,
      retryAfter: null,
      ...result,
      durationMs: Math.round(performance.now() - started),
    });
    try {
      const url = new URL(text);
      // The rules may have changed since it was registered.
      if (this.refusal(url) !== null) throw new AddressRefused();
      return end(await this.exchange(url, headers, body));
    } catch (error) {
      return end({ error: codeOf(error) });
    }
  }

  private exchange(url: URL, headers: Record<string, string>, body: string | Buffer): Promise<Partial<PostResult>> {
    const options: RequestOptions = {
      method: 'POST',
      agent: false,
      lookup: this.guardedLookup,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
    };
    const host = hostOf(url);
    return new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
      // A second wall behind the lookup, for whatever way a connection may have found.
      request.on('socket', (socket) =>
        socket.once('connect', () => {
          if (!this.allAllowed(host, [{ address: socket.remoteAddress ?? '' }])) request.destroy(new AddressRefused());
        }),
      );
      request.on('error', reject);
      request.on('response', (response) => void readAnswer(response).then(resolve, reject));
      request.end(body);
    });
  }

  /** Resolves and judges in one step: the address that was judged is the one connected to, so rebinding the name is of no use. */
  private readonly guardedLookup: LookupFunction = (host, options, tell) => {
    this.names.resolve(host).then(
      (found) => {
        const [first] = found;
        if (!first) return tell(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '');
        if (!this.allAllowed(host.replace(/\.$/, ''), found)) return tell(new AddressRefused(), '');
        return options.all ? tell(null, found) : tell(null, first.address, first.family);
      },
      (error: unknown) => tell(error as NodeJS.ErrnoException, ''),
    );
  };

  /** One bad address among good ones is somebody trying. */
  private allAllowed(host: string, found: readonly { readonly address: string }[]): boolean {
    return isExempt(host, this.exceptions) || found.every(({ address }) => isAllowedAddress(address, this.exceptions));
  }
}

async function readAnswer(response: IncomingMessage): Promise<Partial<PostResult>> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length > LONGEST_ANSWER) break;
  }
  response.destroy();
  const shown = Buffer.concat(parts).subarray(0, SHOWN_ANSWER).toString('utf8').replaceAll('\0', '');
  const retryAfter = response.headers['retry-after'] ?? null;
  return { status: response.statusCode ?? null, answer: shown, retryAfter };
}

function codeOf(error: unknown): string {
  const { name, code } = error as { name?: unknown; code?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR') return 'timeout';
  return typeof code === 'string' ? code.slice(0, 100) : 'failed';
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
