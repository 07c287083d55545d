import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AttachmentsService } from '../attachments/attachments.service.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { mailRow, packedTexts, partFile, type ArchiveOwner, type NewMail, type SourceRow } from './archive.plan.ts';
import { unitWord } from './search-words.policy.ts';
import type { ReadMail } from '../mail-reading/read-mail.ts';

type RawIds = ReadonlyMap<ReadMail, string | null>;

/** The rows of the archive, many mails in each statement. */
@Injectable()
export class ArchiveRows {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly clock: Clock,
  ) {}

  /** New mails with their texts and files. */
  async mails(tx: Tx, owner: ArchiveOwner, news: readonly NewMail[], rawOf: RawIds) {
    if (news.length === 0) return;
    const now = this.clock.now();
    await tx.run(
      `with said as materialized (
         select n, t->>'content' as content, t->>'html' as html, t->>'words' as words
         from jsonb_array_elements($5::jsonb) with ordinality as t(t, n)),
       row as materialized (
         select * from jsonb_to_recordset($1::jsonb) as m(n bigint, id uuid, "contentKey" text, "messageId" text, "rawId" uuid, sha256 text, size bigint,
           "sentAt" timestamptz, "receivedAt" timestamptz, "fromName" text, "fromAddress" text, "toLine" text, "ccLine" text, subject text, snippet text,
           flags text[], folders text[], defects text[], "fileCount" int, "isCut" boolean)),
       mail as (
         insert into archived_mail (id, inbox_id, unit_id, content_key, message_id, raw_id, sha256, size, sent_at, received_at, from_name, from_address,
           to_line, cc_line, subject, snippet, flags, folders, defects, file_count, archived_at, words)
         select m.id, $2, $3, m."contentKey", m."messageId", m."rawId", m.sha256, m.size, m."sentAt", m."receivedAt", m."fromName", m."fromAddress",
           m."toLine", m."ccLine", m.subject, m.snippet, m.flags, m.folders, m.defects, m."fileCount", $4, to_tsvector('simple', $6 || ' ' || t.words)
         from row m join said t on t.n = m.n)
       insert into archived_mail_text (mail_id, content, is_cut, html) select m.id, t.content, m."isCut", t.html from row m join said t on t.n = m.n`,
      [
        JSON.stringify(news.map((one, i) => ({ n: i + 1, ...mailRow(one, rawOf, now) }))),
        owner.inboxId,
        owner.unitId,
        now,
        packedTexts(news),
        unitWord(owner.unitId),
      ],
    );
    const files = news.flatMap(({ id, mail }) => mail.files.map((file, position) => ({ file, mailId: id, position })));
    const ids = await this.attachments.keepMany(
      tx,
      owner.unitId,
      files.map(({ file }) => partFile(file, owner)),
    );
    await tx.run(
      `insert into archived_mail_file (mail_id, position, attachment_id, content_id) select f."mailId", f.position, f."attachmentId", f."contentId"
       from jsonb_to_recordset($1::jsonb) as f("mailId" uuid, position int, "attachmentId" uuid, "contentId" text)`,
      [
        JSON.stringify(
          files.map(({ file, mailId, position }, i) => ({
            mailId,
            position,
            attachmentId: ids[i],
            contentId: file.contentId,
          })),
        ),
      ],
    );
  }

  /** Every place they were found at. */
  async sources(tx: Tx, owner: ArchiveOwner, sources: readonly SourceRow[], rawOf: RawIds) {
    const rows = sources.map(({ found, mail, mailId, isDuplicate, rawFor }) => ({
      id: randomUUID(),
      folder: found.folder,
      uidValidity: found.uidValidity,
      uid: found.uid,
      size: mail?.size ?? found.size,
      sha256: mail?.sha256 ?? null,
      rawId: rawFor ? rawOf.get(rawFor) : null,
      mailId,
      isDuplicate,
      problem: found.problem,
    }));
    await tx.run(
      `insert into archived_mail_source (id, inbox_id, import_id, folder, uid_validity, uid, size, sha256, raw_id, mail_id, is_duplicate, problem, at)
       select s.id, $2, $3, s.folder, s."uidValidity", s.uid, s.size, s.sha256, s."rawId", s."mailId", s."isDuplicate", s.problem, $4
       from jsonb_to_recordset($1::jsonb) as s(id uuid, folder text, "uidValidity" bigint, uid bigint, size bigint, sha256 text, "rawId" uuid, "mailId" uuid,
         "isDuplicate" boolean, problem text)`,
      [JSON.stringify(rows), owner.inboxId, owner.importId, this.clock.now()],
    );
  }

  /** A mail in two folders is shown with both. */
  async again(tx: Tx, sources: readonly SourceRow[]): Promise<void> {
    const again = sources.filter(({ isDuplicate }) => isDuplicate);
    if (again.length === 0) return;
    await tx.run(
      `update archived_mail m set
         folders = (select array_agg(f order by f) from (select distinct f collate "C" as f from unnest(m.folders || a.folders) f) x),
         flags = (select coalesce(array_agg(distinct f order by f), '{}') from unnest(m.flags || a.flags) f)
       from (select s."mailId" as id, array_agg(distinct s.folder) as folders,
           coalesce(array_agg(distinct g) filter (where g is not null), '{}') as flags
         from jsonb_to_recordset($1::jsonb) as s("mailId" uuid, folder text, flags text[]) left join unnest(s.flags) g on true group by 1) a
       where m.id = a.id`,
      [JSON.stringify(again.map(({ mailId, found: { folder, flags } }) => ({ mailId, folder, flags })))],
    );
  }
}
