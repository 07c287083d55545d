import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { TrainingAccess } from './training-access.ts';
import type { TrainingUnitsQuery } from './bookings.dto.ts';
import type { TrainingUnitWire } from './training.wire.ts';

interface Row extends Omit<TrainingUnitWire, 'startsAt'> {
  readonly [column: string]: unknown;
  readonly startsAt: Date | null;
}

/** Every unit that is invited, under its latest booking. $1 the host, $2 the week, $3 today. */
const UNITS = `select f.*, unit_name_on(f."unitId", $3::date) as "unitName" from (
    select * from (
      select u.id as "unitId", u.code as "unitCode",
        case when b.id is null then 'unbooked' when b.state = 'booked' and b.trainee_name = '' then 'unnamed' else b.state end as standing,
        b.id as "bookingId", coalesce(b.trainee_name, '') as "traineeName", s.starts_at as "startsAt", u.phone,
        case when b.told_sequence is not null then b.told_to end as "invitedTo"
      from units_below($1) below join unit u on u.id = below.id
      left join lateral (select * from training_booking b where b.week_id = $2 and b.unit_id = u.id
        order by b.state in ('waiting', 'booked', 'attended') desc, b.made_at desc limit 1) b on true
      left join training_session s on s.id = b.session_id
      where u.closed_on is null and u.kind not in ('body', 'person')
    ) u where ($4::text is null or u.standing = $4) and ($5::text is null or (u."unitCode", u."unitId") > ($5, $6::uuid))
    order by u."unitCode", u."unitId" limit $7
  ) f order by f."unitCode", f."unitId"`;

/** Where every unit stands: who has booked, who has named nobody, whom to ring. For administrators of the unit that invites. */
@Injectable()
export class TrainingUnitsReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly access: TrainingAccess,
  ) {}

  /** @throws request.not-found, access.role-needed */
  async list(caller: Principal, weekId: string, query: TrainingUnitsQuery): Promise<Page<TrainingUnitWire>> {
    const week = await this.database.first<{ unitId: string }>(
      `select unit_id as "unitId" from training_week where id = $1`,
      [weekId],
    );
    if (!week) throw REQUEST.notFound();
    await this.access.requireHost(this.database, caller, week.unitId);
    const [code, id] = query.after ? decodeCursor(query.after, ['text', 'id']) : [null, null];
    const standing = query.standing ?? null;
    const values = [week.unitId, weekId, this.clock.now(), standing, code, id, query.limit + 1];
    const rows = await this.database.rows<Row>(UNITS, values);
    return toPage(
      rows,
      query.limit,
      (row) => [row.unitCode, row.unitId],
      (row) => ({ ...row, startsAt: row.startsAt?.toISOString() ?? null }),
    );
  }
}
