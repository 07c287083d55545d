import { Injectable } from '@nestjs/common';
import { localDate } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { UnitsReader } from '../units/units.reader.ts';
import type { RemindersBody } from './cutover.dto.ts';
import type { CutoverRemindersWire } from './cutover.wire.ts';
import { REMIND } from './cutover.tasks.ts';
import { REACH } from './roads.sql.ts';

const LIVING = `with recursive ${REACH} select i.id from legacy_inbox i
  where i.unit_id in (select id from reach) and ($2::uuid[] is null or i.unit_id = any($2)) and i.state <> 'retired'`;

const STRANGER = `with recursive ${REACH} select asked.id from unnest($2::uuid[]) asked(id) where asked.id not in (select id from reach) limit 1`;

/** Reminders through the old inboxes themselves, while they live. */
@Injectable()
export class Reminders {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly units: UnitsReader,
  ) {}

  /** Each inbox is written to once a day at most, however often this is asked for. @throws request.not-found, access.role-needed */
  remind(
    caller: Principal,
    repeat: RepeatKey | null,
    { unitIds = null }: { unitIds?: RemindersBody['unitIds'] | null },
  ): Promise<CutoverRemindersWire> {
    return this.work.once(repeat, async (tx) => {
      const roots = caller.unitIds(['admin']);
      const stranger = unitIds && (await tx.first<{ id: string }>(STRANGER, [roots, unitIds]));
      if (stranger) await this.units.requireAdmin(tx, caller, stranger.id);
      const now = this.clock.now();
      const day = localDate(now);
      const living = (await tx.rows<{ id: string }>(LIVING, [roots, unitIds])).map(({ id }) => id);
      const reminded = await tx.run(
        `insert into legacy_reminder (inbox_id, day, at, account_id) select id, $2, $3, $4 from unnest($1::uuid[]) id order by id on conflict do nothing`,
        [living, day, now, caller.accountId],
      );
      if (reminded > 0) await this.jobs.enqueue(tx, REMIND, { day });
      const detail = { reminded, already: living.length - reminded };
      const subject = { subjectType: 'cutover', subjectId: null, unitId: roots[0] ?? null };
      await this.audit.record(tx, caller, {
        act: 'cutover.remind',
        ...subject,
        detail: { ...detail, units: unitIds?.length ?? null },
      });
      return detail;
    });
  }
}
