import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { HeardClient } from './heard-client.ts';
import { UnnamedClient } from './unnamed-client.ts';

describe('a connection that is lost between two statements', () => {
  it.each([HeardClient, UnnamedClient])('%p does not end the process', (Client) => {
    const client = new Client();
    // As pg tells "terminating connection due to administrator command" to a client that asks nothing.
    expect(client.emit('error', new Error('57P01'))).toBe(true);
  });

  it('fails the statement that is sent next', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.destroy())).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const client = new HeardClient({ host: '127.0.0.1', port, user: 'x' });
    await expect(client.connect()).rejects.toThrow(/terminated/);
    server.close();
  });
});
