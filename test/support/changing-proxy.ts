import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service of which a new version of one file can be brought out. */
export interface ChangingProxy {
  readonly url: string;
  /** From now on the file has another last line. */
  bringOut(): void;
  close(): Promise<void>;
}

/** @param target a server on this machine @param path of the script that changes */
export async function changingProxy(target: string, path: string): Promise<ChangingProxy> {
  let version = 1;
  const server = createServer((near, answer) => {
    const isScript = near.url === path;
    const headers = { ...near.headers, ...(isScript && { 'accept-encoding': 'identity', 'if-none-match': '' }) };
    const far = ask(new URL(near.url ?? '/', target), { method: near.method, headers, agent: false }, (came) => {
      if (!isScript) {
        answer.writeHead(came.statusCode ?? 502, came.headers);
        came.pipe(answer);
        return;
      }
      const { 'content-length': _, etag: __, ...rest } = came.headers;
      answer.writeHead(came.statusCode ?? 502, rest);
      came.on('data', (piece) => answer.write(piece)).on('end', () => answer.end(`\n// ${version}\n`));
    });
    far.on('error', () => answer.destroy());
    near.on('close', () => near.complete || far.destroy());
    answer.on('close', () => far.destroy());
    near.pipe(far);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bringOut: () => void version++,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
