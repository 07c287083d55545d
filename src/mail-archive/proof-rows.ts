import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { isExplained, type ArchivedMessage, type Comparison, type DifferenceKind } from './proof.policy.ts';

/** Whoever is silent for so long is dead. */
export const CLAIM_MS = 5 * 60_000;

/** A proof this process works on. */
export interface Claimed {
  readonly id: string;
  readonly inboxId: string;
  readonly claim: string;
  readonly everyHash: boolean;
  readonly hasServer: boolean;
}

/** Where server and archive differ. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly folder: string;
  readonly uidValidity: number;
  readonly pair: Comparison;
  readonly sha256: string | null;
}

/** Figures of a proof, while it is made. */
export interface Totals {
  folders: number;
  onServer: number;
  serverBytes: number;
  same: number;
  hashed: number;
  explained: number;
  unexplained: number;
  kinds: Record<string, number>;
}

/** What a proof reads from the archive, and the differences it writes down. */
@Injectable()
export class ProofRows {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** What was taken in from a folder, by UID. @param until not included */
  archivedIn(
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

  /** Whether the archive of the inbox has these very bytes, from anywhere. */
  async holds(inboxId: string, sha256: string): Promise<boolean> {
    const found = await this.database.first(
      `select from archived_mail_source where inbox_id = $1 and sha256 = $2 and mail_id is not null limit 1`,
      [inboxId, sha256],
    );
    return found !== null;
  }

  /** Adds differences, and renews the claim. @throws when another process has the proof now */
  async write(claimed: Claimed, totals: Totals, found: readonly Difference[]): Promise<void> {
    const first = totals.explained + totals.unexplained;
    for (const { kind } of found) {
      totals.kinds[kind] = (totals.kinds[kind] ?? 0) + 1;
      if (isExplained(kind)) totals.explained++;
      else totals.unexplained++;
    }
    const rows = found.map(({ kind, folder, uidValidity, pair: { server, archive }, sha256 }, i) => ({
      position: first + i + 1,
      kind,
      isExplained: isExplained(kind),
      folder,
      uidValidity,
      uid: server?.uid ?? archive?.uid ?? 0,
      messageId: archive?.messageId ?? null,
      serverSize: server?.size ?? null,
      serverSha256: sha256,
      archiveSize: archive?.size ?? null,
      archiveSha256: archive?.sha256 ?? null,
      mailId: archive?.mailId ?? null,
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
