import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** The part of hoodiecrow that is used. It is a development dependency: where only the service is installed, it is not there. */
interface Hoodiecrow {
  readonly server: Server;
  listen(port: number, host: string): void;
  getMailbox(path: string): HeldFolder;
  close(): void;
}

/** A folder as the IMAP server holds it. */
export interface HeldFolder {
  uidnext: number;
  readonly messages: { raw: string; uid?: number; flags: string[] }[];
}

export const LOGIN = { user: 'hopthu', password: 'mat-khau-hop-thu-cu' } as const;
/** "Đã gửi" as IMAP writes it. */
export const SENT = '&ARAA4w- g&Hu0-i';

/** Said instead of a stack of errors. */
export class NoRehearsal extends Error {}

/** An IMAP server on loopback for one old inbox. */
export interface OldInboxServer {
  readonly port: number;
  folder(path: string): HeldFolder;
  close(): void;
}

/** @throws NoRehearsal where development dependencies are not installed */
export async function openImap(): Promise<
  (folders: Readonly<Record<string, readonly string[]>>) => Promise<OldInboxServer>
> {
  const name = 'hoodiecrow-imap';
  const loaded = (await import(name).catch(() => null)) as { default: (options: object) => Hoodiecrow } | null;
  if (!loaded)
    throw new NoRehearsal(
      'the rehearsal needs an IMAP server of its own, which only a clone of the repository has: in a clone, run npm run -s cli -- rehearse-cutover',
    );
  return (folders) => startImap(loaded.default, folders);
}

const messages = (mails: readonly string[]) => mails.map((raw) => ({ raw, flags: [] }));

async function startImap(
  hoodiecrow: (options: object) => Hoodiecrow,
  { INBOX = [], ...others }: Readonly<Record<string, readonly string[]>>,
): Promise<OldInboxServer> {
  const imap = hoodiecrow({
    plugins: ['ID', 'UNSELECT', 'NAMESPACE', 'LITERALPLUS'],
    users: { [LOGIN.user]: { password: LOGIN.password } },
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
  const sockets = new Set<Socket>();
  imap.server.on('connection', (socket) => {
    sockets.add(socket.setNoDelay());
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  imap.listen(0, '127.0.0.1');
  await once(imap.server, 'listening');
  return {
    port: (imap.server.address() as AddressInfo).port,
    folder: (path) => imap.getMailbox(path),
    close: () => {
      for (const socket of sockets) socket.destroy();
      imap.close();
    },
  };
}

/** A mail that reached the provider. */
export interface DeliveredMail {
  readonly to: string;
  readonly from: string;
  readonly raw: Buffer;
}

/** The old mail provider: takes what is sent to anybody and puts it into the inbox, where it has one. */
export class OldProvider {
  readonly delivered: DeliveredMail[] = [];
  readonly inboxes = new Map<string, OldInboxServer>();
  #smtp: { readonly url: string; close(): Promise<void> } | null = null;

  get smtpUrl(): string {
    return this.#smtp?.url ?? '';
  }

  async open(): Promise<void> {
    const { SMTPServer } = await import('smtp-server');
    const smtp = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onData: (stream, { envelope }, done) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const recipients = envelope.rcptTo.map(({ address }) => address);
        void this.take(stream, from, recipients, done);
      },
    });
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
    this.#smtp = {
      url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
      close: () => new Promise((resolve) => smtp.close(() => resolve())),
    };
  }

  private async take(
    stream: Readable,
    from: string,
    recipients: readonly string[],
    done: (error?: Error) => void,
  ): Promise<void> {
    try {
      const raw = await buffer(stream);
      for (const to of recipients) {
        this.delivered.push({ to, from, raw });
        this.put(to, raw.toString('latin1'));
      }
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  /** Puts a mail into the inbox of an address, where it has one. */
  put(address: string, raw: string): void {
    const folder = this.inboxes.get(address)?.folder('INBOX');
    folder?.messages.push({ raw, uid: folder.uidnext++, flags: [] });
  }

  to(address: string): DeliveredMail[] {
    return this.delivered.filter(({ to }) => to === address);
  }

  async close(): Promise<void> {
    for (const inbox of this.inboxes.values()) inbox.close();
    await this.#smtp?.close();
  }
}
