import { Injectable } from '@nestjs/common';
import { localDate } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Lists } from '../platform/database/lists.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { typeAndSubject } from '../registers/document-types.ts';
import type { IncomingRegisterQuery } from './incoming-register.dto.ts';
import type { IncomingRegisterLineWire } from './incoming-register.wire.ts';

interface Row {
  readonly id: string;
  readonly deliveredAt: Date;
  readonly arrivalNumber: number;
  readonly author: string;
  readonly symbol: string;
  readonly documentDate: string | null;
  readonly typeCode: string | null;
  readonly subject: string;
  readonly leads: string | null;
  readonly assignedAt: Date | null;
  readonly startedAt: Date | null;
  readonly state: string;
  readonly refusalText: string | null;
  readonly retiredAs: string | null;
  readonly retiredBy: string | null;
}

/** The incoming book of a unit and year, in the order of its numbers. */
@Injectable()
export class IncomingRegisterReader {
  constructor(private readonly lists: Lists) {}

  /** @throws request.not-found, access.unit-needed */
  async list(caller: Principal, query: IncomingRegisterQuery): Promise<Page<IncomingRegisterLineWire>> {
    const { post } = caller.actForOnly(query.unitId, STAFF);
    const after = query.after ? decodeCursor(query.after, ['number'])[0] : 0;
    const rows = await this.lists.rows<Row>(
      `select v.id, v.delivered_at as "deliveredAt", v.arrival_number as "arrivalNumber", c.author_name as author, c.symbol, c.document_date::text as "documentDate",
         c.type_code as "typeCode", c.subject, v.assigned_at as "assignedAt", v.started_at as "startedAt", v.state, v.refusal_text as "refusalText",
         c.retired_as as "retiredAs", c.retired_by as "retiredBy",
         (select n.display_name from assignment a join assignment_person p on p.assignment_id = a.id and p.part = 'lead' join account n on n.id = p.account_id
          where a.delivery_id = v.id and a.replaced_at is null) as leads
       from number_book b join delivery v on v.book_id = b.id join document_copy c on c.id = v.copy_id
       where b.unit_id = $1 and b.direction = 'incoming' and b.type_code = '' and b.period = $2 and v.arrival_number > $3
       order by v.arrival_number limit $4`,
      [post.unitId, `year:${query.year}`, after, query.limit + 1],
    );
    return toPage(rows, query.limit, (row) => [row.arrivalNumber], toLine);
  }
}

function toLine(row: Row): IncomingRegisterLineWire {
  return {
    deliveryId: row.id,
    arrivedOn: localDate(row.deliveredAt),
    arrivalNumber: row.arrivalNumber,
    author: row.author,
    symbol: row.symbol,
    documentDate: row.documentDate,
    typeAndSubject: typeAndSubject(row.typeCode, row.subject),
    handedTo: row.leads ?? '',
    handedOn: row.assignedAt && localDate(row.assignedAt),
    received: row.startedAt && row.leads ? `${row.leads}, ${localDate(row.startedAt)}` : '',
    note: noteOf(row),
  };
}

/** A number stays in the book whatever becomes of its document. */
function noteOf(row: Row): string {
  const notes: string[] = [];
  if (row.refusalText !== null) notes.push(`Trả lại: ${row.refusalText}`);
  if (row.retiredAs === 'superseded') notes.push(`Được thay thế bởi ${row.retiredBy ?? ''}`);
  if (row.retiredAs === 'revoked') notes.push(row.retiredBy ? `Thu hồi theo ${row.retiredBy}` : 'Thu hồi');
  return notes.join('; ');
}
