import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';

/** A mail as it lies in a folder. */
export interface LyingMail {
  /** Bytes as latin1. */
  readonly raw: string;
  readonly flags?: readonly string[];
  readonly uid?: number;
}

export type LyingFolders = Readonly<Record<string, readonly LyingMail[]>>;

/** A real IMAP server on loopback, reached over a line that writes down every command and breaks when it is told to. */
export interface ImapServer {
  readonly port: number;
  /** What clients said, command by command, without their passwords. */
  readonly commands: readonly string[];
  /** The storage itself, as other mail programs would change it. */
  readonly folder: (path: string) => ImapFolder;
  /** Breaks the line once, when so many more bytes have come from the server. */
  cutAfter(bytes: number): void;
  readonly cuts: () => number;
  close(): Promise<void>;
}

/** hoodiecrow's own mailbox. */
export interface ImapFolder {
  uidvalidity: number;
  uidnext: number;
  messages: { raw: string; uid: number; flags: string[] }[];
}

export const IMAP_LOGIN = { user: 'hopthu@cu.example', password: 'mat-khau-cu' };

/** @param folders by path, in modified UTF-7; "INBOX" is one of them */
export async function startImapServer(folders: LyingFolders): Promise<ImapServer> {
  const { INBOX = [], ...others } = folders;
  const messages = (mails: readonly LyingMail[]) => mails.map((mail) => ({ ...mail, flags: [...(mail.flags ?? [])] }));
  const server = hoodiecrow({
    plugins: ['ID', 'UNSELECT', 'NAMESPACE', 'LITERALPLUS'],
    users: { [IMAP_LOGIN.user]: { password: IMAP_LOGIN.password } },
    storage: {
      INBOX: { messages: messages(INBOX) },
      '': {
        separator: '/',
        folders: Object.fromEntries(
          Object.entries(others).map(([path, mails]) => [path, { messages: messages(mails) }]),
        ),
      },
    },
  });
  // It writes its answers in small pieces; each would wait 40 ms for the one before to be acknowledged.
  server.server.on('connection', (socket) => socket.setNoDelay());
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const line = await startLine((server.server.address() as AddressInfo).port);
  return {
    ...line,
    folder: (path) => server.getMailbox(path) as ImapFolder,
    close: async () => {
      await line.close();
      server.close();
    },
  };
}

/** The line in front of an IMAP server on this machine. */
export async function startLine(target: number): Promise<Omit<ImapServer, 'folder'>> {
  const sockets = new Set<Socket>();
  const commands: string[] = [];
  let cutAt: number | null = null;
  let passed = 0;
  let cuts = 0;
  const line = net.createServer((near) => {
    const far = net.connect(target, '127.0.0.1');
    let said = '';
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          end();
        });
    }
    near.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1');
      const lines = said.split('\r\n');
      said = lines.pop() ?? '';
      commands.push(...lines.map((one) => one.replace(/^\S+ /, '').replace(/^LOGIN .*/i, 'LOGIN')));
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      passed += chunk.length;
      if (cutAt !== null && passed >= cutAt) {
        cutAt = null;
        cuts++;
        return end();
      }
      if (!near.write(chunk)) {
        far.pause();
        near.once('drain', () => far.resume());
      }
    });
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  return {
    port: (line.address() as AddressInfo).port,
    commands,
    cutAfter: (bytes) => {
      cutAt = passed + bytes;
    },
    cuts: () => cuts,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      line.close();
      await once(line, 'close');
    },
  };
}
