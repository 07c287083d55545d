import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { BookingState } from './booking.states.ts';
import { TrainingAccess } from './training-access.ts';
import { TRAINING } from './training.errors.ts';

export interface Attendee {
  readonly [column: string]: unknown;
  readonly unitCode: string;
  readonly unitName: string;
  readonly traineeName: string;
  readonly traineePhone: string;
  readonly state: BookingState;
  readonly checkedInAt: Date | null;
}

export interface AttendanceSheet {
  readonly [column: string]: unknown;
  readonly sessionId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly trainer: string;
  readonly attendees: readonly Attendee[];
}

export interface Attendance {
  readonly hostName: string;
  readonly weekName: string;
  readonly sheets: readonly AttendanceSheet[];
}

/** Sheets of one file. */
const MOST_SHEETS = 500;

const SHEETS = `select s.id as "sessionId", s.starts_at as "startsAt", s.ends_at as "endsAt", s.place, s.trainer from training_session s
  where s.week_id = $1 and s.cancelled_at is null and ($2::uuid is null or s.id = $2) order by s.starts_at, s.place, s.id limit ${MOST_SHEETS}`;
const ATTENDEES = `select b.session_id as "sessionId", u.code as "unitCode", unit_name_on(u.id, $2::date) as "unitName", b.trainee_name as "traineeName",
    b.trainee_phone as "traineePhone", b.state, b.checked_in_at as "checkedInAt"
  from training_booking b join unit u on u.id = b.unit_id
  where b.session_id = any($1::uuid[]) and b.state in ('booked', 'attended', 'absent') order by u.code, b.id`;

/** Who is expected at a session and who came, for those who work at the unit that invites. */
@Injectable()
export class AttendanceReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly access: TrainingAccess,
  ) {}

  /** @throws request.not-found, training.no-such-session */
  async of(caller: Principal, weekId: string, sessionId: string | null): Promise<Attendance> {
    const week = await this.database.first<{ unitId: string; weekName: string; hostName: string }>(
      `select unit_id as "unitId", name as "weekName", unit_name_on(unit_id, $2::date) as "hostName" from training_week where id = $1`,
      [weekId, this.clock.now()],
    );
    if (!week) throw REQUEST.notFound();
    await this.access.requireDoor(this.database, caller, week.unitId);
    const sheets = await this.database.rows<AttendanceSheet>(SHEETS, [weekId, sessionId]);
    if (sessionId !== null && sheets.length === 0) throw TRAINING.noSuchSession();
    const ids = sheets.map((sheet) => sheet.sessionId);
    const people = await this.database.rows<Attendee & { sessionId: string }>(ATTENDEES, [ids, this.clock.now()]);
    const bySession = new Map(ids.map((id) => [id, [] as Attendee[]]));
    for (const person of people) bySession.get(person.sessionId)?.push(person);
    return {
      hostName: week.hostName,
      weekName: week.weekName,
      sheets: sheets.map((sheet) => ({ ...sheet, attendees: bySession.get(sheet.sessionId) ?? [] })),
    };
  }
}
