import type { Readable } from 'node:stream';
import type { ImapFlow, ImapFlowOptions } from 'imapflow';
import type { ImapSecurity } from '../legacy-inboxes/legacy-inbox.kinds.ts';

export interface ImapAccess {
  readonly host: string;
  readonly port: number;
  readonly security: ImapSecurity;
  readonly user: string;
  readonly password: string;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 60_000;
const MB = 1024 * 1024;

/** Reads an INBOX at a provider. It is opened with EXAMINE: nothing there is ever changed, not even what is read. */
export class ImapLine {
  private constructor(
    private readonly client: ImapFlow,
    /** Uids mean what they meant as long as this stays. */
    readonly uidValidity: string,
  ) {}

  /** @throws the client's error, see `troubleOf` */
  static async open(access: ImapAccess): Promise<ImapLine> {
    const { ImapFlow } = await import('imapflow');
    const client = new ImapFlow(optionsFor(access));
    // Told where it is waited for as well; unheard it would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { uidValidity } = await client.mailboxOpen('INBOX', { readOnly: true });
      return new ImapLine(client, String(uidValidity));
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /** Uids above one, of mails the server took on that day or later by its own calendar, in their order. */
  async newUids(above: number, since: Date): Promise<number[]> {
    const found = await this.client.search({ uid: `${above + 1}:*`, since }, { uid: true });
    if (!found) throw Object.assign(new Error('the search failed'), { code: 'search-failed' });
    // "n:*" always names the last one, also when it is older.
    return found.filter((uid) => uid > above).toSorted((a, b) => a - b);
  }

  /** When the server took it; null: it is gone. */
  async takenAt(uid: number): Promise<Date | null> {
    const found = await this.client.fetchOne(String(uid), { uid: true, internalDate: true }, { uid: true });
    if (!found) return null;
    return found.internalDate === undefined ? new Date(0) : new Date(found.internalDate);
  }

  /** Its bytes; null: it is gone. */
  async message(uid: number): Promise<Readable | null> {
    const found = await this.client.download(String(uid), undefined, { uid: true });
    return found.content ?? null;
  }

  /** False once the line broke: what was read last may not be whole. */
  get isUp(): boolean {
    return this.client.usable;
  }

  async close(): Promise<void> {
    await Promise.race([
      this.client.logout().catch(() => undefined),
      new Promise((done) => setTimeout(done, 2000).unref()),
    ]);
    this.client.close();
  }
}

function optionsFor({ host, port, security, user, password }: ImapAccess): ImapFlowOptions {
  return {
    host,
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls',
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    clientInfo: { name: 'gnvb' },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    maxLiteralSize: 64 * MB,
    maxResponseSize: 128 * MB,
    maxLineLength: 16 * MB,
  };
}
