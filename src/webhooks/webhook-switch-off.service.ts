import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { parseMailAddress } from '../platform/mail/mail-address.ts';
import { Mail } from '../platform/mail/mail.ts';
import { isTooLong } from './retry.policy.ts';
import { switchedOffMail } from './switched-off.texts.ts';
import type { OffReason } from './webhook.entity.ts';

interface Candidate {
  readonly id: string;
  readonly unitId: string;
  readonly url: string;
  readonly version: number;
  readonly failingSince: Date | null;
}

/** Gives up on a receiver that is not there any more, and tells the administrators. */
@Injectable()
export class WebhookSwitchOff {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly accounts: AccountsReader,
    private readonly audit: Audit,
    private readonly mail: Mail,
  ) {}

  /** After a failure: off at once when the receiver said that it is gone, otherwise when it has failed for days. */
  async consider(webhookId: string, isGone: boolean): Promise<void> {
    await this.work.run(async (tx) => {
      const webhook = await tx.first<Candidate & Record<string, unknown>>(
        `select w.id, w.unit_id as "unitId", w.url, w.version, l.failing_since as "failingSince"
         from webhook w join webhook_lane l on l.webhook_id = w.id where w.id = $1 and w.active for no key update of w`,
        [webhookId],
      );
      if (!webhook?.failingSince) return;
      if (isGone) await this.switchOff(tx, webhook, 'gone');
      else if (isTooLong(webhook.failingSince, this.clock.now())) await this.switchOff(tx, webhook, 'failing');
    });
  }

  private async switchOff(tx: Tx, webhook: Candidate, why: OffReason): Promise<void> {
    await tx.run(`update webhook set active = false, off_why = $2, version = version + 1 where id = $1`, [
      webhook.id,
      why,
    ]);
    const line = { act: 'webhook.switch-off', subjectType: 'webhook', subjectId: webhook.id, unitId: webhook.unitId };
    await this.audit.record(tx, { accountId: null, address: null }, { ...line, detail: { why } });
    const people = await this.accounts.nearestAdministrators(tx, webhook.unitId);
    const mails = people
      .filter(({ email }) => parseMailAddress(email) !== null)
      .map((person) => switchedOffMail(webhook, why, person, this.config.publicUrl));
    await this.mail.queue(tx, mails);
  }
}
