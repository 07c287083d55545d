import { Injectable } from '@nestjs/common';
import { addDays, localDate, localMidnight } from '../calendar/working-calendar.ts';
import { TrafficInForce } from '../legacy-inboxes/old-traffic.ts';
import { REACH } from '../onboarding/road.sql.ts';
import { Database } from '../platform/database/database.ts';
import type { TrafficDayWire } from './cutover.wire.ts';

const DAYS = 30;

const COPIES = `with recursive ${REACH} select (c.ended_at at time zone 'Asia/Ho_Chi_Minh')::date::text as day, count(*)::int as copies
  from legacy_copy c join legacy_inbox i on i.id = c.inbox_id
  where i.unit_id in (select id from reach) and c.outcome = 'sent' and c.ended_at >= $2 group by 1`;

/** What still goes the old way, in both directions. */
@Injectable()
export class TrafficReader {
  constructor(
    private readonly database: Database,
    private readonly arrivals: TrafficInForce,
  ) {}

  /** Of the units and everything below them: the last thirty days in Vietnam that have any, oldest first. */
  async lastDays(rootIds: readonly string[], now: Date): Promise<TrafficDayWire[]> {
    const to = localDate(now);
    const from = addDays(to, 1 - DAYS);
    const sent = await this.database.rows<{ day: string; copies: number }>(COPIES, [rootIds, localMidnight(from)]);
    const copies = new Map(sent.map(({ day, copies: count }) => [day, count]));
    const counted = await this.arrivals.get()?.perDay(this.database, rootIds, from, to);
    const arrived = new Map(counted?.map(({ day, mails }) => [day, mails]));
    return [...new Set([...copies.keys(), ...arrived.keys()])].toSorted().map((day) => ({
      day,
      arrived: counted ? (arrived.get(day) ?? 0) : null,
      copies: copies.get(day) ?? 0,
    }));
  }
}
