import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { assign } from './assign.policy.ts';
import { BookingDesk } from './booking-desk.ts';
import { ACTIVE, type BookingState, type Half, type Source } from './booking.states.ts';
import { Places, type HeldWeek } from './places.ts';
import { TrainingAccess } from './training-access.ts';
import type { BookingListBody, ListedBookingBody } from './bookings.dto.ts';
import { judge, toAnswer, type Judged } from './booking-list.policy.ts';
import type { AssignedWire, BookedListWire, BookedRowWire } from './training.wire.ts';

/** Units placed in one transaction: others may book in between. */
const BATCH = 1000;

interface Invited {
  readonly [column: string]: unknown;
  readonly unitId: string;
  readonly code: string;
  readonly bookingId: string | null;
  readonly state: BookingState | null;
  readonly traineeName: string | null;
  readonly wishedDays: string[] | null;
  readonly wishedHalf: Half | null;
}

/** Somebody to be given a place. */
interface Wanted {
  readonly unitId: string;
  readonly traineeName: string;
  readonly traineePhone: string;
  readonly days: readonly string[];
  readonly half: Half | null;
}

/** Open units below the one that invites, with what they have booked. $1 the host, $2 active states, $3 the week. */
const INVITED = `select u.id as "unitId", u.code, b.id as "bookingId", b.state, b.trainee_name as "traineeName", b.wished_days::text[] as "wishedDays",
    b.wished_half as "wishedHalf"
  from units_below($1) below join unit u on u.id = below.id
  left join training_booking b on b.week_id = $3 and b.unit_id = u.id and b.state = any($2::text[])
  where u.closed_on is null and u.kind not in ('body', 'person')`;

const INSERT = `insert into training_booking (id, week_id, unit_id, state, session_id, queued_at, trainee_name, trainee_phone, wished_days, wished_half, source,
    made_by, made_at, changed_at)
  select r.id, $2, r."unitId", case when r."sessionId" is null then 'waiting' else 'booked' end, r."sessionId",
    case when r."sessionId" is null then $3::timestamptz end, r."traineeName", r."traineePhone", r.days, r.half, $4, $5, $3, $3
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "unitId" uuid, "sessionId" uuid, "traineeName" text, "traineePhone" text, days date[], half text)`;
const SEAT = `update training_booking b set state = 'booked', session_id = r."sessionId", waiting_for = null, queued_at = null, sequence = sequence + 1,
    changed_at = $2, version = version + 1 from jsonb_to_recordset($1::jsonb) as r (id uuid, "sessionId" uuid) where b.id = r.id and b.state = 'waiting'`;
const TAKE = `update training_session s set taken = s.taken + r.count from jsonb_to_recordset($1::jsonb) as r (id uuid, count int) where s.id = r.id`;
const RENAME = `update training_booking b set trainee_name = r."traineeName", trainee_phone = r."traineePhone", sequence = sequence + 1, changed_at = $2,
    version = version + 1 from jsonb_to_recordset($1::jsonb) as r (id uuid, "traineeName" text, "traineePhone" text) where b.id = r.id`;

/** Bookings by the thousand: a list that units sent in, and places for all who have not answered. */
@Injectable()
export class BookingLists {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly access: TrainingAccess,
    private readonly places: Places,
    private readonly desk: BookingDesk,
    private readonly audit: Audit,
  ) {}

  /** The whole list in one transaction; a row that cannot be booked is named and the others are. @throws request.not-found, access.role-needed */
  book(
    caller: Principal,
    weekId: string,
    repeat: RepeatKey | null,
    { rows }: BookingListBody,
  ): Promise<BookedListWire> {
    return this.work.once(repeat, async (tx) => {
      const week = await this.hold(tx, caller, weekId);
      const codes = [...new Set(rows.map(({ unitCode }) => unitCode))];
      const found = await tx.rows<Invited>(`${INVITED} and u.code = any($4::text[])`, [
        week.unitId,
        ACTIVE,
        weekId,
        codes,
      ]);
      const units = new Map(found.map((unit) => [unit.code, unit]));
      const seen = new Set<string>();
      const judged = rows.map((row) => {
        const isListed = seen.has(row.unitCode);
        seen.add(row.unitCode);
        return judge(row, units.get(row.unitCode), isListed);
      });
      const fresh = rows.filter((_, i) => judged[i]?.outcome === 'booked');
      const seated = await this.seat(
        tx,
        caller,
        weekId,
        'office',
        fresh.map((row) => toWanted(row, units.get(row.unitCode)?.unitId ?? '')),
      );
      await this.rename(
        tx,
        rows.filter((_, i) => judged[i]?.outcome === 'replaced'),
        units,
      );
      const lines = rows.map((row, i): BookedRowWire => {
        const line = judged[i] as Judged;
        const waits = line.outcome === 'booked' && !seated.has(units.get(row.unitCode)?.unitId ?? '');
        return { row: i + 1, unitCode: row.unitCode, ...line, outcome: waits ? 'waiting' : line.outcome };
      });
      const answer = toAnswer(lines);
      await this.note(tx, caller, week, 'training.book-list', { rows: rows.length, booked: answer.booked });
      return answer;
    });
  }

  /** Gives a place to every unit that has none: those that wait first, in their order. Batch by batch. @throws request.not-found, access.role-needed */
  async assignRest(caller: Principal, weekId: string): Promise<AssignedWire> {
    let [assigned, after, goesOn] = [0, '', true];
    let waiting = 0;
    while (goesOn) {
      const batch = await this.work.run(async (tx) => {
        const week = await this.hold(tx, caller, weekId);
        const queued = after === '' ? await this.seatQueued(tx, week) : 0;
        const units = await tx.rows<Invited>(`${INVITED} and b.id is null and u.code > $4 order by u.code limit $5`, [
          week.unitId,
          ACTIVE,
          weekId,
          after,
          BATCH,
        ]);
        const wanted = units.map(({ unitId }) => ({ ...NOBODY, unitId }));
        const seated = await this.seat(tx, caller, weekId, 'rule', wanted);
        if (units.length + queued > 0)
          await this.note(tx, caller, week, 'training.assign', { units: units.length, assigned: seated.size + queued });
        const still = await tx.first<{ count: number }>(
          `select count(*)::int as count from training_booking where week_id = $1 and state = 'waiting'`,
          [weekId],
        );
        return { seated: seated.size + queued, waiting: still?.count ?? 0, last: units.at(BATCH - 1)?.code };
      });
      assigned += batch.seated;
      waiting = batch.waiting;
      goesOn = batch.last !== undefined;
      after = batch.last ?? after;
    }
    return { assigned, waiting };
  }

  private async hold(tx: Tx, caller: Principal, weekId: string): Promise<HeldWeek> {
    const week = await this.places.hold(tx, weekId);
    await this.access.requireHost(tx, caller, week.unitId);
    return week;
  }

  /** Those that wait, in order. @returns how many got a place */
  private async seatQueued(tx: Tx, week: HeldWeek): Promise<number> {
    const rows = await tx.rows<Invited & { waitingFor: string | null }>(
      `select unit_id as "unitId", id as "bookingId", waiting_for as "waitingFor", wished_days::text[] as "wishedDays", wished_half as "wishedHalf"
       from training_booking where week_id = $1 and state = 'waiting' order by queued_at, id`,
      [week.id],
    );
    const rooms = await this.desk.rooms(tx, week.id);
    const { placed } = assign(
      rooms,
      rows.map((row) => ({
        id: row.bookingId ?? '',
        wishes: this.desk.wishesIn(rooms, row.wishedDays ?? [], row.wishedHalf),
      })),
    );
    await tx.run(SEAT, [JSON.stringify([...placed].map(([id, sessionId]) => ({ id, sessionId }))), this.clock.now()]);
    await this.take(tx, [...placed.values()]);
    await this.places.tell(tx, [...placed.keys()]);
    return placed.size;
  }

  /** @returns the units that got a place; the others wait */
  private async seat(
    tx: Tx,
    caller: Principal,
    weekId: string,
    source: Source,
    wanted: readonly Wanted[],
  ): Promise<ReadonlyMap<string, string>> {
    if (wanted.length === 0) return new Map();
    const rooms = await this.desk.rooms(tx, weekId);
    const seekers = wanted.map(({ unitId, days, half }) => ({
      id: unitId,
      wishes: this.desk.wishesIn(rooms, days, half),
    }));
    const { placed } = assign(rooms, seekers);
    const rows = wanted.map((one) => ({ ...one, id: randomUUID(), sessionId: placed.get(one.unitId) ?? null }));
    await tx.run(INSERT, [JSON.stringify(rows), weekId, this.clock.now(), source, caller.accountId]);
    await this.take(tx, [...placed.values()]);
    await this.places.tell(
      tx,
      rows.map(({ id }) => id),
    );
    return placed;
  }

  private async take(tx: Tx, sessionIds: readonly string[]): Promise<void> {
    const counts = new Map<string, number>();
    for (const id of sessionIds) counts.set(id, (counts.get(id) ?? 0) + 1);
    await tx.run(TAKE, [JSON.stringify([...counts].map(([id, count]) => ({ id, count })))]);
  }

  private async rename(tx: Tx, rows: readonly ListedBookingBody[], units: ReadonlyMap<string, Invited>): Promise<void> {
    const named = rows.map(({ unitCode, traineeName, traineePhone = '' }) => ({
      id: units.get(unitCode)?.bookingId ?? '',
      traineeName,
      traineePhone,
    }));
    await tx.run(RENAME, [JSON.stringify(named), this.clock.now()]);
    await this.places.tell(
      tx,
      named.map(({ id }) => id),
    );
  }

  private note(tx: Tx, caller: Principal, week: HeldWeek, act: string, detail: object): Promise<void> {
    const subject = { subjectType: 'training-week', subjectId: week.id, unitId: week.unitId };
    return this.audit.record(tx, caller, { act, ...subject, detail: { ...detail } });
  }
}

const NOBODY: Omit<Wanted, 'unitId'> = { traineeName: '', traineePhone: '', days: [], half: null };

function toWanted(row: ListedBookingBody, unitId: string): Wanted {
  const { traineeName, traineePhone = '', wishedDays = [], wishedHalf = null } = row;
  return { unitId, traineeName, traineePhone, days: wishedDays, half: wishedHalf };
}
