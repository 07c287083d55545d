import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { refuseStale } from '../platform/http/if-match.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { differenceOf, mistakesIn, ZONE, type VersionData } from './calendar-data.policy.ts';
import { CalendarVersions } from './calendar-versions.reader.ts';
import type { CalendarChangeBody, EntryIntoForceBody, DraftCalendarBody } from './calendar.dto.ts';
import { CALENDAR } from './calendar.errors.ts';
import { takes, type CalendarAct, type CalendarState } from './calendar.states.ts';
import type { CalendarVersionWire } from './calendar.wire.ts';

interface Held {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly no: number;
  readonly state: CalendarState;
  readonly note: string;
  readonly basedOnId: string | null;
  readonly data: VersionData;
  readonly version: number;
}

/** Arbitrary and ours: versions are drafted and put in force one at a time. */
const CALENDAR_LOCK = 5_902_022;

const HOLD = `select id, no, state, note, based_on_id as "basedOnId", data, version from working_calendar`;

/** Drafts a new version of the calendar and puts it in force. What was computed before keeps the version it was computed with. */
@Injectable()
export class CalendarDrafts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly versions: CalendarVersions,
    private readonly units: UnitsReader,
    private readonly audit: Audit,
  ) {}

  /** @throws calendar.root-only, calendar.draft-exists, request.not-found */
  draft(caller: Principal, repeat: RepeatKey | null, body: DraftCalendarBody): Promise<CalendarVersionWire> {
    return this.work.once(repeat, async (tx) => {
      const rootId = await this.begin(tx, caller);
      const open = await tx.first<{ no: number }>(`select no from working_calendar where state = 'draft'`);
      if (open) throw CALENDAR.draftExists({ no: open.no });
      const base = await this.base(tx, body.basedOnId ?? null);
      const id = randomUUID();
      await tx.run(
        `insert into working_calendar (id, no, label, state, zone, based_on_id, note, data, drafted_by, drafted_at)
         select $1, n.no, n.no::text, 'draft', $2, $3, $4, $5, $6, $7 from (select max(no) + 1 as no from working_calendar) n`,
        [id, ZONE, base.id, body.note, JSON.stringify(base.data), caller.accountId, this.clock.now()],
      );
      await this.note(tx, caller, rootId, 'calendar.draft', id, { basedOn: base.no });
      return this.versions.one(tx, caller, id);
    });
  }

  /** @throws calendar.root-only, request.not-found, request.stale, calendar.not-draft, calendar.impossible */
  change(caller: Principal, id: string, version: number, body: CalendarChangeBody): Promise<CalendarVersionWire> {
    return this.work.run(async (tx) => {
      const rootId = await this.begin(tx, caller);
      const held = await this.hold(tx, id, 'edit');
      refuseStale(held, version);
      const note = body.note ?? held.note;
      const data = tidy({
        holidays: body.holidays ?? held.data.holidays,
        makeUpDays: body.makeUpDays ?? held.data.makeUpDays,
        officeHours: body.officeHours ?? held.data.officeHours,
        unitHours: body.unitHours ?? held.data.unitHours,
      });
      await this.refuseImpossible(tx, data);
      await tx.run(`update working_calendar set note = $2, data = $3, version = version + 1 where id = $1`, [
        id,
        note,
        JSON.stringify(data),
      ]);
      await this.note(tx, caller, rootId, 'calendar.edit', id, { ...differenceOf(held.data, data) });
      return this.versions.one(tx, caller, id);
    });
  }

  /**
   * From this commit on deadlines are computed with it.
   * @throws calendar.root-only, request.not-found, request.stale, calendar.not-draft, calendar.base-moved
   */
  putInForce(
    caller: Principal,
    id: string,
    { reason, version }: EntryIntoForceBody,
  ): Promise<Outcome<CalendarVersionWire>> {
    return this.work.run(async (tx) => {
      const rootId = await this.begin(tx, caller);
      const held = await this.find(tx, id);
      if (held.state === 'in_force') return Outcome.already(await this.versions.one(tx, caller, id));
      this.refuse(held, 'put_in_force');
      refuseStale(held, version);
      await this.refuseMovedBase(tx, held);
      await tx.run(`update working_calendar set state = 'retired', version = version + 1 where state = 'in_force'`);
      await tx.run(
        `update working_calendar set state = 'in_force', put_in_force_by = $2, put_in_force_at = $3, reason = $4, version = version + 1 where id = $1`,
        [id, caller.accountId, this.clock.now(), reason],
      );
      await this.note(tx, caller, rootId, 'calendar.put-in-force', id, { no: held.no, reason });
      return Outcome.done(await this.versions.one(tx, caller, id));
    });
  }

  /** @throws calendar.root-only, request.not-found, calendar.not-draft */
  discard(caller: Principal, id: string): Promise<Outcome<CalendarVersionWire>> {
    return this.work.run(async (tx) => {
      const rootId = await this.begin(tx, caller);
      const held = await this.find(tx, id);
      if (held.state === 'discarded') return Outcome.already(await this.versions.one(tx, caller, id));
      this.refuse(held, 'discard');
      await tx.run(`update working_calendar set state = 'discarded', version = version + 1 where id = $1`, [id]);
      await this.note(tx, caller, rootId, 'calendar.discard', id, {});
      return Outcome.done(await this.versions.one(tx, caller, id));
    });
  }

  private async begin(tx: Tx, caller: Principal): Promise<string> {
    const rootId = await this.versions.requireRootAdmin(tx, caller);
    await tx.rows(`select pg_advisory_xact_lock($1)`, [CALENDAR_LOCK]);
    return rootId;
  }

  private async base(tx: Tx, id: string | null): Promise<Held> {
    const base = await tx.first<Held>(`${HOLD} where ($1::uuid is null and state = 'in_force') or id = $1`, [id]);
    if (!base) throw REQUEST.notFound();
    return base;
  }

  private async find(tx: Tx, id: string): Promise<Held> {
    const held = await tx.first<Held>(`${HOLD} where id = $1 for update`, [id]);
    if (!held) throw REQUEST.notFound();
    return held;
  }

  private async hold(tx: Tx, id: string, act: CalendarAct): Promise<Held> {
    const held = await this.find(tx, id);
    this.refuse(held, act);
    return held;
  }

  private refuse(held: Held, act: CalendarAct): void {
    if (!takes(held.state, act)) throw CALENDAR.notDraft();
  }

  /** Whoever goes back to an older version says so by basing the draft on it; a change that came in between is never lost silently. */
  private async refuseMovedBase(tx: Tx, held: Held): Promise<void> {
    const moved = await tx.first(
      `select from working_calendar c join working_calendar d on d.id = $1 where c.state = 'in_force' and c.put_in_force_at > d.drafted_at`,
      [held.id],
    );
    if (moved) throw CALENDAR.baseMoved();
  }

  private async refuseImpossible(tx: Tx, data: VersionData): Promise<void> {
    const known = await this.units.byIds(
      tx,
      data.unitHours.map(({ unitId }) => unitId),
    );
    const unknown = data.unitHours.flatMap(({ unitId }, i) =>
      known.has(unitId) ? [] : [{ field: `unitHours.${i}.unitId`, code: 'unknownUnit' }],
    );
    const mistakes = [...mistakesIn(data), ...unknown];
    if (mistakes.length > 0) throw CALENDAR.impossible({}, mistakes);
  }

  private note(tx: Tx, caller: Principal, unitId: string, act: string, id: string, detail: object): Promise<void> {
    return this.audit.record(tx, caller, {
      act,
      subjectType: 'calendar',
      subjectId: id,
      unitId,
      detail: { ...detail },
    });
  }
}

const hoursOnly = (list: VersionData['officeHours']) => list.map(({ from, to }) => ({ from, to }));

/** Days in order, and nothing beside what a version holds. */
function tidy({ holidays, makeUpDays, officeHours, unitHours }: VersionData): VersionData {
  return {
    holidays: holidays
      .map(({ date, name }) => ({ date, name }))
      .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    makeUpDays: makeUpDays.toSorted(),
    officeHours: hoursOnly(officeHours),
    unitHours: unitHours.map(({ unitId, officeHours: own }) => ({ unitId, officeHours: hoursOnly(own) })),
  };
}
