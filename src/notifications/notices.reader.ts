import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { STAFF } from '../platform/access/role.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { NoticeStates } from './notice-states.ts';
import { textOf } from './notice-texts.ts';
import type { NoticeRow } from './notice.entity.ts';
import type { NoticeWire, UnreadWire } from './notice.wire.ts';
import type { NoticesQuery } from './notices.dto.ts';

/** More than this is told as "99+". */
const COUNT_LIMIT = 99;

export const NOTICE_COLUMNS = `n.id, n.account_id as "accountId", n.unit_id as "unitId", n.kind, n.key, n.params, n.path, n.urgency, n.at, n.read_at as "readAt"`;

/** The caller's own, as far as the caller still works where it is somebody's business. $1 account, $2 units. */
export const OWN = `n.account_id = $1 and n.unit_id = any($2::uuid[])`;

export const ownValues = (caller: Principal): unknown[] => [caller.accountId, caller.unitIds(STAFF)];

/** What the caller was told, newest first. */
@Injectable()
export class NoticesReader {
  constructor(
    private readonly database: Database,
    private readonly states: NoticeStates,
  ) {}

  async list(caller: Principal, query: NoticesQuery): Promise<Page<NoticeWire>> {
    const [at, id] = query.after ? decodeCursor(query.after, ['time', 'id']) : [null, null];
    const rows = await this.database.rows<NoticeRow>(
      `select ${NOTICE_COLUMNS} from notice n where ${OWN} ${query.unread ? 'and n.read_at is null' : ''}
         and ($3::timestamptz is null or (n.at, n.id) < ($3::timestamptz, $4::uuid))
       order by n.at desc, n.id desc limit $5`,
      [...ownValues(caller), at, id, query.limit + 1],
    );
    const wires = new Map((await this.toWires(this.database, rows)).map((wire) => [wire.id, wire]));
    const page = toPage(
      rows,
      query.limit,
      (row) => [row.at.toISOString(), row.id],
      (row) => row.id,
    );
    return { ...page, items: page.items.flatMap((shown) => wires.get(shown) ?? []) };
  }

  /** Looks at no more rows than it counts. */
  async unread(queries: Queries, caller: Principal): Promise<UnreadWire> {
    const row = await queries.first<{ count: number }>(
      `select count(*)::int as count from (select from notice n where ${OWN} and n.read_at is null limit ${COUNT_LIMIT + 1}) few`,
      ownValues(caller),
    );
    const count = row?.count ?? 0;
    return { count: Math.min(count, COUNT_LIMIT), isMore: count > COUNT_LIMIT };
  }

  async toWires(queries: Queries, rows: readonly NoticeRow[]): Promise<NoticeWire[]> {
    const waiting = await this.states.waiting(queries, rows);
    const hidden = await this.states.hidden(queries, rows);
    return rows.map((row) => ({
      id: row.id,
      unitId: row.unitId,
      kind: row.kind,
      ...textOf(row, hidden.has(row)),
      path: row.path,
      urgency: row.urgency,
      at: row.at.toISOString(),
      readAt: row.readAt?.toISOString() ?? null,
      isWaiting: waiting.has(row),
    }));
  }
}
