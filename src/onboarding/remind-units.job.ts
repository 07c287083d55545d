import { Injectable } from '@nestjs/common';
import { isWorkingDay, localDate } from '../calendar/working-calendar.ts';
import { WorkingCalendars } from '../calendar/working-calendars.reader.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { REMIND_UNITS, SEND_REMINDERS } from './onboarding.tasks.ts';
import { roads, WITH } from './road.sql.ts';
import { RECEIVERS } from './roads.reader.ts';

/** $5 today · $6 days between two. What only administrators can do (`listed`) is no news to the unit. */
const WRITE = `with recursive ${WITH}
  insert into onboarding_reminder (unit_id, step, day, asked_at)
  select r.id, r.step, $5, $2 from ${roads('u.id in (select id from reach) and u.email is not null')} r
  where r.step not in ('listed', 'ready')
    and not exists (select from onboarding_reminder m where m.unit_id = r.id and m.step = r.step and m.day > $5::date - $6::int)
  order by r.id on conflict do nothing`;

/** Every working day at 8:30 in Việt Nam: units that stand still are reminded of their next step, every so many days. */
@Injectable()
export class RemindUnits extends JobHandler {
  readonly task = REMIND_UNITS;
  override readonly cron = '30 1 * * *';

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly calendars: WorkingCalendars,
    private readonly units: UnitsReader,
    private readonly jobs: Jobs,
  ) {
    super();
  }

  run(): Promise<void> {
    const days = this.config.get('ONBOARDING_REMIND_DAYS');
    if (days === 0) return Promise.resolve();
    return this.work.run(async (tx) => {
      const now = this.clock.now();
      const { usual } = await this.calendars.inForce(tx);
      if (!isWorkingDay(usual, localDate(now))) return;
      const roots = await this.units.roots(tx);
      const written = await tx.run(WRITE, [roots, now, STAFF, RECEIVERS, localDate(now), days]);
      if (written > 0) await this.jobs.enqueue(tx, SEND_REMINDERS, {});
    });
  }
}
