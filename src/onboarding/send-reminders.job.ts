import { Injectable } from '@nestjs/common';
import { afterQuietHours } from '../notifications/quiet-hours.policy.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { parseMailAddress } from '../platform/mail/mail-address.ts';
import { Mail } from '../platform/mail/mail.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';
import { SEND_REMINDERS } from './onboarding.tasks.ts';
import { reminderMail } from './onboarding.texts.ts';
import { stepOf, type Step } from './road.policy.ts';
import type { RoadRow } from './road.rows.ts';
import { RoadsReader } from './roads.reader.ts';

const BATCH = 200;

const DUE = `select unit_id as "unitId", step, day::text as day from onboarding_reminder where settled_at is null
  order by asked_at, unit_id limit ${BATCH} for update skip locked`;
const SETTLE = `update onboarding_reminder m set settled_at = $2, outcome = s.outcome
  from jsonb_to_recordset($1::jsonb) as s ("unitId" uuid, step text, day date, outcome text)
  where m.unit_id = s."unitId" and m.step = s.step and m.day = s.day`;

interface Due {
  readonly [column: string]: unknown;
  readonly unitId: string;
  readonly step: Step;
  readonly day: string;
}

interface Settled extends Due {
  readonly outcome: 'sent' | 'moved_on' | 'no_address';
  readonly mail: OutgoingMail | null;
}

/** Looks at each unit again before it writes to it: whoever has taken the step meanwhile hears nothing. */
@Injectable()
export class SendReminders extends JobHandler {
  readonly task = SEND_REMINDERS;
  /** For those that were asked for at night. */
  override readonly cron = '*/10 * * * *';

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly roads: RoadsReader,
    private readonly mail: Mail,
  ) {
    super();
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    if (afterQuietHours(now) > now) return;
    while ((await this.work.run((tx) => this.sendBatch(tx))) === BATCH);
  }

  private async sendBatch(tx: Tx): Promise<number> {
    const due = await tx.rows<Due>(DUE);
    if (due.length === 0) return 0;
    const ids = due.map(({ unitId }) => unitId);
    const roads = new Map((await this.roads.of(tx, ids)).map((road) => [road.id, road]));
    const settled = due.map((reminder) => this.settle(reminder, roads.get(reminder.unitId)));
    await this.mail.queue(
      tx,
      settled.flatMap(({ mail }) => mail ?? []),
    );
    const outcomes = settled.map(({ unitId, step, day, outcome }) => ({ unitId, step, day, outcome }));
    await tx.run(SETTLE, [JSON.stringify(outcomes), this.clock.now()]);
    return due.length;
  }

  private settle(reminder: Due, road: RoadRow | undefined): Settled {
    if (!road || stepOf(road) !== reminder.step) return { ...reminder, outcome: 'moved_on', mail: null };
    const address = parseMailAddress(road.email ?? '');
    if (address === null) return { ...reminder, outcome: 'no_address', mail: null };
    const mail = reminderMail(road, address, reminder.day, this.config.publicUrl);
    return { ...reminder, outcome: 'sent', mail };
  }
}
