import { Injectable } from '@nestjs/common';
import { addDays, localMidnight } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Lists } from '../platform/database/lists.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { symbolKey } from '../registers/number-format.ts';
import { BOX_CONDITIONS, type Box } from './inbox.boxes.ts';
import type { InboxQuery } from './incoming.dto.ts';
import { isoOfUtc, LINE_COLUMNS, toIncomingLine, type IncomingRow } from './incoming.rows.ts';
import type { BoxWire, IncomingLineWire } from './incoming.wire.ts';

/** Beyond this a box says "100+"; an exact count of a large box costs more than it tells. */
const COUNT_LIMIT = 100;
/** The copy a sender files with itself ("lưu") is in its own outgoing book; nobody received it. */
const NOT_OWN_FILE_COPY = `(v.purpose <> 'file' or v.unit_id is distinct from v.sender_unit_id)`;
const COUNTED: readonly (keyof typeof BOX_CONDITIONS)[] = [
  'unopened',
  'unacknowledged',
  'unregistered',
  'unassigned',
  'working',
  'refused',
];

/** The list side of incoming documents: always one unit's or several of the caller's own, newest first. */
@Injectable()
export class InboxReader {
  constructor(
    private readonly lists: Lists,
    private readonly clock: Clock,
  ) {}

  async list(caller: Principal, query: InboxQuery): Promise<Page<IncomingLineWire>> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const where = [unitCondition(caller, query.unitId, bind), ...this.conditions(caller, query, bind)];
    if (query.after) {
      const [at, id] = decodeCursor(query.after, ['time', 'id']);
      where.push(`(v.delivered_at, v.id) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
    }
    const rows = await this.lists.rows<IncomingRow>(
      `select ${LINE_COLUMNS} from delivery v join document_copy c on c.id = v.copy_id
       where ${where.join(' and ')} order by v.delivered_at desc, v.id desc limit ${bind(query.limit + 1)}`,
      values,
    );
    const now = this.clock.now().toISOString();
    return toPage(
      rows,
      query.limit,
      (row) => [row.deliveredAt ? isoOfUtc(row.deliveredAt) : '', row.id],
      (row) => toIncomingLine(row, now),
    );
  }

  /** How full each box of the caller's units is, in one query; the units are wrapped so that it is not planned anew for each caller. */
  async boxes(caller: Principal): Promise<BoxWire[]> {
    const counts = COUNTED.map(
      (
        box,
      ) => `(select count(*)::int from (select from delivery v where v.unit_id = any((select $1::uuid[])::uuid[]) and v.is_open and v.delivered_at is not null
        and ${BOX_CONDITIONS[box]} limit ${COUNT_LIMIT}) as few) as "${box}"`,
    );
    const row = await this.lists.first<Record<string, number>>(`select ${counts.join(', ')}`, [caller.unitIds(STAFF)]);
    return COUNTED.map((box) => ({ box, count: row?.[box] ?? 0 }));
  }

  private conditions(caller: Principal, query: InboxQuery, bind: (value: unknown) => string): string[] {
    const where = [
      `v.delivered_at is not null`,
      NOT_OWN_FILE_COPY,
      this.boxCondition(caller, query.box ?? 'all', bind),
    ];
    if (query.senderUnitId) where.push(`v.sender_unit_id = ${bind(query.senderUnitId)}`);
    if (query.typeCode) where.push(`c.type_code = ${bind(query.typeCode)}`);
    if (query.urgency) where.push(`c.urgency = ${bind(query.urgency)}`);
    if (query.from) where.push(`v.delivered_at >= ${bind(localMidnight(query.from))}`);
    if (query.to) where.push(`v.delivered_at < ${bind(localMidnight(addDays(query.to, 1)))}`);
    if (query.q) where.push(wordsCondition(query.q, bind));
    return where;
  }

  private boxCondition(caller: Principal, box: Box, bind: (value: unknown) => string): string {
    if (box === 'overdue') {
      const now = bind(this.clock.now());
      return `v.is_open and ${BOX_CONDITIONS.open} and (v.opened_at is null and v.open_by <= ${now}
        or v.acknowledged_at is null and v.acknowledge_by <= ${now} or v.done_at is null and v.finish_by <= ${now})`;
    }
    if (box === 'mine') {
      const names = caller.namesHeld();
      return `exists (select from assignment a join assignment_person p on p.assignment_id = a.id
        where a.delivery_id = v.id and a.replaced_at is null and (v.unit_id, p.account_id) in
          (select * from unnest(${bind(names.map((n) => n.unitId))}::uuid[], ${bind(names.map((n) => n.accountId))}::uuid[])))`;
    }
    return BOX_CONDITIONS[box];
  }
}

/** One unit is a plain equality, so that the list comes out of the index in order. */
function unitCondition(caller: Principal, unitId: string | undefined, bind: (value: unknown) => string): string {
  const mine = caller.unitIds(STAFF);
  if (unitId && !mine.includes(unitId)) throw REQUEST.notFound();
  const units = unitId ? [unitId] : mine;
  return units.length === 1 ? `v.unit_id = ${bind(units[0])}` : `v.unit_id = any(${bind(units)})`;
}

/** What is withdrawn unopened cannot be found by its words either. */
function wordsCondition(words: string, bind: (value: unknown) => string): string {
  const like = bind(`%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`);
  return `(c.symbol_key = ${bind(symbolKey(words))} or c.subject ilike ${like}) and not (v.state = 'withdrawn' and v.opened_at is null)`;
}
