import { once } from 'node:events';
import net, { type Socket } from 'node:net';

/** A line that breaks. */
export interface CuttingProxy {
  readonly url: string;
  /** How often it has broken so far. */
  readonly cuts: () => number;
  close(): Promise<void>;
}

/**
 * Passes bytes on to a server on this machine, and breaks the connection each time that many bytes have gone towards it in all.
 * @param cutsAt in bytes, ascending
 */
export async function cuttingProxy(target: string, cutsAt: readonly number[]): Promise<CuttingProxy> {
  const port = Number(new URL(target).port);
  const open = new Set<Socket>();
  let passed = 0;
  let cuts = 0;
  const server = net.createServer((near) => {
    const far = net.connect(port, '127.0.0.1');
    const destroy = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      open.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          open.delete(socket);
          destroy();
        });
    }
    near.on('data', (chunk: Buffer) => {
      passed += chunk.length;
      const cut = cutsAt[cuts];
      if (cut !== undefined && passed >= cut) {
        cuts++;
        return destroy();
      }
      if (!far.write(chunk)) {
        near.pause();
        far.once('drain', () => near.resume());
      }
    });
    far.pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    cuts: () => cuts,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
