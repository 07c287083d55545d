import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { BookingDesk, type HeldBooking } from './booking-desk.ts';
import { takes, type BookingAct, type CheckInWay } from './booking.states.ts';
import { BookingsReader } from './bookings.reader.ts';
import { CheckInCodes } from './check-in-code.ts';
import { absentIfEndedBy, mayCheckIn, mayMarkAbsent, mayUndoCheckIn } from './check-in.policy.ts';
import { Places } from './places.ts';
import { TrainingAccess } from './training-access.ts';
import { STATE_WORDS, TRAINING } from './training.errors.ts';
import { momentText } from './training.texts.ts';
import type { TrainingBookingWire } from './training.wire.ts';

/** Bookings marked absent in one transaction. */
const BATCH = 200;

/** At the door of a session: who has come, and who has not. */
@Injectable()
export class TrainingDoor {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly access: TrainingAccess,
    private readonly places: Places,
    private readonly desk: BookingDesk,
    private readonly codes: CheckInCodes,
    private readonly reader: BookingsReader,
    private readonly audit: Audit,
  ) {}

  /** @throws training.bad-code, training.wrong-time, training.not-now, training.attended-already */
  byCode(caller: Principal, code: string): Promise<Outcome<TrainingBookingWire>> {
    const id = this.codes.read(code);
    if (id === null) throw TRAINING.badCode();
    return this.checkIn(caller, id, 'qr').catch((error: unknown) => {
      // A good code of somebody else's training is no more than a bad one.
      throw (error as { code?: unknown }).code === REQUEST.notFound.code ? TRAINING.badCode() : error;
    });
  }

  /** @throws request.not-found, training.wrong-time, training.not-now, training.attended-already */
  checkIn(caller: Principal, id: string, how: CheckInWay): Promise<Outcome<TrainingBookingWire>> {
    return this.work.run(async (tx) => {
      const booking = await this.desk.hold(tx, id);
      await this.access.requireDoor(tx, caller, booking.hostId);
      if (booking.state === 'attended') return Outcome.already(await this.reader.one(caller, id, tx));
      const slot = slotOf(booking, 'check_in');
      const now = this.clock.now();
      if (!mayCheckIn(slot, now)) throw TRAINING.wrongTime({ startsAt: momentText(slot.startsAt) });
      await this.refuseOther(tx, booking);
      await tx.run(
        `update training_booking set state = 'attended', checked_in_at = $2, checked_in_by = $3, checked_in_how = $4, waiting_for = null, queued_at = null,
           changed_at = $2, version = version + 1 where id = $1`,
        [id, now, caller.accountId, how],
      );
      await this.note(tx, caller, booking, 'training.check-in', { how });
      return Outcome.done(await this.reader.one(caller, id, tx));
    });
  }

  /** The wrong name was pressed at the door. @throws request.not-found, training.not-now, training.too-late-to-undo */
  undoCheckIn(caller: Principal, id: string): Promise<Outcome<TrainingBookingWire>> {
    return this.work.run(async (tx) => {
      const booking = await this.desk.hold(tx, id);
      await this.access.requireDoor(tx, caller, booking.hostId);
      if (booking.state === 'booked') return Outcome.already(await this.reader.one(caller, id, tx));
      const { endsAt } = slotOf(booking, 'undo_check_in');
      const now = this.clock.now();
      if (!booking.checkedInAt || !mayUndoCheckIn(booking.checkedInAt, now)) throw TRAINING.tooLateToUndo();
      await tx.run(
        `update training_booking set state = $2, checked_in_at = null, checked_in_by = null, checked_in_how = null, changed_at = $3, version = version + 1
         where id = $1`,
        [id, endsAt <= absentIfEndedBy(now) ? 'absent' : 'booked', now],
      );
      await this.note(tx, caller, booking, 'training.undo-check-in', {});
      return Outcome.done(await this.reader.one(caller, id, tx));
    });
  }

  /** @throws request.not-found, training.not-yet-begun, training.not-now */
  markAbsent(caller: Principal, id: string): Promise<Outcome<TrainingBookingWire>> {
    return this.work.run(async (tx) => {
      const booking = await this.desk.hold(tx, id);
      await this.access.requireDoor(tx, caller, booking.hostId);
      if (booking.state === 'absent') return Outcome.already(await this.reader.one(caller, id, tx));
      if (!mayMarkAbsent(slotOf(booking, 'mark_absent'), this.clock.now())) throw TRAINING.notYetBegun();
      await this.absent(tx, [id]);
      await this.note(tx, caller, booking, 'training.mark-absent', {});
      return Outcome.done(await this.reader.one(caller, id, tx));
    });
  }

  /** Whoever has not come half an hour after their session ended is absent. @returns how many; call again while there are some */
  markEnded(): Promise<number> {
    return this.work.run(async (tx) => {
      const weeks = await tx.rows<{ weekId: string }>(
        `select distinct s.week_id as "weekId" from training_session s where s.ends_at <= $1 and s.cancelled_at is null
           and exists (select from training_booking b where b.session_id = s.id and b.state = 'booked') order by 1 limit 1`,
        [absentIfEndedBy(this.clock.now())],
      );
      const [week] = weeks;
      if (!week) return 0;
      await this.places.hold(tx, week.weekId);
      const ended = await tx.rows<{ id: string }>(
        `select b.id from training_booking b join training_session s on s.id = b.session_id
         where b.week_id = $1 and b.state = 'booked' and s.ends_at <= $2 order by b.id limit ${BATCH} for update of b`,
        [week.weekId, absentIfEndedBy(this.clock.now())],
      );
      await this.absent(
        tx,
        ended.map(({ id }) => id),
      );
      return ended.length;
    });
  }

  /** One that missed its session is told of those that are left. */
  private async absent(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.run(
      `update training_booking set state = 'absent', waiting_for = null, queued_at = null, sequence = sequence + 1, changed_at = $2, version = version + 1
       where id = any($1::uuid[])`,
      [ids, this.clock.now()],
    );
    await this.places.tell(tx, ids);
  }

  /** One that was absent, came late and has booked again meanwhile: the unit counts once. */
  private async refuseOther(tx: Tx, booking: HeldBooking): Promise<void> {
    if (booking.state !== 'absent') return;
    const other = await this.desk.active(tx, booking.weekId, booking.unitId);
    if (other?.state === 'attended') throw TRAINING.attendedAlready({ name: other.traineeName });
    if (other) throw TRAINING.notNow({ state: STATE_WORDS[booking.state] });
  }

  private note(tx: Tx, caller: Principal, booking: HeldBooking, act: string, detail: object): Promise<void> {
    const subject = { subjectType: 'training-booking', subjectId: booking.id, unitId: booking.unitId };
    return this.audit.record(tx, caller, { act, ...subject, detail: { weekId: booking.weekId, ...detail } });
  }
}

function slotOf({ state, startsAt, endsAt }: HeldBooking, act: BookingAct) {
  if (!takes(state, act) || !startsAt || !endsAt) throw TRAINING.notNow({ state: STATE_WORDS[state] });
  return { startsAt, endsAt };
}
