import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What the fake does with one connection; `asked` is the command. */
export type Manner = (asked: string, line: Socket, whole: Promise<void>) => void | Promise<void>;

/** Speaks as badly as it is told to, on loopback. */
export class FakeClamd {
  manner: Manner = () => undefined;
  readonly #server: Server;
  readonly #lines = new Set<Socket>();

  private constructor() {
    this.#server = createServer((line) => this.#serve(line));
  }

  static async start(): Promise<FakeClamd> {
    const fake = new FakeClamd();
    fake.#server.listen(0, '127.0.0.1');
    await once(fake.#server, 'listening');
    return fake;
  }

  get address(): { host: string; port: number } {
    return { host: '127.0.0.1', port: (this.#server.address() as AddressInfo).port };
  }

  async stop(): Promise<void> {
    for (const line of this.#lines) line.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #serve(line: Socket): void {
    this.#lines.add(line);
    line.on('error', () => undefined);
    line.on('close', () => this.#lines.delete(line));
    let heard = Buffer.alloc(0);
    let asked: string | null = null;
    let end: () => void = () => undefined;
    const whole = new Promise<void>((resolve) => (end = resolve));
    line.on('data', (bytes: Buffer) => {
      heard = Buffer.concat([heard, bytes]);
      if (asked === null && heard.includes(0)) {
        asked = heard.subarray(1, heard.indexOf(0)).toString();
        void this.manner(asked, line, whole);
      }
      if (heard.subarray(-4).equals(Buffer.alloc(4))) end();
    });
  }
}
