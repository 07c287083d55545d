import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import type { CalendarInForce } from '../calendar/calendar-data.policy.ts';
import { WorkingCalendars } from '../calendar/working-calendars.reader.ts';
import { Notifications } from '../notifications/notifications.service.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler, type JobContext } from '../platform/jobs/job-handler.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { movesOf } from './deadline-moves.policy.ts';
import { RECALCULATE_DEADLINES } from './notice.tasks.ts';
import { deadlinesMovedNotice } from './notice.texts.ts';
import { openCopies, placeOf, type OpenCopy, type Place } from './open-copies.ts';

/** Copies of one transaction: few enough that a clerk who opens one of them does not wait. */
const BATCH = 500;
/** Units told in one transaction. */
const TOLD_AT_ONCE = 200;

interface Running {
  readonly [column: string]: unknown;
  readonly calendarId: string;
  readonly unitId: string | null;
  readonly deliveredAt: Date | null;
  readonly deliveryId: string | null;
}

const LOCK = `select calendar_id as "calendarId", at_unit_id as "unitId", at_delivered as "deliveredAt", at_delivery_id as "deliveryId"
  from deadline_recalculation where id = $1 and finished_at is null for update`;

/** What was done to each copy is kept; a copy that was opened meanwhile keeps the deadline it met or missed. */
const APPLY = `with move as (
    select * from jsonb_to_recordset($2::jsonb) as m (id uuid, "ruleTo" text, "openFrom" timestamptz, "openTo" timestamptz,
      "acknowledgeFrom" timestamptz, "acknowledgeTo" timestamptz, "finishFrom" timestamptz, "finishTo" timestamptz)
  ), held as (
    select v.id, v.unit_id, v.deadline_rule from delivery v join move m on m.id = v.id where v.is_open
      and v.open_by is not distinct from m."openFrom" and v.acknowledge_by is not distinct from m."acknowledgeFrom"
      and v.finish_by is not distinct from m."finishFrom" and (v.opened_at is null or m."openFrom" is not distinct from m."openTo")
      and (v.acknowledged_at is null or m."acknowledgeFrom" is not distinct from m."acknowledgeTo")
    order by v.id for update of v
  ), kept as (
    insert into deadline_move (recalculation_id, delivery_id, unit_id, rule_from, rule_to, open_from, open_to, acknowledge_from, acknowledge_to,
      finish_from, finish_to)
    select $1, h.id, h.unit_id, h.deadline_rule, m."ruleTo", m."openFrom", m."openTo", m."acknowledgeFrom", m."acknowledgeTo", m."finishFrom", m."finishTo"
    from held h join move m using (id) on conflict do nothing returning delivery_id
  )
  update delivery v set open_by = m."openTo", acknowledge_by = m."acknowledgeTo", finish_by = m."finishTo", deadline_rule = m."ruleTo"
  from move m join kept k on k.delivery_id = m.id where v.id = m.id`;

/** Computes running deadlines anew, piece by piece, then tells the units whose deadlines have moved, each once. */
@Injectable()
export class RecalculateDeadlines extends JobHandler<{ readonly recalculationId: string }> {
  readonly task = RECALCULATE_DEADLINES;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly calendars: WorkingCalendars,
    private readonly accounts: AccountsReader,
    private readonly units: UnitsReader,
    private readonly notifications: Notifications,
  ) {
    super();
  }

  async run({ recalculationId: id }: { readonly recalculationId: string }, { signal }: JobContext): Promise<void> {
    do signal.throwIfAborted();
    while (await this.work.run((tx) => this.batch(tx, id)));
    for (let after: string | null = null; ;) {
      signal.throwIfAborted();
      const from: string | null = after;
      after = await this.work.run((tx) => this.tell(tx, id, from));
      if (after === null) return;
    }
  }

  /** @returns whether there may be more */
  private async batch(tx: Tx, id: string): Promise<boolean> {
    const running = await tx.first<Running>(LOCK, [id]);
    if (!running) return false;
    const calendar = await this.calendars.version(tx, running.calendarId);
    if (!calendar) throw new Error('a version of the calendar is gone');
    const copies = await openCopies(tx, placeIn(running), BATCH);
    const moves = copies.flatMap((copy) => movedRow(copy, calendar));
    const moved = moves.length === 0 ? 0 : await tx.run(APPLY, [id, JSON.stringify(moves)]);
    const last = copies.at(-1);
    const place = last ? placeOf(last) : null;
    await tx.run(
      `update deadline_recalculation set examined = examined + $2, moved = moved + $3, at_unit_id = coalesce($4, at_unit_id),
         at_delivered = coalesce($5, at_delivered), at_delivery_id = coalesce($6, at_delivery_id), finished_at = $7 where id = $1`,
      [
        id,
        copies.length,
        moved,
        place?.unitId ?? null,
        place?.deliveredAt ?? null,
        place?.id ?? null,
        copies.length < BATCH ? this.clock.now() : null,
      ],
    );
    return copies.length === BATCH;
  }

  /** @returns the last unit told; null when all are */
  private async tell(tx: Tx, id: string, after: string | null): Promise<string | null> {
    const rows = await tx.rows<{ unitId: string; moved: number }>(
      `select unit_id as "unitId", count(*)::int as moved from deadline_move
       where recalculation_id = $1 and ($2::uuid is null or unit_id > $2) group by unit_id order by unit_id limit $3`,
      [id, after, TOLD_AT_ONCE],
    );
    const unitIds = rows.map(({ unitId }) => unitId);
    const people = await this.accounts.addresseesOfUnits(tx, unitIds);
    const names = await this.units.byIds(tx, unitIds);
    const notices = rows.flatMap(({ unitId, moved }) =>
      (people.get(unitId) ?? []).map((person) =>
        deadlinesMovedNotice(
          { id, unitId, unitName: names.get(unitId)?.name ?? '', moved },
          person,
          this.config.publicUrl,
        ),
      ),
    );
    await this.notifications.tell(tx, notices);
    return rows.length < TOLD_AT_ONCE ? null : (unitIds.at(-1) ?? null);
  }
}

function placeIn({ unitId, deliveredAt, deliveryId }: Running): Place | null {
  return unitId && deliveredAt && deliveryId ? { unitId, deliveredAt, id: deliveryId } : null;
}

function movedRow(copy: OpenCopy, calendar: CalendarInForce): object[] {
  const moves = movesOf(copy, calendar);
  if (!moves) return [];
  const { open, acknowledge, finish, rule } = moves;
  return [
    {
      id: copy.id,
      ruleTo: rule,
      openFrom: open.from,
      openTo: open.to,
      acknowledgeFrom: acknowledge.from,
      acknowledgeTo: acknowledge.to,
      finishFrom: finish.from,
      finishTo: finish.to,
    },
  ];
}
