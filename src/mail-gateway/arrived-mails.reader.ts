import { Injectable } from '@nestjs/common';
import { ScanGate } from '../attachments/scan-gate.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { READERS } from './arrived-mail.states.ts';
import type { ArrivedMailsQuery } from './arrived-mails.dto.ts';
import { LINE_COLUMNS, toLine, type ArrivedRow } from './arrived-mails.rows.ts';
import { ARRIVED } from './arrived-mails.errors.ts';
import type { ArrivedActWire, ArrivedMailLineWire, ArrivedMailWire, WaitingMailsWire } from './arrived-mails.wire.ts';
import type { Authentication } from './marks.policy.ts';

/** A file of a mail, as it is kept. */
export interface MailFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string | null;
  readonly sha256: string | null;
  readonly size: number;
  readonly isInline: boolean;
}

/** A mail with everything but its text. */
export interface WholeRow extends ArrivedRow {
  readonly sha256: string;
  readonly sentAt: Date | null;
  readonly messageId: string | null;
  readonly envelopeFrom: string;
  readonly cameBy: 'gateway' | 'watch';
  readonly authentication: Authentication | null;
  readonly noReplyBecause: string | null;
  readonly apartAt: Date | null;
  readonly trouble: string | null;
}

interface TextRow extends WholeRow {
  readonly text: string;
  readonly html: string | null;
  readonly leftOut: number;
  readonly isCut: boolean;
}

const MORE = `m.sha256, m.sent_at as "sentAt", m.message_id as "messageId", m.envelope_from as "envelopeFrom", m.came_by as "cameBy", m.authentication,
  m.no_reply_because as "noReplyBecause", m.apart_at as "apartAt", m.trouble`;
/** Counted no further. */
const MOST_WAITING = 100;
const FIRST = 5;
const FROM = `from arrived_mail a join received_mail m on m.id = a.mail_id`;

/** Mails to the old inboxes of the units where the caller is clerk or leader. Reading one is no receipt of anything. */
@Injectable()
export class ArrivedMailsReader {
  constructor(
    private readonly database: Database,
    private readonly gate: ScanGate,
  ) {}

  /** Newest first. */
  async list(caller: Principal, query: ArrivedMailsQuery): Promise<Page<ArrivedMailLineWire>> {
    const mine = caller.unitIds(READERS);
    const units = query.unitId ? mine.filter((id) => id === query.unitId?.toLowerCase()) : mine;
    const values: unknown[] = [units];
    const bind = (value: unknown): string => `$${values.push(value)}`;
    const where = ['a.unit_id = any($1::uuid[])'];
    if (query.state) where.push(`a.state = ${bind(query.state)}`);
    if (query.side) where.push(`a.side = ${bind(query.side)}`);
    if (query.spam) where.push(`m.is_spam = ${bind(query.spam === 'true')}::boolean`);
    if (query.sender) where.push(`a.sender = lower(${bind(query.sender)})`);
    if (query.inboxId)
      where.push(
        `exists (select from arrived_mail_inbox l where l.arrived_id = a.id and l.inbox_id = ${bind(query.inboxId)}::uuid)`,
      );
    if (query.from) where.push(`a.arrived_at >= ${bind(query.from)}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'`);
    if (query.to) where.push(`a.arrived_at < (${bind(query.to)}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`);
    if (query.after) {
      const [at, id] = decodeCursor(query.after, ['time', 'id']);
      where.push(`(a.arrived_at, a.id) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
    }
    const rows = await this.database.rows<ArrivedRow & Record<string, unknown>>(
      `select ${LINE_COLUMNS} ${FROM} where ${where.join(' and ')} order by a.arrived_at desc, a.id desc limit ${bind(query.limit + 1)}`,
      values,
    );
    return toPage(
      rows,
      query.limit,
      (row) => [row.arrivedAt.toISOString(), row.id],
      (row) => toLine(row, caller),
    );
  }

  /** Without spam. */
  async waiting(caller: Principal): Promise<WaitingMailsWire> {
    const where = `where a.unit_id = any($1::uuid[]) and a.state = 'waiting' and not m.is_spam`;
    const units = caller.unitIds(READERS);
    if (units.length === 0) return { count: 0, first: [] };
    const counted = await this.database.first<{ count: number }>(
      `select count(*)::int as count from (select ${FROM} ${where} limit $2) few`,
      [units, MOST_WAITING],
    );
    const rows = await this.database.rows<ArrivedRow & Record<string, unknown>>(
      `select ${LINE_COLUMNS} ${FROM} ${where} order by a.arrived_at desc, a.id desc limit $2`,
      [units, FIRST],
    );
    return { count: counted?.count ?? 0, first: rows.map((row) => toLine(row, caller)) };
  }

  /** Its HTML, as it was cleaned when it came. @throws request.not-found, access.role-needed, arrived-mails.no-html */
  async html(queries: Queries, caller: Principal, id: string): Promise<string> {
    const { mailId } = await this.whole(queries, caller, id);
    const row = await queries.first<{ html: string | null }>(
      `select html_body as html from received_mail where id = $1`,
      [mailId],
    );
    if (row?.html === null || row?.html === undefined) throw ARRIVED.noHtml();
    return row.html;
  }

  /** @throws request.not-found, access.role-needed */
  async one(queries: Queries, caller: Principal, id: string): Promise<ArrivedMailWire> {
    const row = await queries.first<TextRow & Record<string, unknown>>(
      `select ${LINE_COLUMNS}, ${MORE}, m.text_body as text, m.html_body as html, m.left_out as "leftOut", m.is_cut as "isCut" ${FROM}
       where a.id = $1 and a.unit_id = any($2::uuid[])`,
      [id, caller.unitIds(STAFF)],
    );
    if (!row) throw REQUEST.notFound();
    caller.actFor(row.unitId, READERS);
    const files = await this.filesOf(queries, row.mailId);
    const contents = [row.sha256, ...files.flatMap(({ sha256 }) => sha256 ?? [])];
    const states = await this.gate.statesOfContents(queries, contents);
    const { messageId, envelopeFrom, cameBy, noReplyBecause, trouble, authentication: found } = row;
    const said = { text: row.text, html: row.html, leftOut: row.leftOut, isCut: row.isCut };
    return {
      ...toLine(row, caller),
      messageId,
      envelopeFrom,
      cameBy,
      noReplyBecause,
      trouble,
      ...said,
      sentAt: row.sentAt?.toISOString() ?? null,
      authentication: found && { spf: found.spf ?? null, dkim: found.dkim ?? null, dmarc: found.dmarc ?? null },
      isRead: row.apartAt !== null,
      files: files.map(({ sha256, ...file }) => ({ ...file, scanState: states.get(sha256 ?? '') ?? 'off' })),
      messageScanState: states.get(row.sha256) ?? 'off',
      acts: await this.actsOf(queries, id),
    };
  }

  /** @throws request.not-found, access.role-needed */
  async whole(queries: Queries, caller: Principal, id: string): Promise<WholeRow> {
    const row = await queries.first<WholeRow & Record<string, unknown>>(
      `select ${LINE_COLUMNS}, ${MORE} ${FROM} where a.id = $1 and a.unit_id = any($2::uuid[])`,
      [id, caller.unitIds(STAFF)],
    );
    if (!row) throw REQUEST.notFound();
    caller.actFor(row.unitId, READERS);
    return row;
  }

  /** In their order. */
  filesOf(queries: Queries, mailId: string): Promise<MailFile[]> {
    return queries.rows<MailFile & Record<string, unknown>>(
      `select id, name, media_type as "mediaType", sha256, size::float8 as size, is_inline as "isInline" from received_mail_file
       where mail_id = $1 order by position`,
      [mailId],
    );
  }

  private async actsOf(queries: Queries, id: string): Promise<ArrivedActWire[]> {
    const rows = await queries.rows<Omit<ArrivedActWire, 'at'> & { at: Date }>(
      `select t.act, t.at, c.display_name as "byName", t.code, t.reason as text from arrived_mail_act t join account c on c.id = t.account_id
       where t.arrived_id = $1 order by t.seq`,
      [id],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}
