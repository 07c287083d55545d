import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { BOOKING_ROLES } from './training-access.ts';
import type { TrainingSessionWire, TrainingWeekWire } from './training.wire.ts';

interface WeekRow extends Omit<TrainingWeekWire, 'can' | 'invited'> {
  readonly [column: string]: unknown;
  readonly isArranged: boolean;
  readonly isStaffed: boolean;
  readonly invited: TrainingWeekWire['invited'] | null;
}

interface SessionRow extends Omit<TrainingSessionWire, 'startsAt' | 'endsAt' | 'state'> {
  readonly [column: string]: unknown;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly isCancelled: boolean;
}

/** Of units in $4: those invited, under what they have booked; one that was absent has to book again. */
const INVITED = `(select json_agg(json_build_object('unitId', u.id, 'unitName', unit_name_on(u.id, $3::date), 'bookingId', b.id, 'state', b.state) order by u.code)
    from unit u left join training_booking b on b.week_id = w.id and b.unit_id = u.id and b.state in ('waiting', 'booked', 'attended')
    where u.id = any($4::uuid[]) and u.id <> w.unit_id and u.closed_on is null and unit_within(u.id, w.unit_id))`;

/** $1 units where the caller is administrator, $2 all units of the caller, $3 today, $4 those for which the caller books. */
const ARRANGED = `exists (select from unnest($1::uuid[]) root where unit_within(w.unit_id, root))`;
const WEEK = `select w.id, w.unit_id as "unitId", unit_name_on(w.unit_id, $3::date) as "unitName", w.name, w.place, w.trainer, w.phone,
    w.first_day::text as "firstDay", w.last_day::text as "lastDay", w.slot_minutes as "slotMinutes", w.capacity,
    w.required_before_activation as "requiredBeforeActivation", w.version, ${ARRANGED} as "isArranged", w.unit_id = any($2::uuid[]) as "isStaffed",
    ${INVITED} as invited
  from training_week w where (${ARRANGED} or exists (select from unnest($2::uuid[]) mine where unit_within(mine, w.unit_id)))`;

const SESSION = `select s.id, s.week_id as "weekId", s.starts_at as "startsAt", s.ends_at as "endsAt", s.place, s.trainer, s.capacity, s.taken,
    (select count(*)::int from (select from training_booking b where b.week_id = s.week_id and b.waiting_for = s.id and b.queued_at is not null limit 1000) q)
      as waiting, s.is_make_up as "isMakeUp", s.cancelled_at is not null as "isCancelled", s.cancel_reason as "cancelReason", s.version
  from training_session s`;

/** Training weeks and their sessions: for those who invite, and for everybody who is invited. */
@Injectable()
export class TrainingWeeksReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The one that begins last first. */
  async list(caller: Principal, page: PageQuery): Promise<Page<TrainingWeekWire>> {
    const [day, id] = page.after ? decodeCursor(page.after, ['day', 'id']) : [null, null];
    const rows = await this.database.rows<WeekRow>(
      `${WEEK} and ($5::date is null or (w.first_day, w.id) < ($5::date, $6::uuid)) order by w.first_day desc, w.id desc limit $7`,
      [...this.values(caller), day, id, page.limit + 1],
    );
    return toPage(rows, page.limit, (row) => [row.firstDay, row.id], toWeek);
  }

  /** @throws request.not-found */
  async one(caller: Principal, id: string, queries: Queries = this.database): Promise<TrainingWeekWire> {
    const row = await queries.first<WeekRow>(`${WEEK} and w.id = $5`, [...this.values(caller), id]);
    if (!row) throw REQUEST.notFound();
    return toWeek(row);
  }

  /** In order of time. @throws request.not-found */
  async sessions(caller: Principal, weekId: string, page: PageQuery): Promise<Page<TrainingSessionWire>> {
    await this.one(caller, weekId);
    const [at, id] = page.after ? decodeCursor(page.after, ['time', 'id']) : [null, null];
    const rows = await this.database.rows<SessionRow>(
      `${SESSION} where s.week_id = $1 and ($2::timestamptz is null or (s.starts_at, s.id) > ($2::timestamptz, $3::uuid))
       order by s.starts_at, s.id limit $4`,
      [weekId, at, id, page.limit + 1],
    );
    return toPage(
      rows,
      page.limit,
      (row) => [row.startsAt.toISOString(), row.id],
      (row) => this.toSession(row),
    );
  }

  /** @throws request.not-found */
  async session(queries: Queries, id: string): Promise<TrainingSessionWire> {
    const row = await queries.first<SessionRow>(`${SESSION} where s.id = $1`, [id]);
    if (!row) throw REQUEST.notFound();
    return this.toSession(row);
  }

  private values(caller: Principal): unknown[] {
    return [caller.unitIds(['admin']), caller.unitIds(), this.clock.now(), caller.unitIds(BOOKING_ROLES)];
  }

  private toSession({ isCancelled, startsAt, endsAt, ...row }: SessionRow): TrainingSessionWire {
    const { id, weekId, place, trainer, capacity, taken, waiting, isMakeUp, cancelReason, version } = row;
    const open = taken < capacity ? 'open' : 'full';
    return {
      id,
      weekId,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      place,
      trainer,
      capacity,
      taken,
      waiting,
      isMakeUp,
      state: isCancelled ? 'cancelled' : startsAt <= this.clock.now() ? 'over' : open,
      cancelReason,
      version,
    };
  }
}

function toWeek({ isArranged, isStaffed, invited, ...row }: WeekRow): TrainingWeekWire {
  const { id, unitId, unitName, name, place, trainer, phone, firstDay, lastDay, slotMinutes, capacity, version } = row;
  return {
    id,
    unitId,
    unitName,
    name,
    place,
    trainer,
    phone,
    firstDay,
    lastDay,
    slotMinutes,
    capacity,
    requiredBeforeActivation: row.requiredBeforeActivation,
    version,
    can: { arrange: isArranged, checkIn: isArranged || isStaffed },
    invited: invited ?? [],
  };
}
