import { Injectable } from '@nestjs/common';
import { localDate } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Lists } from '../platform/database/lists.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { typeAndSubject } from '../registers/document-types.ts';
import { FOR_THE_FILE } from './document-progress.ts';
import type { OutgoingRegisterQuery } from './outgoing-register.dto.ts';
import type { OutgoingRegisterLineWire } from './outgoing-register.wire.ts';
import type { Line } from './recipient-line.ts';
import { printedLine } from './recipients.ts';

interface Row {
  readonly id: string;
  readonly symbol: string;
  readonly number: number;
  readonly typeCode: string;
  readonly documentDate: string;
  readonly subject: string;
  readonly signerCapacity: string;
  readonly signerName: string;
  readonly copies: number | null;
  readonly note: string;
  readonly voidReason: string | null;
  readonly lines: Line[];
  readonly sentAt: Date | null;
  readonly acknowledged: number;
  readonly recipients: number;
}

/** The outgoing book of a unit, by date and number; void numbers are in it. */
@Injectable()
export class OutgoingRegisterReader {
  constructor(private readonly lists: Lists) {}

  /** @throws request.not-found, access.unit-needed */
  async list(caller: Principal, query: OutgoingRegisterQuery): Promise<Page<OutgoingRegisterLineWire>> {
    const { post } = caller.actForOnly(query.unitId, STAFF);
    const values: unknown[] = [post.unitId, query.limit + 1];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const where = [`d.unit_id = $1`, `d.number is not null`];
    if (query.typeCode) where.push(`d.type_code = ${bind(query.typeCode)}`);
    if (query.from) where.push(`d.document_date >= ${bind(query.from)}`);
    if (query.to) where.push(`d.document_date <= ${bind(query.to)}`);
    if (query.after) {
      const [day, number, id] = decodeCursor(query.after, ['day', 'number', 'id']);
      where.push(`(d.document_date, d.number, d.id) > (${bind(day)}::date, ${bind(number)}::int, ${bind(id)}::uuid)`);
    }
    const rows = await this.lists.rows<Row>(
      `select d.id, d.symbol, d.number, d.type_code as "typeCode", d.document_date::text as "documentDate", d.subject, d.signer_capacity as "signerCapacity",
         d.signer_name as "signerName", d.copy_count as copies, d.note, case when d.state = 'void' then d.closing_reason end as "voidReason",
         coalesce(x.lines, '[]') as lines, x.sent_at as "sentAt", k.acknowledged, k.recipients
       from outgoing_document d
       left join lateral (select lines, sent_at from dispatch where document_id = d.id and cancelled_at is null order by made_at limit 1) x on true
       cross join lateral (select coalesce(sum(copies), 0)::int as recipients, coalesce(sum(copies) filter (where acknowledged), 0)::int as acknowledged
         from tracking_now where document_id = d.id and state <> 'queued' and not ${FOR_THE_FILE}) k
       where ${where.join(' and ')} order by d.document_date, d.number, d.id limit $2`,
      values,
    );
    return toPage(rows, query.limit, (row) => [row.documentDate, row.number, row.id], toLine);
  }
}

function toLine(row: Row): OutgoingRegisterLineWire {
  const filed = row.lines.filter((line) => line.purpose === 'file');
  return {
    documentId: row.id,
    symbol: row.symbol,
    number: row.number,
    typeCode: row.typeCode,
    documentDate: row.documentDate,
    typeAndSubject: typeAndSubject(row.typeCode, row.subject),
    signer: [row.signerCapacity, row.signerName].filter((part) => part !== '').join(' '),
    recipients: row.lines.filter((line) => line.purpose !== 'file').map(printedLine),
    fileCopy: filed.map((line) => line.label).join('; '),
    copies: row.copies,
    sentOn: row.sentAt && localDate(row.sentAt),
    received: row.recipients > 0 ? `${row.acknowledged}/${row.recipients}` : '',
    note: row.voidReason === null ? row.note : `Hủy số: ${row.voidReason}`,
  };
}
