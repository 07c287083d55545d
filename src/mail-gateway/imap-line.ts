import type { Readable } from 'node:stream';
import type { ImapFlow } from 'imapflow';
import { uidsAbove } from '../platform/mail/imap-folder.ts';

const PATIENCE_MS = 2000;

/** The INBOX of a provider. It is opened with EXAMINE: nothing there is ever changed, not even what is read. */
export class ImapLine {
  private constructor(
    private readonly client: ImapFlow,
    /** Uids mean what they meant as long as this stays. */
    readonly uidValidity: string,
  ) {}

  /** @param client signed in; closed with the line, and when this throws */
  static async open(client: ImapFlow): Promise<ImapLine> {
    try {
      const { uidValidity } = await client.mailboxOpen('INBOX', { readOnly: true });
      return new ImapLine(client, String(uidValidity));
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /** Uids above one, of mails the server took on that day or later by its own calendar, in their order. */
  async newUids(above: number, since: Date): Promise<number[]> {
    const found = await uidsAbove(this.client, above, since);
    if (!found) throw Object.assign(new Error('the search failed'), { code: 'search-failed' });
    return found;
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
      new Promise((done) => setTimeout(done, PATIENCE_MS).unref()),
    ]);
    this.client.close();
  }
}
