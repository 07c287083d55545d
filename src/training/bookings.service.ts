import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { refuseStale } from '../platform/http/if-match.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { assign } from './assign.policy.ts';
import { BookingDesk, type HeldBooking } from './booking-desk.ts';
import { takes } from './booking.states.ts';
import { BookingsReader } from './bookings.reader.ts';
import { Places, type HeldWeek } from './places.ts';
import { BOOKING_ROLES, TrainingAccess } from './training-access.ts';
import type { BookBody, BookingChangeBody } from './bookings.dto.ts';
import { STATE_WORDS, TRAINING } from './training.errors.ts';
import type { MadeBookingWire, TrainingBookingWire } from './training.wire.ts';

const INSERT = `insert into training_booking (id, week_id, unit_id, state, session_id, waiting_for, queued_at, trainee_name, trainee_phone, wished_days, wished_half,
    source, made_by, made_at, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)`;

/** Where somebody comes to sit, or what they wait for. */
interface Seat {
  readonly sessionId: string | null;
  readonly waitingFor: string | null;
  readonly isQueued: boolean;
}

/** One person of each unit, at one session. */
@Injectable()
export class Bookings {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly access: TrainingAccess,
    private readonly places: Places,
    private readonly desk: BookingDesk,
    private readonly reader: BookingsReader,
    private readonly audit: Audit,
  ) {}

  /**
   * Books for a unit. Where somebody was booked already, the new person takes their place, and the answer says whom they replaced.
   * @throws request.not-found, access.*, training.not-invited, training.attended-already, training.full, training.session-over,
   * training.no-such-session, training.crowded
   */
  book(caller: Principal, weekId: string, repeat: RepeatKey | null, body: BookBody): Promise<MadeBookingWire> {
    const unitId = body.unitId ?? caller.actForOnly(null, BOOKING_ROLES).post.unitId;
    const run = () => this.work.once(repeat, (tx) => this.bookIn(tx, caller, weekId, unitId, body));
    return this.places.inTurn(weekId, run);
  }

  private async bookIn(
    tx: Tx,
    caller: Principal,
    weekId: string,
    unitId: string,
    body: BookBody,
  ): Promise<MadeBookingWire> {
    await this.access.requireBooker(tx, caller, unitId);
    const week = await this.places.hold(tx, weekId);
    if (!(await this.access.isInvited(tx, week.unitId, unitId))) throw TRAINING.notInvited();
    const active = await this.desk.active(tx, weekId, unitId);
    if (active?.state === 'attended') throw TRAINING.attendedAlready({ name: active.traineeName });
    const id = active?.id ?? randomUUID();
    const wishes = { sessionId: body.sessionId ?? undefined, wait: body.wait };
    if (active) await this.edit(tx, active, { ...body, ...wishes });
    else await this.insert(tx, caller, week, unitId, id, body);
    const isReplaced = active !== null && active.traineeName !== '' && active.traineeName !== body.traineeName;
    await this.note(tx, caller, unitId, active ? 'training.rebook' : 'training.book', id, { weekId, isReplaced });
    const replacedTrainee = isReplaced ? active.traineeName : null;
    return { ...(await this.reader.one(caller, id, tx)), replacedTrainee };
  }

  /** Another person, another session, or both. @throws as `book`, and request.stale, training.not-now */
  change(caller: Principal, id: string, version: number, body: BookingChangeBody): Promise<TrainingBookingWire> {
    return this.work.run(async (tx) => {
      const booking = await this.desk.hold(tx, id);
      await this.access.requireBooker(tx, caller, booking.unitId);
      if (!takes(booking.state, 'change')) throw TRAINING.notNow({ state: STATE_WORDS[booking.state] });
      refuseStale(booking, version);
      await this.edit(tx, booking, body);
      await this.note(tx, caller, booking.unitId, 'training.rebook', id, { weekId: booking.weekId });
      return this.reader.one(caller, id, tx);
    });
  }

  /** @throws request.not-found, access.role-needed, training.not-now, training.session-over */
  cancel(caller: Principal, id: string): Promise<Outcome<TrainingBookingWire>> {
    return this.work.run(async (tx) => {
      const booking = await this.desk.hold(tx, id);
      await this.access.requireBooker(tx, caller, booking.unitId);
      if (booking.state === 'cancelled') return Outcome.already(await this.reader.one(caller, id, tx));
      if (!takes(booking.state, 'cancel')) throw TRAINING.notNow({ state: STATE_WORDS[booking.state] });
      if (booking.startsAt && booking.startsAt <= this.clock.now()) throw TRAINING.sessionOver();
      await tx.run(
        `update training_booking set state = 'cancelled', waiting_for = null, queued_at = null, sequence = sequence + 1, changed_at = $2,
           version = version + 1 where id = $1`,
        [id, this.clock.now()],
      );
      if (booking.sessionId) await this.places.free(tx, booking.weekId, booking.sessionId);
      await this.places.tell(tx, [id]);
      await this.note(tx, caller, booking.unitId, 'training.cancel-booking', id, { weekId: booking.weekId });
      return Outcome.done(await this.reader.one(caller, id, tx));
    });
  }

  private async insert(
    tx: Tx,
    caller: Principal,
    week: HeldWeek,
    unitId: string,
    id: string,
    body: BookBody,
  ): Promise<void> {
    const seat = await this.seatFor(tx, week.id, body);
    const at = this.clock.now();
    const source = caller.belongsTo(unitId) ? 'unit' : 'office';
    await tx.run(INSERT, [
      id,
      week.id,
      unitId,
      seat.sessionId ? 'booked' : 'waiting',
      seat.sessionId,
      seat.waitingFor,
      seat.isQueued ? at : null,
      body.traineeName,
      body.traineePhone ?? '',
      body.wishedDays ?? [],
      body.wishedHalf ?? null,
      source,
      caller.accountId,
      at,
    ]);
    await this.places.tell(tx, [id]);
  }

  private async seatFor(tx: Tx, weekId: string, body: BookBody): Promise<Seat> {
    if (body.sessionId) {
      if (await this.places.give(tx, weekId, body.sessionId))
        return { sessionId: body.sessionId, waitingFor: null, isQueued: false };
      if (!body.wait) throw TRAINING.full();
      return { sessionId: null, waitingFor: body.sessionId, isQueued: true };
    }
    const rooms = await this.desk.rooms(tx, weekId);
    const wishes = this.desk.wishesIn(rooms, body.wishedDays ?? [], body.wishedHalf ?? null);
    const found = assign(rooms, [{ id: 'one', wishes }]).placed.get('one');
    if (found === undefined) return { sessionId: null, waitingFor: null, isQueued: true };
    if (!(await this.places.give(tx, weekId, found))) throw new Error('a place is gone though the week is held');
    return { sessionId: found, waitingFor: null, isQueued: false };
  }

  private async edit(tx: Tx, held: HeldBooking, body: BookingChangeBody): Promise<void> {
    const [name, phone] = [body.traineeName ?? held.traineeName, body.traineePhone ?? held.traineePhone];
    const seat = await this.move(tx, held, body);
    const isQueued = seat.sessionId === null || seat.waitingFor !== null;
    const isTold = name !== held.traineeName || seat.sessionId !== held.sessionId;
    await tx.run(
      `update training_booking set trainee_name = $2, trainee_phone = $3, state = $4, session_id = $5, waiting_for = $6,
         queued_at = case when $7 then coalesce(case when waiting_for is not distinct from $6 then queued_at end, $8) end,
         sequence = sequence + $9, changed_at = $8, version = version + 1 where id = $1`,
      [
        held.id,
        name,
        phone,
        seat.sessionId ? 'booked' : 'waiting',
        seat.sessionId,
        seat.waitingFor,
        isQueued,
        this.clock.now(),
        isTold ? 1 : 0,
      ],
    );
    if (held.sessionId && held.sessionId !== seat.sessionId) await this.places.free(tx, held.weekId, held.sessionId);
    if (isTold) await this.places.tell(tx, [held.id]);
  }

  /** Where the booking stands afterwards. A place is given up only when the other one is there. */
  private async move(
    tx: Tx,
    held: HeldBooking,
    { sessionId, wait }: BookingChangeBody,
  ): Promise<Pick<Seat, 'sessionId' | 'waitingFor'>> {
    const { sessionId: has, waitingFor } = held;
    if (sessionId === undefined) return { sessionId: has, waitingFor };
    if (sessionId === has) return { sessionId: has, waitingFor: null };
    if (held.startsAt && held.startsAt <= this.clock.now()) throw TRAINING.sessionOver();
    if (await this.places.give(tx, held.weekId, sessionId)) return { sessionId, waitingFor: null };
    if (!wait) throw TRAINING.full();
    return { sessionId: has, waitingFor: sessionId };
  }

  private note(tx: Tx, caller: Principal, unitId: string, act: string, id: string, detail: object): Promise<void> {
    const subject = { subjectType: 'training-booking', subjectId: id, unitId };
    return this.audit.record(tx, caller, { act, ...subject, detail: { ...detail } });
  }
}
