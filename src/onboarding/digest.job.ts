import { Injectable } from '@nestjs/common';
import { isWorkingDay, localDate } from '../calendar/working-calendar.ts';
import { WorkingCalendars } from '../calendar/working-calendars.reader.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { parseMailAddress } from '../platform/mail/mail-address.ts';
import { Mail } from '../platform/mail/mail.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { DIGEST } from './onboarding.tasks.ts';
import { digestMail, type Digest } from './onboarding.texts.ts';
import { ROAD, type Step } from './road.policy.ts';
import { nameOf, roads, WITH } from './road.sql.ts';
import { RECEIVERS } from './roads.reader.ts';

const SHOWN = 15;
const BATCH = 200;

/**
 * For every administrator with an address: the units at their posts and below, and the first that are not ready. Administrators of a
 * unit with nothing below it are left out: they are told as the unit. One query, however many there are.
 */
const DIGESTS = `with recursive ${WITH}, road as materialized (
    select r.id, r.code, r.step, r.phone from ${roads('u.id in (select id from reach)')} r
  ), admin as (
    select distinct a.id, a.display_name as name, a.email, p.unit_id from posts_in_force($2) p join account a on a.id = p.account_id
    where p.role = 'admin' and p.delegation_id is null and a.status = 'active' and a.kind = 'person' and a.email is not null
      and exists (select from unit c where c.parent_id = p.unit_id)
  ), under as (
    select distinct unit_id as root, unit_id as id from admin union select b.root, u.id from under b join unit u on u.parent_id = b.id
  ), seen as (
    select distinct d.id as account_id, d.name, d.email, r.id, r.code, r.step, r.phone
    from admin d join under b on b.root = d.unit_id join road r on r.id = b.id
  ), counted as (
    select account_id, name, email, sum(units)::int as total, coalesce(sum(units) filter (where step = 'ready'), 0)::int as ready,
      jsonb_object_agg(step, units) filter (where step <> 'ready') as counts
    from (select account_id, name, email, step, count(*)::int as units from seen group by account_id, name, email, step) s
    group by account_id, name, email)
  select c.account_id as "accountId", c.name, c.email, c.total, c.ready, coalesce(c.counts, '{}') as counts,
    (select coalesce(jsonb_agg(jsonb_build_object('name', ${nameOf('f.id')}, 'step', f.step, 'phone', f.phone) order by f.code), '[]')
     from (select s.id, s.code, s.step, s.phone from seen s where s.account_id = c.account_id and s.step <> 'ready' order by s.code limit ${SHOWN}) f) as first
  from counted c where c.ready < c.total order by c.account_id`;

interface Row extends Pick<Digest, 'accountId' | 'total' | 'ready' | 'first'> {
  readonly [column: string]: unknown;
  readonly name: string;
  readonly email: string;
  readonly counts: Partial<Record<Step, number>>;
}

/** Every working morning at 7:15 in Việt Nam, while something is missing. */
@Injectable()
export class OnboardingDigest extends JobHandler {
  readonly task = DIGEST;
  override readonly cron = '15 0 * * *';

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly calendars: WorkingCalendars,
    private readonly units: UnitsReader,
    private readonly mail: Mail,
  ) {
    super();
  }

  async run(): Promise<void> {
    if (this.config.get('ONBOARDING_DIGEST') === 'off') return;
    const now = this.clock.now();
    const day = localDate(now);
    const rows = await this.work.run(async (tx) => {
      const { usual } = await this.calendars.inForce(tx);
      if (!isWorkingDay(usual, day)) return [];
      return tx.rows<Row>(DIGESTS, [await this.units.roots(tx), now, STAFF, RECEIVERS]);
    });
    const mails = rows.flatMap((row) => this.mailOf(row, day));
    for (let from = 0; from < mails.length; from += BATCH)
      await this.work.run((tx) => this.mail.queue(tx, mails.slice(from, from + BATCH)));
  }

  private mailOf({ name, email, counts, ...row }: Row, day: string) {
    const address = parseMailAddress(email);
    if (address === null) return [];
    const steps = ROAD.flatMap((step) => (counts[step] === undefined ? [] : [[step, counts[step]] as const]));
    return [digestMail({ ...row, to: { name, address }, counts: steps }, day, this.config.publicUrl)];
  }
}
