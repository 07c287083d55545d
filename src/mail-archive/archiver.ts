import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { AttachmentsService, type StoredFile } from '../attachments/attachments.service.ts';
import { BlobStore } from '../attachments/blob-store.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { fold } from '../platform/text/vietnamese.ts';
import type { FoundMail } from './found-mail.ts';
import { discardFiles, type MailReading } from './reading/mail-reading.ts';
import type { ReadFile, ReadMail } from './reading/read-mail.ts';
import { wordsOf } from './search-words.policy.ts';

/** For whom mails are archived. */
export interface ArchiveOwner {
  readonly importId: string;
  readonly inboxId: string;
  readonly unitId: string;
  /** The administrator who began it: who "uploaded" the files. */
  readonly accountId: string;
}

/** A mail that was read; null: nothing of it came. */
export interface Read {
  readonly found: FoundMail;
  readonly mail: ReadMail | null;
}

/** What became of a batch. */
export interface Tally {
  readonly seen: number;
  readonly copied: number;
  readonly duplicates: number;
  readonly broken: number;
  readonly failed: number;
  readonly bytes: number;
}

interface KnownMail extends Record<string, unknown> {
  readonly id: string;
  readonly contentKey: string;
  readonly sha256: string;
}

const SNIPPET = 200;
const SEARCHED = 200_000;

/** Puts mails into the archive: their bytes into the store first, then all their rows in one transaction with how far the source is read. */
@Injectable()
export class Archiver {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly attachments: AttachmentsService,
    private readonly clock: Clock,
  ) {}

  /** Reads the mails and keeps the bytes of those the archive has not. Nothing is left behind in the staging folder. */
  async keep(owner: ArchiveOwner, batch: readonly FoundMail[], readers: readonly MailReading[]): Promise<Read[]> {
    const reads: Read[] = batch.map((found) => ({ found, mail: null }));
    try {
      await inParallel(readers, batch, async (reader, found, index) => {
        if (found.problem === null)
          reads[index] = { found, mail: await reader.read(found.path, found.bytes, found.size) };
      });
      const known = new Set(
        (await this.knownAmong(this.database, owner.inboxId, reads)).map(({ contentKey }) => contentKey),
      );
      const contents = new Map<string, string>();
      for (const { mail } of reads) {
        if (!mail) continue;
        contents.set(mail.sha256, mail.path);
        if (!known.has(mail.contentKey)) for (const { sha256, path } of mail.files) contents.set(sha256, path);
      }
      const sizes = new Map(
        reads.flatMap(({ mail }) => (mail ? [mail, ...mail.files] : [])).map((c) => [c.sha256, c.size]),
      );
      await inParallel([1, 2, 3, 4], [...contents], (_, [sha256, path]) =>
        this.blobs.adopt(path, { sha256, size: sizes.get(sha256) ?? 0 }),
      );
      return reads;
    } finally {
      for (const { found, mail } of reads) {
        if (found.path === '') continue;
        await rm(found.path, { force: true });
        if (mail) for (const { path } of mail.files) await rm(path, { force: true });
        else await discardFiles(found.path);
      }
    }
  }

  /**
   * Writes the rows of kept mails; a mail that the inbox has already becomes one more source of it. A place that was written before is
   * passed over, so that a batch may be written twice.
   * @throws attachments.quota-exceeded
   */
  async write(tx: Tx, owner: ArchiveOwner, reads: readonly Read[]): Promise<Tally> {
    const fresh = await this.unwritten(tx, owner, reads);
    const known = new Map((await this.knownAmong(tx, owner.inboxId, fresh)).map((mail) => [mail.contentKey, mail]));
    const plan = planOf(fresh, known);
    const rawIds = await this.attachments.keepMany(
      tx,
      owner.unitId,
      plan.raws.map((mail) => rawFile(mail, owner)),
    );
    const rawOf = new Map(plan.raws.map((mail, i) => [mail, rawIds[i] ?? null]));
    await this.writeMails(tx, owner, plan.news, rawOf);
    await this.writeSources(tx, owner, plan.sources, rawOf);
    await this.noteAgain(tx, plan.sources);
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

  private async knownAmong(queries: Queries, inboxId: string, reads: readonly Read[]): Promise<KnownMail[]> {
    const keys = [...new Set(reads.flatMap(({ mail }) => mail?.contentKey ?? []))];
    return queries.rows<KnownMail>(
      `select id, content_key as "contentKey", sha256 from archived_mail where inbox_id = $1 and content_key = any($2)`,
      [inboxId, keys],
    );
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

  private async writeMails(
    tx: Tx,
    owner: ArchiveOwner,
    news: readonly NewMail[],
    rawOf: ReadonlyMap<ReadMail, string | null>,
  ) {
    if (news.length === 0) return;
    const now = this.clock.now();
    await tx.run(
      `insert into archived_mail (id, inbox_id, unit_id, content_key, message_id, raw_id, sha256, size, sent_at, received_at, from_name, from_address,
         to_line, cc_line, subject, snippet, flags, folders, defects, file_count, archived_at, words)
       select m.id, $2, $3, m."contentKey", m."messageId", m."rawId", m.sha256, m.size, m."sentAt", m."receivedAt", m."fromName", m."fromAddress",
         m."toLine", m."ccLine", m.subject, m.snippet, m.flags, m.folders, m.defects, m."fileCount", $4, to_tsvector('simple', m.words)
       from jsonb_to_recordset($1::jsonb) as m(id uuid, "contentKey" text, "messageId" text, "rawId" uuid, sha256 text, size bigint, "sentAt" timestamptz,
         "receivedAt" timestamptz, "fromName" text, "fromAddress" text, "toLine" text, "ccLine" text, subject text, snippet text, flags text[],
         folders text[], defects text[], "fileCount" int, words text)`,
      [JSON.stringify(news.map((one) => mailRow(one, rawOf, owner.unitId, now))), owner.inboxId, owner.unitId, now],
    );
    await tx.run(
      `insert into archived_mail_text (mail_id, content, is_cut, html) select t."mailId", t.content, t."isCut", t.html
       from jsonb_to_recordset($1::jsonb) as t("mailId" uuid, content text, "isCut" boolean, html text)`,
      [
        JSON.stringify(
          news.map(({ id, mail }) => ({ mailId: id, content: mail.text, isCut: mail.isTextCut, html: mail.html })),
        ),
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

  private async writeSources(
    tx: Tx,
    owner: ArchiveOwner,
    sources: readonly SourceRow[],
    rawOf: ReadonlyMap<ReadMail, string | null>,
  ) {
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
  private async noteAgain(tx: Tx, sources: readonly SourceRow[]): Promise<void> {
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

interface NewMail {
  readonly id: string;
  readonly found: FoundMail;
  readonly mail: ReadMail;
}

interface SourceRow {
  readonly found: FoundMail;
  readonly mail: ReadMail | null;
  readonly mailId: string | null;
  readonly isDuplicate: boolean;
  /** The mail whose own bytes are kept beside those of the one it counts as. */
  readonly rawFor: ReadMail | null;
}

/** Which mails are new, which bytes are to be kept, and what each place leads to. */
function planOf(reads: readonly Read[], known: ReadonlyMap<string, KnownMail>) {
  const news: NewMail[] = [];
  const sources: SourceRow[] = [];
  const raws: ReadMail[] = [];
  const ids = new Map<string, { readonly id: string; readonly sha256: string }>(known);
  for (const { found, mail } of reads) {
    if (!mail) {
      sources.push({ found, mail, mailId: null, isDuplicate: false, rawFor: null });
      continue;
    }
    const first = ids.get(mail.contentKey);
    if (!first) {
      const id = randomUUID();
      ids.set(mail.contentKey, { id, sha256: mail.sha256 });
      news.push({ id, found, mail });
      raws.push(mail);
      sources.push({ found, mail, mailId: id, isDuplicate: false, rawFor: null });
      continue;
    }
    const isOther = first.sha256 !== mail.sha256;
    if (isOther) raws.push(mail);
    sources.push({ found, mail, mailId: first.id, isDuplicate: true, rawFor: isOther ? mail : null });
  }
  return { news, sources, raws };
}

function rawFile(mail: ReadMail, { accountId }: ArchiveOwner): Omit<StoredFile, 'unitId'> {
  const { sha256, size } = mail;
  return { sha256, size, name: `${mail.sha256.slice(0, 16)}.eml`, mediaType: 'message/rfc822', uploadedBy: accountId };
}

function partFile(
  { sha256, size, name, mediaType }: ReadFile,
  { accountId }: ArchiveOwner,
): Omit<StoredFile, 'unitId'> {
  return { sha256, size, name, mediaType, uploadedBy: accountId };
}

function mailRow({ id, found, mail }: NewMail, rawOf: ReadonlyMap<ReadMail, string | null>, unitId: string, now: Date) {
  const { text, files, from, to, cc, subject } = mail;
  const names = files.map(({ name }) => name).join(' ');
  const said = [subject, from.name, from.address, to, cc, names, text].join(' ');
  return {
    id,
    contentKey: mail.contentKey,
    messageId: mail.messageId,
    rawId: rawOf.get(mail),
    sha256: mail.sha256,
    size: mail.size,
    sentAt: mail.sentAt,
    receivedAt: found.receivedAt?.toISOString() ?? mail.sentAt ?? now.toISOString(),
    fromName: from.name,
    fromAddress: from.address,
    toLine: to,
    ccLine: cc,
    subject,
    snippet: text.replace(/\s+/g, ' ').trim().slice(0, SNIPPET).toWellFormed(),
    flags: found.flags,
    folders: [found.folder],
    defects: mail.defects,
    fileCount: files.length,
    words: wordsOf(unitId, fold(said.slice(0, SEARCHED))),
  };
}

/** Each worker takes the next item as soon as it is free. All have stopped when this returns or throws. */
async function inParallel<W, T>(
  workers: readonly W[],
  items: readonly T[],
  work: (worker: W, item: T, index: number) => Promise<unknown>,
) {
  let next = 0;
  const ended = await Promise.allSettled(
    workers.map(async (worker) => {
      while (next < items.length) {
        const index = next++;
        try {
          await work(worker, items[index] as T, index);
        } catch (error) {
          next = items.length;
          throw error;
        }
      }
    }),
  );
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
