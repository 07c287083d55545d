import { Injectable } from '@nestjs/common';
import type { OldTraffic, TrafficOfDay } from '../legacy-inboxes/old-traffic.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { READERS } from './arrived-mail.states.ts';
import type { SendersQuery } from './arrived-mails.dto.ts';
import type { OldSenderWire } from './arrived-mails.wire.ts';

interface Row {
  readonly address: string;
  readonly mails: number;
  readonly lastAt: Date;
  readonly answeredAt: Date | null;
}

/** Units of the caller: clerks and leaders their own, administrators with everything below. $1 own · $2 administered · $3 only below this one. */
const REACH = `with recursive below as (
    select unnest($2::uuid[]) as id union select u.id from unit u join below b on u.parent_id = b.id
  ), seen as (select id from below union select unnest($1::uuid[])
  ), chosen as (select $3::uuid as id union select u.id from unit u join chosen c on u.parent_id = c.id
  ), reach as (select id from seen where $3::uuid is null or id in (select id from chosen))`;

/** Who still writes to the old addresses, and how much still comes. */
@Injectable()
export class OldSenders implements OldTraffic {
  constructor(private readonly database: Database) {}

  /** Those who write most first; spam and programs are not counted. */
  async list(caller: Principal, query: SendersQuery): Promise<Page<OldSenderWire>> {
    const [mails, address] = query.after ? decodeCursor(query.after, ['number', 'text']) : [null, null];
    const rows = await this.database.rows<Row & Record<string, unknown>>(
      `${REACH}, counted as (
         select a.sender as address, count(*)::int as mails, max(a.arrived_at) as last_at from arrived_mail a join received_mail m on m.id = a.mail_id
         where a.unit_id in (select id from reach) and a.side = 'after' and a.state <> 'kept' and not m.is_spam and not m.is_automatic and a.sender <> ''
         group by a.sender)
       select c.address, c.mails, c.last_at as "lastAt", r.at as "answeredAt" from counted c left join automatic_reply r on r.sender = c.address
       where $4::int is null or c.mails < $4 or (c.mails = $4 and c.address > $5) order by c.mails desc, c.address limit $6`,
      [caller.unitIds(READERS), caller.unitIds(['admin']), query.unitId ?? null, mails, address, query.limit + 1],
    );
    return toPage(
      rows,
      query.limit,
      (row) => [row.mails, row.address],
      (row) => ({
        address: row.address,
        mails: row.mails,
        lastAt: row.lastAt.toISOString(),
        answeredAt: row.answeredAt?.toISOString() ?? null,
      }),
    );
  }

  /** For the counters of the cutover; a mail to two inboxes counts twice. */
  perDay(queries: Queries, rootIds: readonly string[], from: string, to: string): Promise<TrafficOfDay[]> {
    return queries.rows<TrafficOfDay & Record<string, unknown>>(
      `with recursive below as (select unnest($1::uuid[]) as id union select u.id from unit u join below b on u.parent_id = b.id)
       select to_char(l.at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day, count(*)::int as mails
       from legacy_inbox i join arrived_mail_inbox l on l.inbox_id = i.id where i.unit_id in (select id from below)
         and l.at >= $2::date::timestamp at time zone 'Asia/Ho_Chi_Minh' and l.at < ($3::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
       group by 1 order by 1`,
      [rootIds, from, to],
    );
  }
}
