import { Injectable } from '@nestjs/common';
import { CalendarVersions } from '../calendar/calendar-versions.reader.ts';
import { WorkingCalendars } from '../calendar/working-calendars.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, encodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { movesOf, type ClockMove, type DeadlineMoves } from './deadline-moves.policy.ts';
import type { DeadlineMovesPageWire, DeadlineRecalculationWire } from './deadline-moves.wire.ts';
import { openCopies, placeOf, type OpenCopy, type Place } from './open-copies.ts';

/** Looked at for one answer, at most: about a second. */
const EXAMINED_AT_MOST = 20_000;
const AT_ONCE = 2000;

interface RecalculationRow extends Omit<DeadlineRecalculationWire, 'askedAt' | 'finishedAt'> {
  readonly [column: string]: unknown;
  readonly askedAt: Date;
  readonly finishedAt: Date | null;
}

const RECALCULATION = `select r.id, r.calendar_id as "calendarId", c.no as "calendarNo", r.reason, r.asked_by as "askedById",
    a.display_name as "askedByName", r.asked_at as "askedAt", r.examined, r.moved, r.finished_at as "finishedAt"
  from deadline_recalculation r join working_calendar c on c.id = r.calendar_id join account a on a.id = r.asked_by`;

type Moved = readonly [OpenCopy, DeadlineMoves];

/** Which running deadlines a version of the calendar would move. For administrators at the top of the tree. */
@Injectable()
export class DeadlineMovesReader {
  constructor(
    private readonly database: Database,
    private readonly versions: CalendarVersions,
    private readonly calendars: WorkingCalendars,
    private readonly units: UnitsReader,
  ) {}

  /** @throws calendar.root-only, request.not-found, request.bad-cursor */
  async preview(caller: Principal, calendarId: string, page: PageQuery): Promise<DeadlineMovesPageWire> {
    await this.versions.requireRootAdmin(this.database, caller);
    const calendar = await this.calendars.version(this.database, calendarId);
    if (!calendar) throw REQUEST.notFound();
    const moved: Moved[] = [];
    let [place, examined, isComplete, count] = [placeFrom(page.after), 0, false, 0];
    while (examined < EXAMINED_AT_MOST && !isComplete) {
      const copies = await openCopies(this.database, place, AT_ONCE);
      for (const copy of copies) {
        const moves = movesOf(copy, calendar);
        if (!moves) continue;
        count++;
        if (moved.length < page.limit) moved.push([copy, moves]);
      }
      examined += copies.length;
      isComplete = copies.length < AT_ONCE;
      place = copies.length > 0 ? placeOf(copies.at(-1) as OpenCopy) : place;
    }
    const last = moved.length === page.limit && count > moved.length ? placeOf((moved.at(-1) as Moved)[0]) : null;
    const goesOn = last ?? (isComplete ? null : place);
    return { items: await this.toWires(moved), next: goesOn && cursorOf(goesOn), examined, moved: count, isComplete };
  }

  /** The newest first. @throws calendar.root-only */
  async list(caller: Principal, page: PageQuery): Promise<Page<DeadlineRecalculationWire>> {
    await this.versions.requireRootAdmin(this.database, caller);
    const [at, id] = page.after ? decodeCursor(page.after, ['time', 'id']) : [null, null];
    const rows = await this.database.rows<RecalculationRow>(
      `${RECALCULATION} where $1::timestamptz is null or (r.asked_at, r.id) < ($1::timestamptz, $2::uuid) order by r.asked_at desc, r.id desc limit $3`,
      [at, id, page.limit + 1],
    );
    return toPage(rows, page.limit, (row) => [row.askedAt.toISOString(), row.id], toRecalculation);
  }

  /** @throws calendar.root-only, request.not-found */
  async one(caller: Principal, id: string, queries = this.database as Pick<Database, 'rows' | 'first' | 'run'>) {
    await this.versions.requireRootAdmin(queries, caller);
    const row = await queries.first<RecalculationRow>(`${RECALCULATION} where r.id = $1`, [id]);
    if (!row) throw REQUEST.notFound();
    return toRecalculation(row);
  }

  private async toWires(moved: readonly Moved[]): Promise<DeadlineMovesPageWire['items']> {
    const ids = [...new Set(moved.map(([copy]) => copy.unitId))];
    const names = await this.units.byIds(this.database, ids);
    return moved.map(([{ id, unitId, symbol }, { open, acknowledge, finish }]) => ({
      deliveryId: id,
      unitId,
      unitName: names.get(unitId)?.name ?? '',
      symbol,
      open: toMove(open),
      acknowledge: toMove(acknowledge),
      finish: toMove(finish),
    }));
  }
}

const toMove = ({ from, to }: ClockMove) => ({ from: from?.toISOString() ?? null, to: to?.toISOString() ?? null });

const cursorOf = ({ unitId, deliveredAt, id }: Place): string =>
  encodeCursor([unitId, new Date(deliveredAt).toISOString(), id]);

function placeFrom(after: string | undefined): Place | null {
  if (after === undefined) return null;
  const [unitId, deliveredAt, id] = decodeCursor(after, ['id', 'time', 'id']) as [string, string, string];
  return { unitId, deliveredAt, id };
}

function toRecalculation(row: RecalculationRow): DeadlineRecalculationWire {
  const { id, calendarId, calendarNo, reason, askedById, askedByName, askedAt, examined, moved, finishedAt } = row;
  return {
    id,
    calendarId,
    calendarNo,
    reason,
    askedById,
    askedByName,
    askedAt: askedAt.toISOString(),
    examined,
    moved,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
