import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';

/** What the line does with what the server says. */
export interface SlowMood {
  /** From the answer to such a command on; from the greeting on when it fits nothing at all. Null: a good line. */
  on: RegExp | null;
  /** So many bytes of that answer still come. */
  pass: number;
  /** Then one byte each so many ms; null: nothing more, for ever. */
  dripMs: number | null;
}

/** A line to an IMAP server on this machine that never breaks, and stalls. */
export interface SlowLine {
  readonly port: number;
  readonly mood: SlowMood;
  /** Connections so far. */
  readonly tries: () => number;
  close(): Promise<void>;
}

export async function slowLine(target: number, begin: SlowMood): Promise<SlowLine> {
  const sockets = new Set<Socket>();
  const mood = { on: begin.on, pass: begin.pass, dripMs: begin.dripMs };
  let tries = 0;
  const server = net.createServer((near) => {
    tries++;
    const far = net.connect(target, '127.0.0.1');
    let left = mood.on?.test('') ? mood.pass : Infinity;
    const late: number[] = [];
    const drip = setInterval(() => {
      const next = mood.dripMs === null ? undefined : late.shift();
      if (next !== undefined) near.write(Buffer.from([next]));
    }, mood.dripMs ?? 1000);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          clearInterval(drip);
          near.destroy();
          far.destroy();
        });
    }
    near.on('data', (chunk: Buffer) => {
      if (left === Infinity && mood.on?.test(chunk.toString('latin1'))) left = mood.pass;
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      const now = chunk.subarray(0, Math.min(left, chunk.length));
      left -= now.length;
      near.write(now);
      late.push(...chunk.subarray(now.length));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    mood,
    tries: () => tries,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
