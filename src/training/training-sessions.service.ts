import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { calendarOf } from '../calendar/calendar-data.policy.ts';
import { WorkingCalendars } from '../calendar/working-calendars.reader.ts';
import { localDate } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { refuseStale } from '../platform/http/if-match.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Places, type HeldWeek } from './places.ts';
import { faultOf, type Slot } from './slots.policy.ts';
import { TrainingAccess } from './training-access.ts';
import { TrainingWeeksReader } from './training-weeks.reader.ts';
import type { NewSessionBody, SessionChangeBody } from './training.dto.ts';
import { FAULT_WORDS, TRAINING } from './training.errors.ts';
import { momentText } from './training.texts.ts';
import type { TrainingSessionWire } from './training.wire.ts';

interface Held extends Slot {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly place: string;
  readonly trainer: string;
  readonly capacity: number;
  readonly taken: number;
  readonly isMakeUp: boolean;
  readonly isCancelled: boolean;
  readonly version: number;
}

const HELD = `select id, starts_at as "startsAt", ends_at as "endsAt", place, trainer, capacity, taken, is_make_up as "isMakeUp",
  cancelled_at is not null as "isCancelled", version from training_session where id = $1 for update`;

/** Sessions may be moved, resized, added and cancelled; whoever has a place in one is told. */
@Injectable()
export class TrainingSessions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly calendars: WorkingCalendars,
    private readonly access: TrainingAccess,
    private readonly places: Places,
    private readonly reader: TrainingWeeksReader,
    private readonly audit: Audit,
  ) {}

  /** @throws request.not-found, access.role-needed, training.bad-time, training.clash */
  add(caller: Principal, weekId: string, repeat: RepeatKey | null, body: NewSessionBody): Promise<TrainingSessionWire> {
    return this.work.once(repeat, async (tx) => {
      const week = await this.places.hold(tx, weekId);
      await this.access.requireHost(tx, caller, week.unitId);
      const { place = week.place, trainer = week.trainer, capacity = week.capacity, isMakeUp = false } = body;
      const slot = { startsAt: new Date(body.startsAt), endsAt: new Date(body.endsAt) };
      const id = randomUUID();
      await this.refuseTime(tx, week, slot, place, isMakeUp, id);
      await tx.run(
        `insert into training_session (id, week_id, starts_at, ends_at, place, trainer, capacity, is_make_up) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, weekId, slot.startsAt, slot.endsAt, place, trainer, capacity, isMakeUp],
      );
      await this.places.moveUp(tx, weekId, [id]);
      await this.note(tx, caller, week, 'training.add-session', id, { startsAt: slot.startsAt, capacity, isMakeUp });
      return this.reader.session(tx, id);
    });
  }

  /** @throws request.not-found, request.stale, access.role-needed, training.session-over, training.bad-time, training.clash, training.too-few-places */
  change(caller: Principal, id: string, version: number, body: SessionChangeBody): Promise<TrainingSessionWire> {
    return this.work.run(async (tx) => {
      const { week, held } = await this.hold(tx, caller, id);
      refuseStale(held, version);
      if (held.isCancelled || held.startsAt <= this.clock.now()) throw TRAINING.sessionOver();
      const { place = held.place, trainer = held.trainer, capacity = held.capacity } = body;
      const startsAt = body.startsAt === undefined ? held.startsAt : new Date(body.startsAt);
      const endsAt = body.endsAt === undefined ? held.endsAt : new Date(body.endsAt);
      if (capacity < held.taken) throw TRAINING.tooFewPlaces({ taken: held.taken });
      const isElsewhere = +startsAt !== +held.startsAt || +endsAt !== +held.endsAt || place !== held.place;
      if (isElsewhere) await this.refuseTime(tx, week, { startsAt, endsAt }, place, held.isMakeUp, id);
      await tx.run(
        `update training_session set starts_at = $2, ends_at = $3, place = $4, trainer = $5, capacity = $6, version = version + 1 where id = $1`,
        [id, startsAt, endsAt, place, trainer, capacity],
      );
      if (isElsewhere) await this.tellThose(tx, id);
      await this.places.moveUp(tx, week.id, [id]);
      await this.note(tx, caller, week, 'training.change-session', id, { startsAt, capacity });
      return this.reader.session(tx, id);
    });
  }

  /**
   * Who had a place waits for another, with the seniority of their booking, and gets one at once where there is one.
   * @throws request.not-found, access.role-needed, training.session-over
   */
  cancel(caller: Principal, id: string, reason: string): Promise<Outcome<TrainingSessionWire>> {
    return this.work.run(async (tx) => {
      const { week, held } = await this.hold(tx, caller, id);
      if (held.isCancelled) return Outcome.already(await this.reader.session(tx, id));
      const now = this.clock.now();
      if (held.startsAt <= now) throw TRAINING.sessionOver();
      await tx.run(
        `update training_session set cancelled_at = $2, cancel_reason = $3, taken = 0, version = version + 1 where id = $1`,
        [id, now, reason],
      );
      await tx.run(
        `update training_booking set waiting_for = null, queued_at = case when state = 'waiting' then queued_at end where waiting_for = $1`,
        [id],
      );
      const put = await tx.rows<{ id: string }>(
        `update training_booking set state = 'waiting', session_id = null, queued_at = coalesce(queued_at, made_at), sequence = sequence + 1,
           changed_at = $2, version = version + 1 where session_id = $1 and state = 'booked' returning id`,
        [id, now],
      );
      await this.places.tell(
        tx,
        put.map((booking) => booking.id),
      );
      await this.moveAll(tx, week.id);
      await this.note(tx, caller, week, 'training.cancel-session', id, { reason, bookings: put.length });
      return Outcome.done(await this.reader.session(tx, id));
    });
  }

  private async moveAll(tx: Tx, weekId: string): Promise<void> {
    const open = await tx.rows<{ id: string }>(
      `select id from training_session where week_id = $1 and cancelled_at is null and starts_at > $2 and taken < capacity
       order by taken::float8 / capacity, starts_at, id`,
      [weekId, this.clock.now()],
    );
    await this.places.moveUp(
      tx,
      weekId,
      open.map((session) => session.id),
    );
  }

  private async tellThose(tx: Tx, sessionId: string): Promise<void> {
    const told = await tx.rows<{ id: string }>(
      `update training_booking set sequence = sequence + 1, changed_at = $2, version = version + 1 where session_id = $1 and state = 'booked' returning id`,
      [sessionId, this.clock.now()],
    );
    await this.places.tell(
      tx,
      told.map(({ id }) => id),
    );
  }

  private async hold(tx: Tx, caller: Principal, id: string): Promise<{ week: HeldWeek; held: Held }> {
    const found = await tx.first<{ weekId: string }>(`select week_id as "weekId" from training_session where id = $1`, [
      id,
    ]);
    if (!found) throw REQUEST.notFound();
    const week = await this.places.hold(tx, found.weekId);
    await this.access.requireHost(tx, caller, week.unitId);
    const held = await tx.first<Held>(HELD, [id]);
    if (!held) throw REQUEST.notFound();
    return { week, held };
  }

  private async refuseTime(
    tx: Tx,
    week: HeldWeek,
    slot: Slot,
    place: string,
    isMakeUp: boolean,
    id: string,
  ): Promise<void> {
    const calendar = calendarOf(await this.calendars.inForce(tx), week.unitId);
    // A make-up session may lie after the week: those who missed theirs are asked once it is over.
    const day = localDate(slot.startsAt);
    const days = isMakeUp ? { firstDay: week.firstDay, lastDay: day > week.lastDay ? day : week.lastDay } : week;
    const fault = faultOf(slot, days, calendar);
    if (fault) throw TRAINING.badTime({ fault, why: FAULT_WORDS[fault] });
    if (slot.startsAt <= this.clock.now()) throw TRAINING.sessionOver();
    const other = await tx.first<{ startsAt: Date }>(
      `select starts_at as "startsAt" from training_session where week_id = $1 and place = $2 and cancelled_at is null and id <> $3
         and starts_at < $5 and ends_at > $4 order by starts_at limit 1`,
      [week.id, place, id, slot.startsAt, slot.endsAt],
    );
    if (other) throw TRAINING.clash({ place, startsAt: momentText(other.startsAt) });
  }

  private note(tx: Tx, caller: Principal, week: HeldWeek, act: string, id: string, detail: object): Promise<void> {
    const subject = { subjectType: 'training-session', subjectId: id, unitId: week.unitId };
    return this.audit.record(tx, caller, { act, ...subject, detail: { weekId: week.id, ...detail } });
  }
}
