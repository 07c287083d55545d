import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Certified } from './certificates.ts';

/** How an IMAP server comes to TLS, or how it, or somebody on the line, goes about not to. */
export type Securing = 'tls' | 'starttls' | 'never-offered' | 'refused' | 'injected' | 'signed-in-already';

/** What is in front of an IMAP server that speaks in the clear. */
export interface SecuredLine {
  readonly port: number;
  /** Everything clients said without TLS. */
  readonly inTheClear: () => string;
  /** How often TLS was agreed on. */
  readonly secured: () => number;
  close(): Promise<void>;
}

/** Speaks TLS with clients, and with an IMAP server on this machine in the clear. */
export async function securedLine(target: number, how: Securing, { cert, key }: Certified): Promise<SecuredLine> {
  const sockets = new Set<Socket>();
  let said = '';
  let secured = 0;
  const context = createSecureContext({ cert, key });
  const keep = <S extends Socket>(socket: S): S => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    return socket;
  };
  const upgrade = (near: Socket, isGreeted: boolean): void => {
    const inside = keep(new TLSSocket(near, { isServer: true, secureContext: context }));
    inside.once('secure', () => {
      secured++;
      const far = keep(net.connect(target, '127.0.0.1'));
      inside.pipe(far).on('close', () => inside.destroy());
      // After STARTTLS no second greeting comes.
      let greeting = isGreeted ? '' : null;
      far.on('data', (chunk: Buffer) => {
        if (greeting === null) return void inside.write(chunk);
        greeting += chunk.toString('latin1');
        const end = greeting.indexOf('\r\n') + 2;
        if (end < 2) return undefined;
        // An answer may have come with it.
        inside.write(Buffer.from(greeting.slice(end), 'latin1'));
        greeting = null;
        return undefined;
      });
      inside.on('close', () => far.destroy());
    });
  };
  const server = net.createServer((near) => {
    keep(near);
    if (how === 'tls') return upgrade(near, false);
    near.write(how === 'signed-in-already' ? '* PREAUTH welcome\r\n' : '* OK ready\r\n');
    near.on('data', function hear(chunk: Buffer) {
      said += chunk.toString('latin1');
      for (const line of chunk.toString('latin1').split('\r\n').filter(Boolean)) {
        const [mark = '*', command = ''] = line.split(' ');
        if (/^STARTTLS$/i.test(command) && how !== 'refused' && how !== 'never-offered') {
          near.off('data', hear);
          near.write(`${mark} OK go on\r\n${how === 'injected' ? '* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n' : ''}`);
          return upgrade(near, true);
        }
        near.write(answer(mark, command, how));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    inTheClear: () => said,
    secured: () => secured,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Whoever talks on in the clear gets in, whatever the password. */
function answer(mark: string, command: string, how: Securing): string {
  const offer = how === 'never-offered' ? '' : ' STARTTLS';
  if (/^CAPABILITY$/i.test(command)) return `* CAPABILITY IMAP4rev1${offer} AUTH=PLAIN\r\n${mark} OK done\r\n`;
  return /^STARTTLS$/i.test(command) ? `${mark} BAD not now\r\n` : `${mark} OK done\r\n`;
}
