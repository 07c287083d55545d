import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify, type ECDH } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as the browser would read it, with what the push service saw of it. */
export interface Pushed {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** As it came: what the push service can see. */
  readonly sealed: Buffer;
  readonly payload: Record<string, unknown>;
  /** Claims of the token, its signature proved. */
  readonly vapid: { readonly aud: string; readonly exp: number; readonly sub: string };
}

/** A push service and the browsers behind it, on loopback: it checks and decrypts by the RFCs alone, without the library that sent. */
export class PushService {
  readonly received: Pushed[] = [];
  /** What it answers; 201 unless a test says otherwise. */
  answer: (response: ServerResponse, path: string) => void = (response) => void response.writeHead(201).end();
  /** Of the server: its public key as a browser was given it. */
  serverKey = '';
  failure: Error | null = null;
  readonly #browsers = new Map<string, Browser>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<PushService> {
    const server = createServer();
    const service = new PushService(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void service.take(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get origin(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** A browser that has subscribed: `subscription.toJSON()` of it. */
  subscribe(): ReturnType<Browser['toJSON']> & { readonly path: string } {
    const browser = new Browser(`${this.origin}/send/${randomBytes(12).toString('base64url')}`);
    const path = new URL(browser.endpoint).pathname;
    this.#browsers.set(path, browser);
    return { ...browser.toJSON(), path };
  }

  payloads(path?: string): Record<string, unknown>[] {
    return this.received.filter((one) => path === undefined || one.path === path).map(({ payload }) => payload);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const parts: Buffer[] = [];
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
      const path = request.url ?? '';
      const browser = this.#browsers.get(path);
      if (!browser) throw new Error(`nobody has subscribed at ${path}`);
      const sealed = Buffer.concat(parts);
      const payload = JSON.parse(browser.open(sealed).toString()) as Record<string, unknown>;
      const vapid = readVapid(request.headers.authorization ?? '', this.serverKey);
      this.received.push({ path, headers: request.headers, sealed, payload, vapid });
      this.answer(response, path);
    } catch (error) {
      this.failure = error as Error;
      response.writeHead(400).end();
    }
  }
}

class Browser {
  readonly #pair: ECDH = createECDH('prime256v1');
  readonly #auth = randomBytes(16);

  constructor(readonly endpoint: string) {
    this.#pair.generateKeys();
  }

  toJSON() {
    const keys = { p256dh: this.#pair.getPublicKey('base64url'), auth: this.#auth.toString('base64url') };
    return { endpoint: this.endpoint, expirationTime: null, keys };
  }

  /** RFC 8291 §3.4 over RFC 8188 §2: salt (16) · record size (4) · length of key id (1) · key id = the sender's point · one record. */
  open(sealed: Buffer): Buffer {
    const salt = sealed.subarray(0, 16);
    const recordSize = sealed.readUInt32BE(16);
    const idLength = sealed.readUInt8(20);
    const sender = sealed.subarray(21, 21 + idLength);
    const record = sealed.subarray(21 + idLength);
    if (record.length > recordSize) throw new Error('more than one record');
    const secret = this.#pair.computeSecret(sender);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.#pair.getPublicKey(), sender]);
    const key = Buffer.from(hkdfSync('sha256', secret, this.#auth, info, 32));
    const contentKey = Buffer.from(hkdfSync('sha256', key, salt, 'Content-Encoding: aes128gcm\0', 16));
    const nonce = Buffer.from(hkdfSync('sha256', key, salt, 'Content-Encoding: nonce\0', 12));
    const cipher = createDecipheriv('aes-128-gcm', contentKey, nonce);
    cipher.setAuthTag(record.subarray(-16));
    const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
    // The last record ends with 2 and any number of zeros.
    const end = padded.findLastIndex((byte) => byte !== 0);
    if (padded[end] !== 2) throw new Error('not the last record');
    return padded.subarray(0, end);
  }
}

/** RFC 8292: `vapid t=<JWT>, k=<key>`, signed with ES256 by the key the browser subscribed under. */
function readVapid(header: string, serverKey: string): Pushed['vapid'] {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header) ?? [];
  if (key !== serverKey) throw new Error(`signed with ${key}, not with ${serverKey}`);
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string };
  if (!isSigned || alg !== 'ES256') throw new Error('the token is not signed by that key');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Pushed['vapid'];
}
