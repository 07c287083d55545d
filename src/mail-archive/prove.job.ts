import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ImapFlow } from 'imapflow';
import type { Logger } from 'pino';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler, task, type JobContext } from '../platform/jobs/job-handler.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { foldersOf, inFolder, uidsAbove } from './imap-source.ts';
import { ImapWay } from './imap-way.ts';
import { isRefusedCommand, problemOf } from './mail-stop.ts';
import { Pace } from './pace.ts';
import {
  compare,
  isExplained,
  judgePair,
  type ArchivedMessage,
  type Comparison,
  type DifferenceKind,
  type ServerMessage,
} from './proof.policy.ts';
import { tidy } from './reading/tidy.ts';

export const PROVE = task<{ readonly proofId: string }>('mail-archive.prove');
const CLAIM_MS = 5 * 60_000;
const WINDOW = 500;
const CHUNK = 512 * 1024;
const TRIES = 5;

interface Claimed {
  readonly id: string;
  readonly inboxId: string;
  readonly claim: string;
  readonly everyHash: boolean;
  readonly hasServer: boolean;
}

interface Difference {
  readonly kind: DifferenceKind;
  readonly folder: string;
  readonly uidValidity: number;
  readonly pair: Comparison;
  readonly sha256: string | null;
}

interface Totals {
  folders: number;
  onServer: number;
  serverBytes: number;
  same: number;
  hashed: number;
  explained: number;
  unexplained: number;
  kinds: Record<string, number>;
}

/** Lists an inbox once more and holds every message against the archive. */
@Injectable()
export class Prove extends JobHandler<{ readonly proofId: string }> {
  readonly task = PROVE;

  constructor(
    private readonly way: ImapWay,
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    super();
  }

  async run({ proofId }: { readonly proofId: string }, { signal, isLastAttempt }: JobContext): Promise<void> {
    const claimed = await this.claim(proofId);
    if (!claimed) return;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.prove(claimed, signal);
      } catch (error) {
        const problem = problemOf(error);
        this.log.warn({ err: error, proofId, problem }, 'proof of an old inbox: broken off');
        if (problem === 'unreachable' && attempt < TRIES && !signal.aborted) continue;
        await this.letGo(claimed, signal.aborted || (problem === 'unreachable' && !isLastAttempt) ? null : problem);
        if (signal.aborted || problem === 'unreachable') throw error;
        return;
      }
    }
  }

  private claim(proofId: string): Promise<Claimed | null> {
    const now = this.clock.now();
    return this.work.run((tx) =>
      tx.first<Claimed & Record<string, unknown>>(
        `update mail_proof set state = 'running', claim = $2, claimed_until = $3, began_at = $4
         where id = $1 and state in ('waiting', 'running') and (claimed_until is null or claimed_until <= $4)
         returning id, inbox_id as "inboxId", claim, every_hash as "everyHash", has_server as "hasServer"`,
        [proofId, randomUUID(), new Date(now.getTime() + CLAIM_MS), now],
      ),
    );
  }

  /** @param problem null: it is tried again */
  private async letGo({ id, claim }: Claimed, problem: string | null): Promise<void> {
    await this.work.run((tx) =>
      tx.run(
        `update mail_proof set claim = null, claimed_until = null, state = case when $3::text is null then state else 'failed' end, problem = $3,
           ended_at = case when $3::text is null then null else $4::timestamptz end where id = $1 and claim = $2`,
        [id, claim, problem, this.clock.now()],
      ),
    );
  }

  private async prove(claimed: Claimed, signal: AbortSignal): Promise<void> {
    // A broken-off one begins anew: what it had found may not be so any more.
    await this.work.run((tx) => tx.run(`delete from mail_proof_difference where proof_id = $1`, [claimed.id]));
    const totals: Totals = {
      folders: 0,
      onServer: 0,
      serverBytes: 0,
      same: 0,
      hashed: 0,
      explained: 0,
      unexplained: 0,
      kinds: {},
    };
    if (claimed.hasServer) await this.againstServer(claimed, totals, signal);
    else await this.againstFiles(claimed, totals);
    await this.work.run((tx) =>
      tx.run(
        `update mail_proof p set state = 'done', ended_at = $3, claim = null, claimed_until = null, problem = null, folders = $4, on_server = $5, server_bytes = $6,
           same = $7, hashed = $8, explained = $9, unexplained = $10, kinds = $11,
           in_archive = (select count(*) from archived_mail_source s where s.inbox_id = p.inbox_id and s.mail_id is not null),
           mails = (select count(*) from archived_mail m where m.inbox_id = p.inbox_id)
         where id = $1 and claim = $2`,
        [
          claimed.id,
          claimed.claim,
          this.clock.now(),
          ...[
            totals.folders,
            totals.onServer,
            totals.serverBytes,
            totals.same,
            totals.hashed,
            totals.explained,
            totals.unexplained,
          ],
          JSON.stringify(totals.kinds),
        ],
      ),
    );
  }

  private async againstServer(claimed: Claimed, totals: Totals, signal: AbortSignal): Promise<void> {
    const client = await this.way.open(claimed.inboxId);
    const pace = new Pace(this.config.get('LEGACY_IMPORT_KB_PER_SECOND') * 1024, signal);
    const stop = (): void => client.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for (const path of await foldersOf(client)) {
        const folder = tidy(path).slice(0, 1000);
        const read = await inFolder(client, path, (uidValidity) =>
          this.folder(claimed, client, pace, folder, uidValidity, totals),
        );
        totals.folders++;
        const pair = { server: null, archive: null, needsHash: false };
        if (read === null)
          await this.write(claimed, totals, [
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
  ): Promise<true> {
    const uids = await uidsAbove(client, 0);
    for (let at = 0; at < uids.length || at === 0; at += WINDOW) {
      const window = uids.slice(at, at + WINDOW);
      const from = at === 0 ? 0 : (window[0] ?? 0);
      const until = at + WINDOW >= uids.length ? Number.MAX_SAFE_INTEGER : (uids[at + WINDOW] ?? 0);
      const server = window.length === 0 ? [] : await listed(client, window);
      const archive = await this.archivedIn(claimed.inboxId, folder, uidValidity, from, until);
      totals.onServer += server.length;
      totals.serverBytes += server.reduce((sum, { size }) => sum + size, 0);
      const found: Difference[] = [];
      for (const pair of compare(server, archive, claimed.everyHash)) {
        const sha256 = pair.needsHash && pair.server ? await hashOf(client, pair.server, pace) : null;
        if (sha256) totals.hashed++;
        const isInArchive = sha256 !== null && !pair.archive?.mailId && (await this.holds(claimed.inboxId, sha256));
        const { kind } = judgePair(pair, sha256, isInArchive);
        if (kind === null) totals.same++;
        else found.push({ kind, folder, uidValidity, pair, sha256 });
      }
      await this.write(claimed, totals, found);
    }
    return true;
  }

  /** For an inbox without a server: what the uploaded files held is what was taken in, or told of as unreadable. */
  private async againstFiles(claimed: Claimed, totals: Totals): Promise<void> {
    const folders = await this.database.rows<{ folder: string }>(
      `select distinct folder from archived_mail_source where inbox_id = $1 order by folder`,
      [claimed.inboxId],
    );
    for (const { folder } of folders) {
      totals.folders++;
      for (let from = 0; ;) {
        const archive = await this.archivedIn(claimed.inboxId, folder, 0, from, Number.MAX_SAFE_INTEGER, WINDOW);
        const server = archive.map(({ uid, size }) => ({ uid, size }));
        totals.onServer += server.length;
        totals.serverBytes += server.reduce((sum, { size }) => sum + size, 0);
        const found = compare(server, archive, false).flatMap((pair): Difference[] => {
          const { kind } = judgePair({ ...pair, needsHash: false }, null, false);
          if (kind === null) totals.same++;
          return kind === null ? [] : [{ kind, folder, uidValidity: 0, pair, sha256: null }];
        });
        await this.write(claimed, totals, found);
        const last = archive.at(-1);
        if (!last || archive.length < WINDOW) break;
        from = last.uid + 1;
      }
    }
  }

  private archivedIn(
    inboxId: string,
    folder: string,
    uidValidity: number,
    from: number,
    until: number,
    limit: number | null = null,
  ) {
    return this.database.rows<ArchivedMessage & Record<string, unknown>>(
      `select s.uid::float8 as uid, s.size::float8 as size, s.sha256, s.mail_id as "mailId", s.is_duplicate as "isDuplicate",
         coalesce(m.defects <> '{}', false) as "isBroken", m.message_id as "messageId"
       from archived_mail_source s left join archived_mail m on m.id = s.mail_id
       where s.inbox_id = $1 and s.folder = $2 and s.uid_validity = $3 and s.uid >= $4 and s.uid < $5 order by s.uid limit $6`,
      [inboxId, folder, uidValidity, from, until, limit],
    );
  }

  private async holds(inboxId: string, sha256: string): Promise<boolean> {
    const found = await this.database.first(
      `select from archived_mail_source where inbox_id = $1 and sha256 = $2 and mail_id is not null limit 1`,
      [inboxId, sha256],
    );
    return found !== null;
  }

  private async write(claimed: Claimed, totals: Totals, found: readonly Difference[]): Promise<void> {
    const first = totals.explained + totals.unexplained;
    for (const { kind } of found) {
      totals.kinds[kind] = (totals.kinds[kind] ?? 0) + 1;
      if (isExplained(kind)) totals.explained++;
      else totals.unexplained++;
    }
    const rows = found.map(({ kind, folder, uidValidity, pair: { server, archive }, sha256 }, i) => ({
      ...{
        position: first + i + 1,
        kind,
        isExplained: isExplained(kind),
        folder,
        uidValidity,
        uid: server?.uid ?? archive?.uid ?? 0,
      },
      ...{ messageId: archive?.messageId ?? null, serverSize: server?.size ?? null, serverSha256: sha256 },
      ...{
        archiveSize: archive?.size ?? null,
        archiveSha256: archive?.sha256 ?? null,
        mailId: archive?.mailId ?? null,
      },
    }));
    await this.work.run(async (tx) => {
      const until = new Date(this.clock.now().getTime() + CLAIM_MS);
      const held = await tx.run(`update mail_proof set claimed_until = $3 where id = $1 and claim = $2`, [
        claimed.id,
        claimed.claim,
        until,
      ]);
      if (held === 0) throw new Error('another process compares now');
      await tx.run(
        `insert into mail_proof_difference (proof_id, position, kind, is_explained, folder, uid_validity, uid, message_id, server_size, server_sha256, archive_size, archive_sha256, mail_id)
         select $1, d.position, d.kind, d."isExplained", d.folder, d."uidValidity", d.uid, d."messageId", d."serverSize", d."serverSha256", d."archiveSize", d."archiveSha256", d."mailId"
         from jsonb_to_recordset($2::jsonb) as d(position int, kind text, "isExplained" boolean, folder text, "uidValidity" bigint, uid bigint, "messageId" text,
           "serverSize" bigint, "serverSha256" text, "archiveSize" bigint, "archiveSha256" text, "mailId" uuid)`,
        [claimed.id, JSON.stringify(rows)],
      );
    });
  }
}

async function listed(client: ImapFlow, uids: readonly number[]): Promise<ServerMessage[]> {
  const found = await client.fetchAll(uids.join(','), { uid: true, size: true }, { uid: true });
  return found.map(({ uid, size = 0 }) => ({ uid, size })).toSorted((a, b) => a.uid - b.uid);
}

/** SHA-256 of the bytes the server hands out now, piece by piece; null when it hands out none. */
async function hashOf(client: ImapFlow, { uid, size }: ServerMessage, pace: Pace): Promise<string | null> {
  await pace.pay(size);
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
