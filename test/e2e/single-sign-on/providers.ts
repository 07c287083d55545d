import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLIENT = { id: 'gnvb', secret: 'only for tests: the secret of a client' };
export const CALLBACK = 'http://gnvb.test/api/v1/single-sign-on/callback';

export interface Listening {
  readonly url: string;
  stop(): Promise<void>;
}

async function listen(handle: RequestListener): Promise<Listening & { readonly server: Server }> {
  const server = createServer(handle);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  return { server, url: `http://127.0.0.1:${port}`, stop };
}

/** Claims of the people a provider knows, by subject. */
export type People = Record<string, Record<string, unknown>>;

/** A real OpenID provider with its development pages, on loopback. */
export async function realProvider(people: People): Promise<Listening> {
  // Loaded here and not above: it speaks to the console as soon as it is.
  const { Provider: OidcProvider } = await import('oidc-provider');
  let handle: RequestListener = (_, response) => response.writeHead(503).end();
  const listening = await listen((request, response) => handle(request, response));
  const provider = new OidcProvider(listening.url, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [CALLBACK],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
    cookies: { keys: ['only for tests'] },
    findAccount: (_: unknown, sub: string) =>
      people[sub] ? { accountId: sub, claims: async () => ({ sub, ...people[sub] }) } : undefined,
  });
  const callback = provider.callback();
  handle = (request, response) => void callback(request, response);
  return listening;
}

/** What the token endpoint of a provider gone bad puts into its token, given what it was asked. */
export type Forger = (asked: { readonly nonce: string }, own: BadProvider) => string | number;

/** A provider that says what a test makes it say. */
export class BadProvider {
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #strangers = generateKeyPairSync('rsa', { modulusLength: 2048 });
  nonce = '';
  forge: Forger = (_, own) => own.token({});
  #listening!: Listening;

  static async start(): Promise<BadProvider> {
    const made = new BadProvider();
    made.#listening = await listen((request, response) => made.#answer(request, response));
    return made;
  }

  get url(): string {
    return this.#listening.url;
  }

  stop(): Promise<void> {
    return this.#listening.stop();
  }

  /** A token that is right but for the changes. */
  token(changes: Record<string, unknown>, how: 'ours' | 'stranger' | 'none' | 'hmac' = 'ours'): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.url,
      sub: 'bad',
      aud: CLIENT.id,
      iat: now,
      exp: now + 300,
      nonce: this.nonce,
      ...changes,
    };
    const alg = { ours: 'RS256', stranger: 'RS256', none: 'none', hmac: 'HS256' }[how];
    const said = [{ alg, kid: 'k1' }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${said}.${this.#signature(said, how)}`;
  }

  #signature(said: string, how: 'ours' | 'stranger' | 'none' | 'hmac'): string {
    if (how === 'none') return '';
    const key: KeyObject = how === 'stranger' ? this.#strangers.privateKey : this.#keys.privateKey;
    if (how === 'hmac') return createHmac('sha256', this.#publicPem()).update(said).digest('base64url');
    return sign('sha256', Buffer.from(said), key).toString('base64url');
  }

  #publicPem(): string {
    return this.#keys.publicKey.export({ type: 'spki', format: 'pem' }) as string;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const json = (value: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const { pathname } = new URL(request.url ?? '', this.url);
    if (pathname === '/jwks') {
      json({ keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] });
    } else if (pathname === '/token') {
      const token = this.forge({ nonce: this.nonce }, this);
      if (typeof token === 'number') response.writeHead(token).end();
      else json({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: token });
    } else {
      json({
        issuer: this.url,
        authorization_endpoint: `${this.url}/auth`,
        token_endpoint: `${this.url}/token`,
        jwks_uri: `${this.url}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      });
    }
  }
}

/** Takes connections and never answers, or answers only with an error. */
export function deadProvider(status: number): Promise<Listening> {
  return listen((_, response) => void response.writeHead(status).end());
}
