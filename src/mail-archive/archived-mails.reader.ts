import { Injectable } from '@nestjs/common';
import { AttachmentsReader, type KnownFile } from '../attachments/attachments.reader.ts';
import { addDays, localMidnight } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Database } from '../platform/database/database.ts';
import { Lists } from '../platform/database/lists.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { fold } from '../platform/text/vietnamese.ts';
import type { ArchivedMailLineWire, ArchivedMailWire } from './archived-mail.wire.ts';
import type { ArchivedMailsQuery } from './archived-mails.dto.ts';
import { questionOf } from './search-words.policy.ts';

type LineRow = Omit<ArchivedMailLineWire, 'receivedAt' | 'sentAt'> & {
  readonly receivedAt: Date;
  readonly receivedKey: string;
  readonly sentAt: Date | null;
} & Record<string, unknown>;

type MailRow = LineRow &
  Pick<ArchivedMailWire, 'messageId' | 'to' | 'cc' | 'sha256' | 'text' | 'isTextCut' | 'hasHtml'> & {
    readonly rawId: string;
  };

/** The files of a mail: as it came, and its parts. */
export interface MailFiles {
  readonly raw: KnownFile;
  readonly parts: readonly (KnownFile & { readonly contentId: string | null })[];
}

const LINE = `m.id, m.unit_id as "unitId", m.inbox_id as "inboxId", i.address as "inboxAddress", m.received_at as "receivedAt", m.sent_at as "sentAt",
  to_char(m.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "receivedKey", m.from_name as "fromName",
  m.from_address as "fromAddress", m.subject, m.snippet, m.size::float8 as size, m.file_count as "fileCount", m.folders, m.flags, m.defects`;

/** Old mails, for the people of the unit whose inbox it was; administrators see figures, not mails, unless they work there too. */
@Injectable()
export class ArchivedMailsReader {
  constructor(
    private readonly database: Database,
    private readonly lists: Lists,
    private readonly attachments: AttachmentsReader,
  ) {}

  /** Newest first. @throws request.not-found for a unit that is not the caller's */
  async list(caller: Principal, query: ArchivedMailsQuery): Promise<Page<ArchivedMailLineWire>> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const where = conditions(caller, query, bind);
    if (where === null) return { items: [], next: null };
    const rows = await this.lists.rows<LineRow>(
      `select ${LINE} from archived_mail m join legacy_inbox i on i.id = m.inbox_id
       where ${where.join(' and ')} order by m.received_at desc, m.id desc limit ${bind(query.limit + 1)}`,
      values,
    );
    return toPage(rows, query.limit, (row) => [row.receivedKey, row.id], toLine);
  }

  /** @throws request.not-found */
  async one(caller: Principal, id: string): Promise<ArchivedMailWire> {
    const row = await this.row(caller, id);
    const { parts } = await this.filesOf(row);
    const { messageId, to, cc, sha256, text, isTextCut, hasHtml } = row;
    const files = parts.map((file) => ({
      id: file.id,
      name: file.name,
      mediaType: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      scanState: file.scanState,
    }));
    return { ...toLine(row), messageId, to, cc, sha256, text, isTextCut, hasHtml, files };
  }

  /** @throws request.not-found */
  async files(caller: Principal, id: string): Promise<MailFiles> {
    return this.filesOf(await this.row(caller, id));
  }

  /** Its sanitised HTML, or null. @throws request.not-found */
  async html(caller: Principal, id: string): Promise<string | null> {
    await this.row(caller, id);
    const row = await this.database.first<{ html: string | null }>(
      `select html from archived_mail_text where mail_id = $1`,
      [id],
    );
    return row?.html ?? null;
  }

  private async row(caller: Principal, id: string): Promise<MailRow> {
    const row = await this.database.first<MailRow>(
      `select ${LINE}, m.message_id as "messageId", m.to_line as "to", m.cc_line as cc, m.sha256, m.raw_id as "rawId", t.content as text, t.is_cut as "isTextCut",
         t.html is not null as "hasHtml"
       from archived_mail m join legacy_inbox i on i.id = m.inbox_id join archived_mail_text t on t.mail_id = m.id
       where m.id = $1 and m.unit_id = any($2::uuid[])`,
      [id, caller.unitIds(STAFF)],
    );
    if (!row) throw REQUEST.notFound();
    return row;
  }

  private async filesOf({ id, rawId }: MailRow): Promise<MailFiles> {
    const parts = await this.database.rows<{ id: string; contentId: string | null }>(
      `select attachment_id as id, content_id as "contentId" from archived_mail_file where mail_id = $1 order by position`,
      [id],
    );
    const known = await this.attachments.byIds(this.database, [rawId, ...parts.map((part) => part.id)]);
    const raw = known.get(rawId);
    if (!raw) throw new Error(`the raw file of archived mail ${id} is gone`);
    return { raw, parts: parts.flatMap(({ id: fileId, contentId }) => ({ ...(known.get(fileId) ?? raw), contentId })) };
  }
}

/** @returns null when nothing can be found */
function conditions(caller: Principal, query: ArchivedMailsQuery, bind: (value: unknown) => string): string[] | null {
  const mine = caller.unitIds(STAFF);
  if (query.unitId && !mine.includes(query.unitId)) throw REQUEST.notFound();
  const units = query.unitId ? [query.unitId] : mine;
  // One unit is a plain equality, so that the list comes out of the index in order.
  const where = [units.length === 1 ? `m.unit_id = ${bind(units[0])}` : `m.unit_id = any(${bind(units)}::uuid[])`];
  if (query.inboxId) where.push(`m.inbox_id = ${bind(query.inboxId)}`);
  if (query.from) where.push(`m.received_at >= ${bind(localMidnight(query.from))}`);
  if (query.to) where.push(`m.received_at < ${bind(localMidnight(addDays(query.to, 1)))}`);
  if (query.broken !== undefined) where.push(`m.defects ${query.broken ? '<>' : '='} '{}'`);
  if (query.q !== undefined) {
    const question = questionOf(units, fold(query.q));
    if (question === null) return null;
    where.push(`m.words @@ to_tsquery('simple', ${bind(question)})`);
  }
  if (query.after) {
    const [at, id] = decodeCursor(query.after, ['time', 'id']);
    where.push(`(m.received_at, m.id) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
  }
  return where;
}

function toLine(row: LineRow): ArchivedMailLineWire {
  const {
    id,
    unitId,
    inboxId,
    inboxAddress,
    fromName,
    fromAddress,
    subject,
    snippet,
    size,
    fileCount,
    folders,
    flags,
    defects,
  } = row;
  return {
    id,
    unitId,
    inboxId,
    inboxAddress,
    fromName,
    fromAddress,
    subject,
    snippet,
    size,
    fileCount,
    folders,
    flags,
    defects,
    receivedAt: row.receivedAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}
