import { Injectable } from '@nestjs/common';
import { AttachmentsService } from '../attachments/attachments.service.ts';
import type { Tx } from '../platform/database/tx.ts';
import { ArchiveRows } from './archive-rows.ts';
import { planOf, rawFile, type ArchiveOwner, type Read } from './archive.plan.ts';
import { knownAmong } from './known-mails.ts';

/** What became of a batch. */
export interface Tally {
  readonly seen: number;
  readonly copied: number;
  readonly duplicates: number;
  readonly broken: number;
  readonly failed: number;
  readonly bytes: number;
}

/** Puts mails whose bytes are kept into the archive: all rows of a batch in one transaction, with how far the source is read. */
@Injectable()
export class Archiver {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly rows: ArchiveRows,
  ) {}

  /**
   * Writes the rows of kept mails; a mail that the inbox has already becomes one more source of it. A place that was written before is
   * passed over, so that a batch may be written twice.
   * @throws attachments.quota-exceeded
   */
  async write(tx: Tx, owner: ArchiveOwner, reads: readonly Read[]): Promise<Tally> {
    const fresh = await this.unwritten(tx, owner, reads);
    const known = new Map((await knownAmong(tx, owner.inboxId, fresh)).map((mail) => [mail.contentKey, mail]));
    const plan = planOf(fresh, known);
    const rawIds = await this.attachments.keepMany(
      tx,
      owner.unitId,
      plan.raws.map((mail) => rawFile(mail, owner)),
    );
    const rawOf = new Map(plan.raws.map((mail, i) => [mail, rawIds[i] ?? null]));
    await this.rows.mails(tx, owner, plan.news, rawOf);
    await this.rows.sources(tx, owner, plan.sources, rawOf);
    await this.rows.again(tx, plan.sources);
    const mails = fresh.flatMap(({ mail }) => mail ?? []);
    return {
      seen: fresh.length,
      copied: plan.news.length,
      duplicates: mails.length - plan.news.length,
      broken: mails.filter(({ defects }) => defects.length > 0).length,
      failed: fresh.length - mails.length,
      bytes: mails.reduce((sum, { size }) => sum + size, 0),
    };
  }

  private async unwritten(tx: Tx, owner: ArchiveOwner, reads: readonly Read[]): Promise<Read[]> {
    const places = JSON.stringify(
      reads.map(({ found: { folder, uidValidity, uid } }, at) => ({ at, folder, uidValidity, uid })),
    );
    // What an earlier import could not have is written anew.
    await tx.run(
      `delete from archived_mail_source s using jsonb_to_recordset($2::jsonb) as p(folder text, "uidValidity" bigint, uid bigint)
       where s.inbox_id = $1 and s.folder = p.folder and s.uid_validity = p."uidValidity" and s.uid = p.uid and s.problem is not null and s.import_id <> $3`,
      [owner.inboxId, places, owner.importId],
    );
    const written = await tx.rows<{ at: number }>(
      `select p.at from jsonb_to_recordset($2::jsonb) as p(at int, folder text, "uidValidity" bigint, uid bigint)
       join archived_mail_source s on s.inbox_id = $1 and s.folder = p.folder and s.uid_validity = p."uidValidity" and s.uid = p.uid`,
      [owner.inboxId, places],
    );
    const done = new Set(written.map(({ at }) => at));
    return reads.filter((_, index) => !done.has(index));
  }
}
