import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { HandingWay } from './handout-handing.entity.ts';
import type { HandingsQuery } from './handouts.dto.ts';
import type { HandingWire } from './handouts.wire.ts';

interface Row extends Omit<HandingWire, 'codeIssuedAt' | 'handedAt'> {
  readonly [column: string]: unknown;
  readonly codeIssuedAt: Date;
  readonly handedAt: Date;
}

/** A slip that counts, and what the book says of it. */
export interface BookLine {
  readonly [column: string]: unknown;
  readonly unitCode: string;
  readonly unitName: string;
  readonly username: string;
  readonly displayName: string;
  readonly issuedAt: Date;
  readonly recipient: string | null;
  readonly recipientPhone: string | null;
  readonly way: HandingWay | null;
  readonly handedAt: Date | null;
}

const NAME = `unit_name_on(u.id, ($1::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date)`;
/** $1 now · $2 units to begin from. */
const REACH = `with recursive reach as (select unnest($2::uuid[]) as id union select u.id from unit u join reach on u.parent_id = reach.id)`;
const BELOW = `select b.id from below b`;

const LIST = `${REACH}, below as (select id from unit where id = $3 union select u.id from unit u join below b on u.parent_id = b.id)
  select h.id, h.code_id as "codeId", h.account_id as "accountId", a.username, a.display_name as "displayName", h.unit_id as "unitId",
    ${NAME} as "unitName", h.code_issued_at as "codeIssuedAt", h.recipient, h.recipient_phone as "recipientPhone", h.way,
    by.display_name as "handedByName", h.handed_at as "handedAt"
  from handout_handing h join account a on a.id = h.account_id join account by on by.id = h.handed_by join unit u on u.id = h.unit_id
  where h.unit_id in (select id from reach) and ($3::uuid is null or h.unit_id in (${BELOW}))
    and ($4::timestamptz is null or (h.handed_at, h.id) < ($4::timestamptz, $5::uuid)) order by h.handed_at desc, h.id desc limit $6`;

/** Of every person at the units the newest slip that was not voided; $3, $4, $5 the last line of the page before. */
const BOOK = `${REACH}, home as materialized (
    select p.account_id, (array_agg(p.unit_id order by p.starts_at, p.id))[1] as unit_id from post p
    where p.unit_id in (select id from reach) and (p.ends_at is null or p.ends_at > $1) group by p.account_id)
  select u.code as "unitCode", ${NAME} as "unitName", a.username, a.display_name as "displayName", c.issued_at as "issuedAt",
    h.recipient, h.recipient_phone as "recipientPhone", h.way, h.handed_at as "handedAt"
  from home join unit u on u.id = home.unit_id join account a on a.id = home.account_id and a.kind = 'person'
  cross join lateral (select c.id, c.issued_at from activation_code c where c.account_id = a.id and c.voided_at is null
    and (c.used_at is not null or c.expires_at > $1) order by c.issued_at desc limit 1) c
  left join handout_handing h on h.code_id = c.id
  where ($3::text is null or (u.code, a.username) > ($3, $4)) order by u.code, a.username limit $5`;

/** What the book of slips says, for administrators of the units the slips are for. */
@Injectable()
export class HandingsReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(caller: Principal, query: HandingsQuery): Promise<Page<HandingWire>> {
    const [at, id] = query.after ? decodeCursor(query.after, ['time', 'id']) : [null, null];
    const values = [this.clock.now(), caller.unitIds(['admin']), query.unitId ?? null, at, id, query.limit + 1];
    const rows = await this.database.rows<Row>(LIST, values);
    return toPage(
      rows,
      query.limit,
      (row) => [row.handedAt.toISOString(), row.id],
      ({ codeIssuedAt, handedAt, ...row }) => ({
        id: row.id,
        codeId: row.codeId,
        accountId: row.accountId,
        username: row.username,
        displayName: row.displayName,
        unitId: row.unitId,
        unitName: row.unitName,
        codeIssuedAt: codeIssuedAt.toISOString(),
        recipient: row.recipient,
        recipientPhone: row.recipientPhone,
        way: row.way,
        handedByName: row.handedByName,
        handedAt: handedAt.toISOString(),
      }),
    );
  }

  /** The slips of a unit and everything below it, by unit and user name; the caller administers it. */
  async *book(unitId: string): AsyncGenerator<BookLine[]> {
    const many = 500;
    let last: BookLine | undefined;
    for (;;) {
      const values = [this.clock.now(), [unitId], last?.unitCode ?? null, last?.username ?? null, many];
      const lines = await this.database.rows<BookLine>(BOOK, values);
      if (lines.length > 0) yield lines;
      if (lines.length < many) return;
      last = lines.at(-1);
    }
  }
}
