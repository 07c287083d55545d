import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly id: string;
  readonly timestamp: number;
  readonly signatures: readonly string[];
  readonly text: string;
  readonly body: {
    readonly id: string;
    readonly type: string;
    readonly at: string;
    readonly unitId: string;
    readonly fact: string | null;
    readonly actingUnitId: string | null;
    readonly otherUnitId: string | null;
    readonly deliveryId: string | null;
    readonly documentId: string | null;
    readonly receipt: { readonly id: string; readonly seq: number } | null;
  };
}

type Answering = (response: ServerResponse, received: Received) => void | Promise<void>;

/** Another system on loopback that notes what it is sent. */
export class Receiver {
  readonly received: Received[] = [];
  answer: Answering = (response) => void response.writeHead(204).end();

  private constructor(private readonly server: Server) {}

  static async start(port = 0): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const { headers } = request;
        const received: Received = {
          id: String(headers['webhook-id']),
          timestamp: Number(headers['webhook-timestamp']),
          signatures: String(headers['webhook-signature']).split(' '),
          text,
          body: JSON.parse(text) as Received['body'],
        };
        receiver.received.push(received);
        void receiver.answer(response, received);
      });
    });
    await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook?key=bi-mat`;
  }

  types(): string[] {
    return this.received.map(({ body }) => body.type);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

/** Standard Webhooks, written down a second time: how many of the signatures are right under the secret. */
export function rightSignatures(secret: string, { id, timestamp, signatures, text }: Received): number {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const right = createHmac('sha256', key)
    .update(id)
    .update('.')
    .update(String(timestamp))
    .update('.')
    .update(text)
    .digest();
  return signatures.filter((signature) => {
    const [version, value = ''] = signature.split(',');
    const given = Buffer.from(value, 'base64');
    return version === 'v1' && given.length === right.length && timingSafeEqual(given, right);
  }).length;
}
