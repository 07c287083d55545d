import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ImapFlow } from 'imapflow';
import { Config } from '../platform/config/config.ts';
import { InboxServers } from '../legacy-inboxes/inbox-servers.ts';
import { Database } from '../platform/database/database.ts';
import { inTime } from '../platform/mail/imap-patience.ts';
import { inFolder, uidsAbove } from '../platform/mail/imap-folder.ts';
import { isRefusedCommand } from '../platform/mail/imap-trouble.policy.ts';
import { tidy } from '../platform/mail/tidy.ts';
import { foldersOf } from './imap-source.ts';
import { Pace } from './pace.ts';
import { ProofRows, type Claimed, type Difference, type Totals } from './proof-rows.ts';
import { compare, judgePair, type ServerMessage } from './proof.policy.ts';

const WINDOW = 500;
const CHUNK = 512 * 1024;

/** Holds every message of a source against the archive. */
@Injectable()
export class Comparing {
  constructor(
    private readonly servers: InboxServers,
    private readonly rows: ProofRows,
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  async againstServer(claimed: Claimed, totals: Totals, signal: AbortSignal): Promise<void> {
    const client = await this.servers.open(claimed.inboxId);
    const pace = new Pace(this.config.get('LEGACY_IMPORT_KB_PER_SECOND') * 1024, signal);
    const stop = (): void => client.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for (const path of await inTime(client, this.servers.patience, 0, () => foldersOf(client))) {
        const folder = tidy(path).slice(0, 1000);
        const read = await inFolder(client, path, (uidValidity) =>
          this.folder(claimed, client, pace, folder, uidValidity, totals),
        );
        totals.folders++;
        const pair = { server: null, archive: null, needsHash: false };
        if (read === null)
          await this.rows.write(claimed, totals, [
            { kind: 'folder-unreadable', folder, uidValidity: 0, pair, sha256: null },
          ]);
      }
      await client.logout().catch(() => undefined);
    } finally {
      signal.removeEventListener('abort', stop);
      client.close();
    }
  }

  /** In windows of UIDs, so that a folder of any length takes the same memory. */
  private async folder(
    claimed: Claimed,
    client: ImapFlow,
    pace: Pace,
    folder: string,
    uidValidity: number,
    totals: Totals,
  ): Promise<true | null> {
    const uids = await uidsAbove(client, 0);
    if (!uids) return null;
    for (let at = 0; at < uids.length || at === 0; at += WINDOW) {
      const window = uids.slice(at, at + WINDOW);
      const from = at === 0 ? 0 : (window[0] ?? 0);
      const until = at + WINDOW >= uids.length ? Number.MAX_SAFE_INTEGER : (uids[at + WINDOW] ?? 0);
      const server =
        window.length === 0 ? [] : await inTime(client, this.servers.patience, 0, () => listed(client, window));
      const archive = await this.rows.archivedIn(claimed.inboxId, folder, uidValidity, from, until);
      totals.onServer += server.length;
      totals.serverBytes += server.reduce((sum, { size }) => sum + size, 0);
      const found: Difference[] = [];
      for (const pair of compare(server, archive, claimed.everyHash)) {
        const sha256 = pair.needsHash && pair.server ? await this.hashOf(client, pair.server, pace) : null;
        if (sha256) totals.hashed++;
        const isInArchive =
          sha256 !== null && !pair.archive?.mailId && (await this.rows.holds(claimed.inboxId, sha256));
        const { kind } = judgePair(pair, sha256, isInArchive);
        if (kind === null) totals.same++;
        else found.push({ kind, folder, uidValidity, pair, sha256 });
      }
      await this.rows.write(claimed, totals, found);
    }
    return true;
  }

  private async hashOf(client: ImapFlow, message: ServerMessage, pace: Pace): Promise<string | null> {
    await pace.pay(message.size);
    return inTime(client, this.servers.patience, message.size, () => hashOf(client, message));
  }

  /** For an inbox without a server: what the uploaded files held is what was taken in, or told of as unreadable. */
  async againstFiles(claimed: Claimed, totals: Totals): Promise<void> {
    const folders = await this.database.rows<{ folder: string }>(
      `select distinct folder from archived_mail_source where inbox_id = $1 order by folder`,
      [claimed.inboxId],
    );
    for (const { folder } of folders) {
      totals.folders++;
      for (let from = 0; ;) {
        const archive = await this.rows.archivedIn(claimed.inboxId, folder, 0, from, Number.MAX_SAFE_INTEGER, WINDOW);
        const server = archive.map(({ uid, size }) => ({ uid, size }));
        totals.onServer += server.length;
        totals.serverBytes += server.reduce((sum, { size }) => sum + size, 0);
        const found = compare(server, archive, false).flatMap((pair): Difference[] => {
          const { kind } = judgePair({ ...pair, needsHash: false }, null, false);
          if (kind === null) totals.same++;
          return kind === null ? [] : [{ kind, folder, uidValidity: 0, pair, sha256: null }];
        });
        await this.rows.write(claimed, totals, found);
        const last = archive.at(-1);
        if (!last || archive.length < WINDOW) break;
        from = last.uid + 1;
      }
    }
  }
}

async function listed(client: ImapFlow, uids: readonly number[]): Promise<ServerMessage[]> {
  const found = await client.fetchAll(uids.join(','), { uid: true, size: true }, { uid: true });
  return found.map(({ uid, size = 0 }) => ({ uid, size })).toSorted((a, b) => a.uid - b.uid);
}

/** SHA-256 of the bytes the server hands out now, piece by piece; null when it hands out none. */
async function hashOf(client: ImapFlow, { uid }: ServerMessage): Promise<string | null> {
  try {
    const { content } = await client.download(String(uid), undefined, { uid: true, chunkSize: CHUNK });
    if (!content) return null;
    const hash = createHash('sha256');
    for await (const chunk of content as AsyncIterable<Buffer>) hash.update(chunk);
    return hash.digest('hex');
  } catch (error) {
    if (isRefusedCommand(error)) return null;
    throw error;
  }
}
