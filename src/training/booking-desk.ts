import { Injectable } from '@nestjs/common';
import { localDate } from '../calendar/working-calendar.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { Room } from './assign.policy.ts';
import { ACTIVE, type BookingState, type Half } from './booking.states.ts';
import { Places } from './places.ts';
import { halfOf } from './slots.policy.ts';

/** A booking whose week is held. */
export interface HeldBooking {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly weekId: string;
  readonly unitId: string;
  readonly hostId: string;
  readonly state: BookingState;
  readonly sessionId: string | null;
  readonly waitingFor: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly traineeName: string;
  readonly traineePhone: string;
  readonly checkedInAt: Date | null;
  readonly version: number;
}

/** A session one can still get into. */
export interface OpenRoom extends Room {
  readonly [column: string]: unknown;
  readonly startsAt: Date;
}

const HELD = `select b.id, b.week_id as "weekId", b.unit_id as "unitId", w.unit_id as "hostId", b.state, b.session_id as "sessionId",
    b.waiting_for as "waitingFor", s.starts_at as "startsAt", s.ends_at as "endsAt", b.trainee_name as "traineeName",
    b.trainee_phone as "traineePhone", b.checked_in_at as "checkedInAt", b.version
  from training_booking b join training_week w on w.id = b.week_id left join training_session s on s.id = b.session_id`;

/** What the acts on bookings read first, under the lock of their week. */
@Injectable()
export class BookingDesk {
  constructor(
    private readonly clock: Clock,
    private readonly places: Places,
  ) {}

  /** @throws request.not-found */
  async hold(tx: Tx, id: string): Promise<HeldBooking> {
    const found = await tx.first<{ weekId: string }>(`select week_id as "weekId" from training_booking where id = $1`, [
      id,
    ]);
    if (!found) throw REQUEST.notFound();
    await this.places.hold(tx, found.weekId);
    const booking = await tx.first<HeldBooking>(`${HELD} where b.id = $1 for update of b`, [id]);
    if (!booking) throw REQUEST.notFound();
    return booking;
  }

  active(tx: Tx, weekId: string, unitId: string): Promise<HeldBooking | null> {
    return tx.first<HeldBooking>(
      `${HELD} where b.week_id = $1 and b.unit_id = $2 and b.state = any($3::text[]) for update of b`,
      [weekId, unitId, ACTIVE],
    );
  }

  /** Sessions that have not begun, in order of time, full ones too. */
  rooms(tx: Tx, weekId: string): Promise<OpenRoom[]> {
    return tx.rows<OpenRoom>(
      `select id, capacity, capacity - taken as free, starts_at as "startsAt" from training_session
       where week_id = $1 and cancelled_at is null and starts_at > $2 order by starts_at, id`,
      [weekId, this.clock.now()],
    );
  }

  /** The sessions that suit somebody who asked for days or a half of the day. */
  wishesIn(rooms: readonly OpenRoom[], days: readonly string[], half: Half | null): string[] {
    if (days.length === 0 && half === null) return [];
    return rooms
      .filter(({ startsAt }) => days.length === 0 || days.includes(localDate(startsAt)))
      .filter(({ startsAt }) => half === null || halfOf(startsAt) === half)
      .map(({ id }) => id);
  }
}
