import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CalendarVersions } from '../calendar/calendar-versions.reader.ts';
import { CALENDAR } from '../calendar/calendar.errors.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { DeadlineMovesReader } from './deadline-moves.reader.ts';
import type { DeadlineRecalculationWire } from './deadline-moves.wire.ts';
import { RECALCULATE_DEADLINES } from './notice.tasks.ts';

/** Asks for running deadlines to be computed anew: an act of its own, never a side effect of a new calendar (product.md §9). */
@Injectable()
export class DeadlineRecalculations {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly versions: CalendarVersions,
    private readonly moves: DeadlineMovesReader,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
  ) {}

  /** @throws calendar.root-only, request.not-found, calendar.not-in-force, calendar.already-running */
  ask(
    caller: Principal,
    calendarId: string,
    repeat: RepeatKey | null,
    reason: string,
  ): Promise<DeadlineRecalculationWire> {
    return this.work.once(repeat, async (tx) => {
      const rootId = await this.versions.requireRootAdmin(tx, caller);
      const row = await tx.first<{ state: string }>(`select state from working_calendar where id = $1 for share`, [
        calendarId,
      ]);
      if (!row) throw REQUEST.notFound();
      if (row.state !== 'in_force') throw CALENDAR.notInForce();
      const id = randomUUID();
      const made = await tx.run(
        `insert into deadline_recalculation (id, calendar_id, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
        [id, calendarId, reason, caller.accountId, this.clock.now()],
      );
      if (made === 0) throw CALENDAR.alreadyRunning();
      await this.jobs.enqueue(tx, RECALCULATE_DEADLINES, { recalculationId: id });
      await this.audit.record(tx, caller, {
        act: 'calendar.recalculate-deadlines',
        subjectType: 'calendar',
        subjectId: calendarId,
        unitId: rootId,
        detail: { recalculationId: id, reason },
      });
      return this.moves.one(caller, id, tx);
    });
  }
}
