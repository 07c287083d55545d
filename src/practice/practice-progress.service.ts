import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { Lists } from '../platform/database/lists.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import type { Fact } from './practice-facts.reader.ts';
import type { PracticeAct } from './practice.roles.ts';
import type { PracticeActWire, UnitPracticeWire } from './practice.wire.ts';

interface Row {
  readonly [column: string]: unknown;
  readonly unitId: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly people: number;
  readonly acts: PracticeActWire[] | null;
}

/** Open units the caller administers, in the order of their codes, with what their people of now have practised. */
const UNITS = `with recursive reach as (
    select unnest($2::uuid[]) as id union select u.id from unit u join reach on u.parent_id = reach.id
  ), shown as (
    select u.id, u.code from unit u where u.id in (select id from reach) and u.channel = 'system' and u.closed_on is null
      and ($3::text is null or (u.code, u.id) > ($3::text, $4::uuid)) order by u.code, u.id limit $5)
  select s.id as "unitId", s.code as "unitCode", unit_name_on(s.id, ($1::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date) as "unitName",
    (select count(distinct g.account_id)::int from post p join practice_progress g using (account_id)
      where p.unit_id = s.id and p.starts_at <= $1 and (p.ends_at is null or p.ends_at > $1)) as people,
    (select jsonb_agg(jsonb_build_object('act', f.act, 'firstAt', f.at) order by f.at) from (
      select g.act, min(g.first_at) as at from post p join practice_progress g using (account_id)
      where p.unit_id = s.id and p.starts_at <= $1 and (p.ends_at is null or p.ends_at > $1) group by g.act) f) as acts
  from shown s order by s.code, s.id`;

/** What people have practised. Kept in the real area; it is the only thing there that practice leaves behind. */
@Injectable()
export class PracticeProgress {
  constructor(
    private readonly database: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
  ) {}

  /** Each act counts when it was done first; saying it again changes nothing. */
  async note(facts: readonly Fact[]): Promise<void> {
    if (facts.length === 0) return;
    await this.database.run(
      `insert into practice_progress (account_id, act, first_at)
       select f."accountId", f.act, f."firstAt" from jsonb_to_recordset($1::jsonb) as f("accountId" uuid, act text, "firstAt" timestamptz)
         where exists (select from account a where a.id = f."accountId")
       on conflict (account_id, act) do nothing`,
      [JSON.stringify(facts)],
    );
  }

  entered(accountId: string): Promise<void> {
    return this.note([{ accountId, act: 'entered', firstAt: this.clock.now() }]);
  }

  async of(accountId: string): Promise<PracticeActWire[]> {
    const rows = await this.database.rows<{ act: PracticeAct; firstAt: Date }>(
      `select act, first_at as "firstAt" from practice_progress where account_id = $1 order by first_at, act`,
      [accountId],
    );
    return rows.map(({ act, firstAt }) => ({ act, firstAt: firstAt.toISOString() }));
  }

  async units(caller: Principal, page: PageQuery): Promise<Page<UnitPracticeWire>> {
    const [code, id] = page.after ? decodeCursor(page.after, ['text', 'id']) : [null, null];
    const values = [this.clock.now(), caller.unitIds(['admin']), code, id, page.limit + 1];
    const rows = await this.lists.rows<Row>(UNITS, values);
    return toPage(rows, page.limit, ({ unitCode, unitId }) => [unitCode, unitId], toWire);
  }
}

function toWire({ unitId, unitCode, unitName, people, acts }: Row): UnitPracticeWire {
  const inOrder = (acts ?? []).map(({ act, firstAt }) => ({ act, firstAt: new Date(firstAt).toISOString() }));
  return { unitId, unitCode, unitName, people, acts: inOrder };
}
