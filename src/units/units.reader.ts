import { Injectable } from '@nestjs/common';
import { ACCESS } from '../platform/access/access.errors.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { localDate } from '../calendar/working-calendar.ts';
import type { KnownTerm } from './terms.policy.ts';
import { LINE_COLUMNS, NAME_ON_DAY, openBelow, UP, type UnitLine } from './unit-line.ts';

/** Bytes of a row of `unit`, its header and its place in the page included; no row is smaller. */
const SMALLEST_ROW = 100;

/** What other rooms ask about units. Works inside and outside a transaction; days are 'yyyy-MM-dd' in Việt Nam. */
@Injectable()
export class UnitsReader {
  constructor(private readonly clock: Clock) {}

  /** Today in Việt Nam, 'yyyy-MM-dd'. */
  today(): string {
    return localDate(this.clock.now());
  }

  /** Units by id, closed ones too, under their names of that day, in one query. Unknown ids are left out. */
  async byIds(queries: Queries, ids: readonly string[], onDay = this.today()): Promise<Map<string, UnitLine>> {
    if (ids.length === 0) return new Map();
    const lines = await queries.rows<UnitLine>(
      `select ${LINE_COLUMNS} from unit u ${NAME_ON_DAY} where u.id = any($2::uuid[])`,
      [onDay, ids],
    );
    return new Map(lines.map((line) => [line.id, line]));
  }

  /**
   * "All units": every open unit of the block below this one, at any depth, without itself, superiors, bodies and persons;
   * in Vietnamese order of their names of that day, in one query.
   */
  async descendants(queries: Queries, unitId: string, onDay = this.today()): Promise<UnitLine[]> {
    // The names are looked up for those that are left, not for every unit there is.
    return queries.rows<UnitLine>(
      `with chosen as materialized (select u.* from ${openBelow('$2')} b join unit u using (id))
       select ${LINE_COLUMNS} from chosen u ${NAME_ON_DAY} order by n.name collate vietnamese, u.id`,
      [onDay, unitId],
    );
  }

  /** No more units than this exist, closed ones among them: from the size of their table, so that it costs nothing to ask. */
  async atMost(queries: Queries): Promise<number> {
    const row = await queries.first<{ most: number }>(
      `select ceil(pg_relation_size('unit') / ${SMALLEST_ROW}.0)::int as most`,
    );
    return row?.most ?? 0;
  }

  /** The units at the top of their trees, in no promised order. */
  async roots(queries: Queries): Promise<string[]> {
    return (await queries.rows<{ id: string }>(`select id from unit where parent_id is null`)).map(({ id }) => id);
  }

  /** The term in force at the unit on that day; both its first and its last day belong to it. */
  async termOn(queries: Queries, unitId: string, day: string): Promise<KnownTerm | null> {
    return queries.first<KnownTerm>(
      `select id, ordinal, name, starts_on::text as "startsOn", ends_on::text as "endsOn" from term
       where unit_id = $1 and starts_on <= $2::date and (ends_on is null or ends_on >= $2::date)
       order by starts_on desc limit 1`,
      [unitId, day],
    );
  }

  /** The unit and everything above it, in no promised order; empty when there is no such unit. */
  async pathOf(queries: Queries, unitId: string): Promise<string[]> {
    return (await queries.rows<{ id: string }>(`${UP} select id from up`, [unitId])).map(({ id }) => id);
  }

  /** Is the unit one of the roots or somewhere below one? */
  async isWithin(queries: Queries, unitId: string, rootIds: readonly string[]): Promise<boolean> {
    if (rootIds.length === 0) return false;
    return (await this.pathOf(queries, unitId)).some((id) => rootIds.includes(id));
  }

  /** Is the caller an administrator of the unit or of one above it? */
  administeredBy(queries: Queries, caller: Principal, unitId: string): Promise<boolean> {
    return this.isWithin(queries, unitId, caller.unitIds(['admin']));
  }

  /**
   * Lets administrators of the unit or above pass. Strangers are told there is nothing, colleagues which role it takes.
   * @throws request.not-found, access.role-needed
   */
  async requireAdmin(queries: Queries, caller: Principal, unitId: string): Promise<void> {
    if (await this.administeredBy(queries, caller, unitId)) return;
    throw caller.belongsTo(unitId) ? ACCESS.roleNeeded({ roles: 'admin' }) : REQUEST.notFound();
  }
}
