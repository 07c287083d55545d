import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Mail } from '../platform/mail/mail.ts';
import { vacancyMail } from './vacancies.texts.ts';

interface Found {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly waiting: number;
  readonly wasStaffed: boolean;
}

/** How many documents lie at unit `u` that nobody has entered in its book. */
export const WAITING = `(select count(*)::int from delivery v where v.unit_id = u.id and v.is_open and v.delivered_at is not null and v.registered_at is null)`;

const RECEIVING = `select id from unit where closed_on is null and channel = 'system' and ($1::uuid[] is null or id = any($1)) order by id`;
/** Empty since its last post ended; where posts remain, their holders are locked, and that was now. */
const OPEN = `insert into unit_vacancy (id, unit_id, since, found_at)
  select gen_random_uuid(), u.id, case when s.is_held then $2::timestamptz else coalesce(s.ended, u.created_at) end, $2
  from unit u cross join lateral (select bool_or(p.ends_at is null or p.ends_at > $2) as is_held, max(p.ends_at) as ended
    from post p join account a on a.id = p.account_id where p.unit_id = u.id and p.role = any($3) and a.kind = 'person') s
  where u.id = any($1::uuid[]) order by u.id
  on conflict (unit_id) where filled_at is null do nothing returning id`;
const TELL = `select y.id, u.id as "unitId", unit_name_on(u.id, ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date) as "unitName", ${WAITING} as waiting,
    exists (select from post p join account a on a.id = p.account_id where p.unit_id = u.id and p.role = any($3) and a.kind = 'person' and p.starts_at <= $2) as "wasStaffed"
  from unit_vacancy y join unit u on u.id = y.unit_id where y.id = any($1::uuid[]) order by u.id`;
/** Somebody is there again, or nobody needs to be: the unit closed or left the system. */
const FILL = `update unit_vacancy set filled_at = $2 where filled_at is null and ($3::uuid[] is null or unit_id = any($3)) and unit_id <> all($1::uuid[])`;

/** Finds units where nobody can receive, and tells the administrators above them once for each emptying. */
@Injectable()
export class Vacancies {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly accounts: AccountsReader,
    private readonly mail: Mail,
  ) {}

  /** @param unitIds which units; null: all. Looking twice changes nothing. */
  look(unitIds: readonly string[] | null): Promise<void> {
    return this.work.run(async (tx) => {
      const now = this.clock.now();
      const receiving = (await tx.rows<{ id: string }>(RECEIVING, [unitIds])).map((unit) => unit.id);
      const staffed = await this.accounts.activeStaffCount(tx, receiving);
      const empty = receiving.filter((id) => staffed.get(id) === 0);
      await tx.run(FILL, [empty, now, unitIds]);
      const opened = await tx.rows<{ id: string }>(OPEN, [empty, now, STAFF]);
      await this.tell(
        tx,
        opened.map((vacancy) => vacancy.id),
        now,
      );
    });
  }

  /** A unit that never had anybody is on the list, but nobody has left it: no alarm. */
  private async tell(tx: Tx, vacancyIds: readonly string[], now: Date): Promise<void> {
    if (vacancyIds.length === 0) return;
    for (const vacancy of await tx.rows<Found>(TELL, [vacancyIds, now, STAFF])) {
      if (!vacancy.wasStaffed) continue;
      const people = await this.accounts.administratorsOver(tx, vacancy.unitId);
      const mails = people.map((to) => vacancyMail(vacancy, to, this.config.publicUrl));
      await this.mail.queue(tx, mails);
    }
  }
}
