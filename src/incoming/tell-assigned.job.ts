import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import { Notifications } from '../notifications/notifications.service.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { TELL_ASSIGNED } from './notice.tasks.ts';
import { assignedNotice, type Assigned } from './notice.texts.ts';

/** Tells those named in an instruction; not one that was replaced meanwhile. */
@Injectable()
export class TellAssigned extends JobHandler<{ readonly assignmentId: string }> {
  readonly task = TELL_ASSIGNED;

  constructor(
    private readonly work: UnitOfWork,
    private readonly config: Config,
    private readonly accounts: AccountsReader,
    private readonly notifications: Notifications,
  ) {
    super();
  }

  async run({ assignmentId }: { readonly assignmentId: string }): Promise<void> {
    await this.work.run(async (tx) => {
      const people = await tx.rows<Assigned>(
        `select v.id as "deliveryId", v.unit_id as "unitId", p.account_id as "accountId", p.part, c.symbol, c.author_name as "authorName", c.urgency, a.due_at as "dueAt"
         from assignment a join assignment_person p on p.assignment_id = a.id join delivery v on v.id = a.delivery_id
         join document_copy c on c.id = v.copy_id where a.id = $1 and a.replaced_at is null and p.account_id <> a.assigned_by`,
        [assignmentId],
      );
      const known = await this.accounts.addresseesById(
        tx,
        people.map(({ accountId }) => accountId),
      );
      const notices = people.flatMap((row) => {
        const person = known.get(row.accountId);
        return person ? [assignedNotice(row, assignmentId, person, this.config.publicUrl)] : [];
      });
      await this.notifications.tell(tx, notices);
    });
  }
}
