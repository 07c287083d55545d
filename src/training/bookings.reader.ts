import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { fold } from '../platform/text/vietnamese.ts';
import { takes } from './booking.states.ts';
import { mayCheckIn, mayMarkAbsent, mayUndoCheckIn } from './check-in.policy.ts';
import type { BookingsQuery } from './bookings.dto.ts';
import { BOOKING_ROLES } from './training-access.ts';
import type { TrainingBookingWire } from './training.wire.ts';

interface Row extends Omit<TrainingBookingWire, 'session' | 'waitingFor' | 'checkedInAt' | 'can'> {
  readonly [column: string]: unknown;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly session: TrainingBookingWire['session'];
  readonly waitingFor: TrainingBookingWire['waitingFor'];
  readonly checkedInAt: Date | null;
  readonly isBooker: boolean;
  readonly isDoor: boolean;
}

const session = (alias: string): string => `case when ${alias}.id is not null then json_build_object('id', ${alias}.id,
  'startsAt', to_char(${alias}.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'endsAt', to_char(${alias}.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'place', ${alias}.place) end`;

/** A queue longer than this is long: nobody counts further. */
const QUEUE_COUNTED = 500;

/** $1 units where the caller is administrator, $2 all units of the caller, $3 today, $4 units for which the caller books. */
const SELECT = `with recursive reach as (
    select unnest($1::uuid[]) as id union select u.id from unit u join reach on u.parent_id = reach.id
  ), seen as (
    select b.*, b.unit_id in (select id from reach) as is_reached, w.unit_id as host_id, w.unit_id in (select id from reach) as is_arranged
    from training_booking b join training_week w on w.id = b.week_id
  )
  select b.id, b.week_id as "weekId", b.unit_id as "unitId", u.code as "unitCode", unit_name_on(b.unit_id, $3::date) as "unitName", b.state,
    s.starts_at as "startsAt", s.ends_at as "endsAt", ${session('s')} as session, ${session('x')} as "waitingFor",
    case when b.queued_at is not null then (select count(*)::int + 1 from (select from training_booking q where q.week_id = b.week_id
      and q.queued_at is not null and (q.queued_at, q.id) < (b.queued_at, b.id) and (q.waiting_for is null or b.waiting_for is null or q.waiting_for = b.waiting_for)
      limit ${QUEUE_COUNTED}) ahead) end as position,
    b.trainee_name as "traineeName", b.trainee_phone as "traineePhone", b.wished_days::text[] as "wishedDays", b.wished_half as "wishedHalf", b.source,
    b.told_to as "invitedTo", b.checked_in_at as "checkedInAt", b.checked_in_how as "checkedInHow", b.version,
    (b.is_reached or b.unit_id = any($4::uuid[])) as "isBooker", (b.is_arranged or b.host_id = any($2::uuid[])) as "isDoor"
  from seen b join unit u on u.id = b.unit_id left join training_session s on s.id = b.session_id left join training_session x on x.id = b.waiting_for
  where (b.unit_id = any($2::uuid[]) or b.is_reached or b.is_arranged or b.host_id = any($2::uuid[]))`;

/** Code, name and person, as they are looked for at the door. */
const FOUND = (words: string): string => `(select bool_and(strpos(lower(translate(regexp_replace(normalize(
    u.code || ' ' || unit_name_on(b.unit_id, $3::date) || ' ' || b.trainee_name, NFD), '[\\u0300-\\u036f]', '', 'g'), 'đĐ', 'dd')), word) > 0)
  from unnest(${words}::text[]) word)`;

/** Bookings: a unit's own, all of a week for those who invite. */
@Injectable()
export class BookingsReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In order of the units' codes. */
  async list(caller: Principal, query: BookingsQuery): Promise<Page<TrainingBookingWire>> {
    const values = [...this.values(caller), query.limit + 1];
    const where: string[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    if (query.weekId) where.push(`and b.week_id = ${bind(query.weekId)}`);
    if (query.sessionId) where.push(`and b.session_id = ${bind(query.sessionId)}`);
    if (query.state) where.push(`and b.state = ${bind(query.state)}`);
    const words = fold(query.q ?? '')
      .split(/\s+/)
      .filter((word) => word !== '');
    if (words.length > 0) where.push(`and ${FOUND(bind(words))}`);
    if (query.after) {
      const [code, id] = decodeCursor(query.after, ['text', 'id']);
      where.push(`and (u.code, b.id) > (${bind(code)}, ${bind(id)}::uuid)`);
    }
    const rows = await this.database.rows<Row>(`${SELECT} ${where.join(' ')} order by u.code, b.id limit $5`, values);
    return toPage(
      rows,
      query.limit,
      (row) => [row.unitCode, row.id],
      (row) => this.toWire(row),
    );
  }

  /** @throws request.not-found */
  async one(caller: Principal, id: string, queries: Queries = this.database): Promise<TrainingBookingWire> {
    const row = await queries.first<Row>(`${SELECT} and b.id = $5`, [...this.values(caller), id]);
    if (!row) throw REQUEST.notFound();
    return this.toWire(row);
  }

  private values(caller: Principal): unknown[] {
    return [caller.unitIds(['admin']), caller.unitIds(), this.clock.now(), caller.unitIds(BOOKING_ROLES)];
  }

  private toWire({ startsAt, endsAt, checkedInAt, isBooker, isDoor, ...row }: Row): TrainingBookingWire {
    const now = this.clock.now();
    const slot = startsAt && endsAt ? { startsAt, endsAt } : null;
    const isAhead = slot === null || slot.startsAt > now;
    const { id, weekId, unitId, unitCode, unitName, state, session: has, waitingFor, position, traineeName } = row;
    return {
      id,
      weekId,
      unitId,
      unitCode,
      unitName,
      state,
      session: has,
      waitingFor,
      position,
      traineeName,
      traineePhone: row.traineePhone,
      wishedDays: row.wishedDays,
      wishedHalf: row.wishedHalf,
      source: row.source,
      invitedTo: row.invitedTo,
      checkedInAt: checkedInAt?.toISOString() ?? null,
      checkedInHow: row.checkedInHow,
      version: row.version,
      can: {
        change: isBooker && takes(state, 'change'),
        cancel: isBooker && takes(state, 'cancel') && isAhead,
        checkIn: isDoor && takes(state, 'check_in') && slot !== null && mayCheckIn(slot, now),
        undoCheckIn:
          isDoor && takes(state, 'undo_check_in') && checkedInAt !== null && mayUndoCheckIn(checkedInAt, now),
        markAbsent: isDoor && takes(state, 'mark_absent') && slot !== null && mayMarkAbsent(slot, now),
      },
    };
  }
}
