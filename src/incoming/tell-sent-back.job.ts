import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import { Notifications } from '../notifications/notifications.service.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { TELL_SENT_BACK } from './notice.tasks.ts';
import { sentBackNotice, type SentBack } from './notice.texts.ts';

/** Tells the sender's clerks and leaders that a copy came back, unless the unit has thought better of it meanwhile. */
@Injectable()
export class TellSentBack extends JobHandler<{ readonly deliveryId: string }> {
  readonly task = TELL_SENT_BACK;

  constructor(
    private readonly work: UnitOfWork,
    private readonly config: Config,
    private readonly accounts: AccountsReader,
    private readonly notifications: Notifications,
  ) {
    super();
  }

  async run({ deliveryId }: { readonly deliveryId: string }): Promise<void> {
    await this.work.run(async (tx) => {
      const row = await tx.first<SentBack & Record<string, unknown>>(
        `select v.id as "deliveryId", v.document_id as "documentId", v.sender_unit_id as "senderUnitId", unit_name_on(v.unit_id, current_date) as "unitName",
           c.symbol, v.state, v.refused_at as "refusedAt"
         from delivery v join document_copy c on c.id = v.copy_id where v.id = $1 and v.state in ('refused', 'returned') and v.document_id is not null`,
        [deliveryId],
      );
      if (!row) return;
      const people = await this.accounts.addresseesOf(tx, row.senderUnitId);
      await this.notifications.tell(
        tx,
        people.map((person) => sentBackNotice(row, person, this.config.publicUrl)),
      );
    });
  }
}
