import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { calendarOf } from '../calendar/calendar-data.policy.ts';
import { WorkingCalendars } from '../calendar/working-calendars.reader.ts';
import { addDays } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { refuseStale } from '../platform/http/if-match.ts';
import { Places } from './places.ts';
import { slotsOf } from './slots.policy.ts';
import { TrainingAccess } from './training-access.ts';
import { TrainingWeeksReader } from './training-weeks.reader.ts';
import type { NewWeekBody, WeekChangeBody } from './training.dto.ts';
import { TRAINING } from './training.errors.ts';
import type { TrainingWeekWire } from './training.wire.ts';

const USUAL_MINUTES = 60;
const LONGEST_DAYS = 31;

const INSERT = `insert into training_week (id, unit_id, name, place, trainer, phone, first_day, last_day, slot_minutes, capacity, made_by, made_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;
const INSERT_SESSIONS = `insert into training_session (id, week_id, starts_at, ends_at, place, trainer, capacity)
  select gen_random_uuid(), $1, s.starts_at, s.ends_at, $4, $5, $6 from unnest($2::timestamptz[], $3::timestamptz[]) as s (starts_at, ends_at)`;

/** Announces training weeks: their sessions are made by rule from the office hours, and can be edited afterwards. */
@Injectable()
export class TrainingWeeks {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly calendars: WorkingCalendars,
    private readonly access: TrainingAccess,
    private readonly places: Places,
    private readonly reader: TrainingWeeksReader,
    private readonly audit: Audit,
  ) {}

  /** @throws access.*, request.not-found, training.week-too-long, training.no-sessions */
  create(caller: Principal, repeat: RepeatKey | null, body: NewWeekBody): Promise<TrainingWeekWire> {
    return this.work.once(repeat, async (tx) => {
      const unitId = body.unitId ?? caller.actForOnly(null, ['admin']).post.unitId;
      await this.access.requireHost(tx, caller, unitId);
      const { firstDay, lastDay, name, place, capacity, trainer = '', phone = '' } = body;
      const minutes = body.slotMinutes ?? USUAL_MINUTES;
      if (lastDay < firstDay || lastDay >= addDays(firstDay, LONGEST_DAYS)) throw TRAINING.weekTooLong();
      const calendar = calendarOf(await this.calendars.inForce(tx), unitId);
      const slots = slotsOf({ firstDay, lastDay }, calendar, minutes);
      if (slots.length === 0) throw TRAINING.noSessions();
      const id = randomUUID();
      const line = [id, unitId, name, place, trainer, phone, firstDay, lastDay, minutes, capacity];
      await tx.run(INSERT, [...line, caller.accountId, this.clock.now()]);
      const times = [slots.map(({ startsAt }) => startsAt), slots.map(({ endsAt }) => endsAt)];
      await tx.run(INSERT_SESSIONS, [id, ...times, place, trainer, capacity]);
      await this.audit.record(tx, caller, {
        act: 'training.announce',
        subjectType: 'training-week',
        subjectId: id,
        unitId,
        detail: { firstDay, lastDay, sessions: slots.length, capacity },
      });
      return this.reader.one(caller, id, tx);
    });
  }

  /** @throws request.not-found, access.role-needed, request.stale */
  change(caller: Principal, id: string, version: number, body: WeekChangeBody): Promise<TrainingWeekWire> {
    return this.work.run(async (tx) => {
      const week = await this.places.hold(tx, id);
      await this.access.requireHost(tx, caller, week.unitId);
      refuseStale(week, version);
      const after = {
        name: body.name ?? week.name,
        place: body.place ?? week.place,
        trainer: body.trainer ?? week.trainer,
        phone: body.phone ?? week.phone,
        required: body.requiredBeforeActivation ?? week.requiredBeforeActivation,
      };
      await tx.run(
        `update training_week set name = $2, place = $3, trainer = $4, phone = $5, required_before_activation = $6, version = version + 1 where id = $1`,
        [id, after.name, after.place, after.trainer, after.phone, after.required],
      );
      await this.audit.record(tx, caller, {
        act: 'training.change',
        subjectType: 'training-week',
        subjectId: id,
        unitId: week.unitId,
        detail: { requiredBeforeActivation: after.required },
      });
      return this.reader.one(caller, id, tx);
    });
  }
}
