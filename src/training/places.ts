import { Injectable } from '@nestjs/common';
import { QueueFull } from '../accounts/bounded-queue.ts';
import { OneByOne } from '../accounts/one-by-one.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { TRAINING } from './training.errors.ts';
import { TELL_UNITS } from './training.tasks.ts';

export interface HeldWeek {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly place: string;
  readonly trainer: string;
  readonly phone: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly capacity: number;
  readonly requiredBeforeActivation: boolean;
  readonly version: number;
}

const HOLD = `select id, unit_id as "unitId", name, place, trainer, phone, first_day::text as "firstDay", last_day::text as "lastDay", capacity,
  required_before_activation as "requiredBeforeActivation", version from training_week where id = $1 for no key update`;

const GIVE = `update training_session set taken = taken + 1
  where id = $1 and week_id = $2 and cancelled_at is null and starts_at > $3 and taken < capacity`;

/** The next in the queue of a session: those who wait for it, and those who take any. */
const NEXT = `select id, session_id as "sessionId" from training_booking
  where week_id = $1 and queued_at is not null and (waiting_for = $2 or (waiting_for is null and state = 'waiting'))
  order by queued_at, id limit 1`;

const SEAT = `update training_booking set state = 'booked', session_id = $2, waiting_for = null, queued_at = null, sequence = sequence + 1,
  changed_at = $3, version = version + 1 where id = $1`;

/** How many may stand in line for one week before further ones are sent away. */
const ROOM = 1000;
/** Invitations of one job. */
const TOLD_AT_ONCE = 100;

/**
 * Places in sessions. Whoever gives or takes one holds the week's row: bookings of a week happen one after the other, so that a place is
 * never given twice, the queue is served in order, and nobody can deadlock over two sessions.
 */
@Injectable()
export class Places {
  readonly #lines = new OneByOne(ROOM);

  constructor(
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Bookings of one week wait for each other here, before they take a connection: a rush would otherwise hold all connections waiting for one
   * row, and stop everybody else.
   * @throws training.crowded
   */
  async inTurn<T>(weekId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#lines.run(weekId, work);
    } catch (error) {
      throw error instanceof QueueFull ? TRAINING.crowded({}, [], 5) : error;
    }
  }

  /** Locks the week. @throws request.not-found */
  async hold(tx: Tx, weekId: string): Promise<HeldWeek> {
    const week = await tx.first<HeldWeek>(HOLD, [weekId]);
    if (!week) throw REQUEST.notFound();
    return week;
  }

  /**
   * @returns false when the session is full
   * @throws training.no-such-session, training.session-over
   */
  async give(tx: Tx, weekId: string, sessionId: string): Promise<boolean> {
    const now = this.clock.now();
    if ((await tx.run(GIVE, [sessionId, weekId, now])) > 0) return true;
    const session = await tx.first<{ isOver: boolean }>(
      `select (cancelled_at is not null or starts_at <= $3) as "isOver" from training_session where id = $1 and week_id = $2`,
      [sessionId, weekId, now],
    );
    if (!session) throw TRAINING.noSuchSession();
    if (session.isOver) throw TRAINING.sessionOver();
    return false;
  }

  /** Gives a place back, and to the next who waits; their old places move on as well. */
  async free(tx: Tx, weekId: string, sessionId: string): Promise<void> {
    await tx.run(`update training_session set taken = taken - 1 where id = $1`, [sessionId]);
    await this.moveUp(tx, weekId, [sessionId]);
  }

  /** Fills places that became free, in the order in which units began to wait. */
  async moveUp(tx: Tx, weekId: string, sessionIds: readonly string[]): Promise<void> {
    const freed = [...sessionIds];
    const seated: string[] = [];
    for (let sessionId = freed.shift(); sessionId !== undefined; sessionId = freed.shift()) {
      const next = await tx.first<{ id: string; sessionId: string | null }>(NEXT, [weekId, sessionId]);
      if (!next || (await tx.run(GIVE, [sessionId, weekId, this.clock.now()])) === 0) continue;
      await tx.run(SEAT, [next.id, sessionId, this.clock.now()]);
      seated.push(next.id);
      freed.push(sessionId);
      if (next.sessionId === null) continue;
      await tx.run(`update training_session set taken = taken - 1 where id = $1`, [next.sessionId]);
      freed.push(next.sessionId);
    }
    await this.tell(tx, seated);
  }

  /** Has units told by mail what has become of their bookings. */
  async tell(tx: Tx, bookingIds: readonly string[]): Promise<void> {
    const ids = [...new Set(bookingIds)];
    const chunks = Array.from({ length: Math.ceil(ids.length / TOLD_AT_ONCE) }, (_, i) => ({
      bookingIds: ids.slice(i * TOLD_AT_ONCE, (i + 1) * TOLD_AT_ONCE),
    }));
    await this.jobs.enqueueMany(tx, TELL_UNITS, chunks);
  }
}
