import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Lists } from '../platform/database/lists.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { WAITING } from './vacancies.service.ts';
import type { UnitVacancyWire } from './vacancy.wire.ts';

type Row = Omit<UnitVacancyWire, 'since'> & { readonly since: Date };

const LIST = `with recursive reach as (
    select unnest($2::uuid[]) as id union select u.id from unit u join reach on u.parent_id = reach.id)
  select y.id, u.id as "unitId", u.code as "unitCode", unit_name_on(u.id, ($1::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date) as "unitName",
    y.since, ${WAITING} as waiting
  from unit_vacancy y join unit u on u.id = y.unit_id
  where y.filled_at is null and u.closed_on is null and u.id in (select id from reach)
    and ($3::timestamptz is null or (y.since, y.id) > ($3::timestamptz, $4::uuid))
  order by y.since, y.id limit $5`;

/** Units without people, for the administrators above them: the one longest without first. */
@Injectable()
export class VacanciesReader {
  constructor(
    private readonly lists: Lists,
    private readonly clock: Clock,
  ) {}

  async list(caller: Principal, page: PageQuery): Promise<Page<UnitVacancyWire>> {
    const [since, id] = page.after ? decodeCursor(page.after, ['time', 'id']) : [null, null];
    const values = [this.clock.now(), caller.unitIds(['admin']), since, id, page.limit + 1];
    const rows = await this.lists.rows<Row>(LIST, values);
    return toPage(
      rows,
      page.limit,
      (row) => [row.since.toISOString(), row.id],
      (row) => ({ ...row, since: row.since.toISOString() }),
    );
  }
}
