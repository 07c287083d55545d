import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { differenceOf, type VersionData } from './calendar-data.policy.ts';
import { CALENDAR } from './calendar.errors.ts';
import { takes, type CalendarState } from './calendar.states.ts';
import type {
  CalendarPersonWire,
  CalendarVersionLineWire,
  CalendarVersionWire,
  WorkingCalendarWire,
} from './calendar.wire.ts';

interface LineRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly no: number;
  readonly label: string;
  readonly state: CalendarState;
  readonly note: string;
  readonly draftedBy: CalendarPersonWire | null;
  readonly draftedAt: Date;
  readonly putInForceBy: CalendarPersonWire | null;
  readonly putInForceAt: Date | null;
  readonly reason: string | null;
}

interface Row extends LineRow {
  readonly zone: string;
  readonly basedOnId: string | null;
  readonly data: VersionData;
  readonly baseData: VersionData | null;
  readonly version: number;
}

const person = (column: string): string =>
  `(select json_build_object('accountId', a.id, 'name', a.display_name) from account a where a.id = c.${column})`;
const LINE = `c.id, c.no, c.label, c.state, c.note, ${person('drafted_by')} as "draftedBy", c.drafted_at as "draftedAt",
  ${person('put_in_force_by')} as "putInForceBy", c.put_in_force_at as "putInForceAt", c.reason`;
const ONE = `select ${LINE}, c.zone, c.based_on_id as "basedOnId", c.data, b.data as "baseData", c.version
  from working_calendar c left join working_calendar b on b.id = c.based_on_id`;

/** Versions of the working calendar: the one in force for everybody, all of them for administrators at the top. */
@Injectable()
export class CalendarVersions {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsReader,
  ) {}

  /** @throws calendar.root-only */
  async requireRootAdmin(queries: Queries, caller: Principal): Promise<string> {
    const row = await queries.first<{ id: string }>(
      `select id from unit where parent_id is null and id = any($1::uuid[]) order by id limit 1`,
      [caller.unitIds(['admin'])],
    );
    if (!row) throw CALENDAR.rootOnly();
    return row.id;
  }

  async current(): Promise<WorkingCalendarWire> {
    const row = await this.database.first<Row>(`${ONE} where c.state = 'in_force'`);
    if (!row) throw new Error('no working calendar is in force');
    const { id, no, label, zone, data } = row;
    return { id, no, label, zone, ...daysOf(data) };
  }

  /** The newest first. @throws calendar.root-only */
  async list(caller: Principal, page: PageQuery): Promise<Page<CalendarVersionLineWire>> {
    await this.requireRootAdmin(this.database, caller);
    const [no] = page.after ? decodeCursor(page.after, ['number']) : [null];
    const rows = await this.database.rows<LineRow>(
      `select ${LINE} from working_calendar c where $1::int is null or c.no < $1 order by c.no desc limit $2`,
      [no, page.limit + 1],
    );
    return toPage(rows, page.limit, (row) => [row.no], toLine);
  }

  /** @throws request.not-found, calendar.root-only */
  async one(queries: Queries, caller: Principal, id: string): Promise<CalendarVersionWire> {
    await this.requireRootAdmin(queries, caller);
    const row = await queries.first<Row>(`${ONE} where c.id = $1`, [id]);
    if (!row) throw REQUEST.notFound();
    return this.toWire(queries, row);
  }

  private async toWire(queries: Queries, row: Row): Promise<CalendarVersionWire> {
    const { zone, basedOnId, data, baseData, version, state } = row;
    const names = await this.units.byIds(
      queries,
      data.unitHours.map(({ unitId }) => unitId),
    );
    return {
      ...toLine(row),
      zone,
      basedOnId,
      ...daysOf(data),
      unitHours: data.unitHours.map(({ unitId, officeHours }) => ({
        unitId,
        unitName: names.get(unitId)?.name ?? '',
        officeHours: officeHours.map((hours) => ({ ...hours })),
      })),
      difference: baseData && differenceWire(baseData, data),
      version,
      can: {
        edit: takes(state, 'edit'),
        putInForce: takes(state, 'put_in_force'),
        discard: takes(state, 'discard'),
        recalculate: takes(state, 'recalculate'),
      },
    };
  }
}

function daysOf({ holidays, makeUpDays, officeHours }: VersionData) {
  return {
    holidays: holidays.map((day) => ({ ...day })),
    makeUpDays: [...makeUpDays],
    officeHours: officeHours.map((hours) => ({ ...hours })),
  };
}

function differenceWire(from: VersionData, to: VersionData): NonNullable<CalendarVersionWire['difference']> {
  const { holidaysAdded, holidaysRemoved, makeUpDaysAdded, makeUpDaysRemoved, ...rest } = differenceOf(from, to);
  return {
    holidaysAdded: [...holidaysAdded],
    holidaysRemoved: [...holidaysRemoved],
    makeUpDaysAdded: [...makeUpDaysAdded],
    makeUpDaysRemoved: [...makeUpDaysRemoved],
    ...rest,
  };
}

function toLine(row: LineRow): CalendarVersionLineWire {
  const { id, no, label, state, note, draftedBy, draftedAt, putInForceBy, putInForceAt, reason } = row;
  return {
    id,
    no,
    label,
    state,
    note,
    draftedBy,
    draftedAt: draftedAt.toISOString(),
    putInForceBy,
    putInForceAt: putInForceAt?.toISOString() ?? null,
    reason,
  };
}
