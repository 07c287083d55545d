import { lookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Config, listOf } from '../platform/config/config.ts';
import { hostOf, isAddress, isAllowedAddress, isExempt, refusalOf, type Exceptions } from './address.policy.ts';
import { WEBHOOKS } from './webhooks.errors.ts';

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

/** Asks the DNS; apart, so that a test can be a DNS that changes its mind. */
@Injectable()
export class NameResolver {
  readonly #lookup = promisify(lookup);

  resolve(host: string): Promise<LookupAddress[]> {
    return this.#lookup(host, { all: true, verbatim: true });
  }
}

class AddressRefused extends Error {
  readonly code = 'address-refused';
}

/** The only way out for webhooks. It connects to addresses that the policy allows, whatever a name resolved to a moment ago. */
@Injectable()
export class WebhookOutlet {
  readonly #exceptions: Exceptions;

  constructor(
    private readonly config: Config,
    private readonly names: NameResolver,
  ) {
    this.#exceptions = {
      hosts: listOf(config.get('WEBHOOK_ALLOWED_HOSTS')).map((host) => host.toLowerCase()),
      networks: listOf(config.get('WEBHOOK_ALLOWED_NETWORKS')),
    };
  }

  /**
   * Refuses an address that cannot be or must not be posted to, as far as it can be told now.
   * @throws webhooks.not-https, .credentials-in-url, .port-refused, .address-refused, .name-not-found
   */
  async check(text: string): Promise<void> {
    const url = new URL(text);
    const host = hostOf(url);
    switch (refusalOf(url, this.#exceptions, this.config.isProduction)) {
      case 'scheme':
        throw WEBHOOKS.notHttps();
      case 'credentials':
        throw WEBHOOKS.credentialsInUrl();
      case 'port':
        throw WEBHOOKS.portRefused();
      case 'address':
        throw WEBHOOKS.addressRefused({ host });
      case null:
    }
    if (isAddress(host)) return;
    const found = await within(RESOLVE_MS, this.names.resolve(host)).catch(() => []);
    if (found.length === 0) throw WEBHOOKS.nameNotFound({ host });
    if (!this.allAllowed(host, found)) throw WEBHOOKS.addressRefused({ host });
  }

  /** Posts once; redirects are not followed. Never throws: whatever goes wrong is the result. */
  async post(text: string, headers: Record<string, string>, body: string): Promise<PostResult> {
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
      if (refusalOf(url, this.#exceptions, this.config.isProduction) !== null) throw new AddressRefused();
      return end(await this.exchange(url, headers, body));
    } catch (error) {
      return end({ error: codeOf(error) });
    }
  }

  private exchange(url: URL, headers: Record<string, string>, body: string): Promise<Partial<PostResult>> {
    const options: RequestOptions = {
      method: 'POST',
      agent: false,
      lookup: this.guardedLookup,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'gnvb-webhooks/1',
        connection: 'close',
      },
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
    return (
      isExempt(host, this.#exceptions) || found.every(({ address }) => isAllowedAddress(address, this.#exceptions))
    );
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
