import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { JobHandler, task } from '../jobs/job-handler.ts';
import { Jobs } from '../jobs/jobs.ts';
import { MailTransport } from './mail-transport.ts';
import { enqueueSending, SEND_MAIL_KEY } from './send-mail.task.ts';

const REQUEUE_MAIL = task('mail.requeue');
const BATCH = 1000;

/**
 * Every ten minutes: finds mails nobody is going to send any more, and starts them anew. They were queued while no mail server was
 * set, or their worker was killed during the last try.
 */
@Injectable()
export class RequeueMail extends JobHandler {
  readonly task = REQUEUE_MAIL;
  override readonly cron = '*/10 * * * *';

  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly transport: MailTransport,
  ) {
    super();
  }

  async run(): Promise<void> {
    if (!this.transport.hasServer) return;
    await this.work.run(async (tx) => {
      const left = await tx.rows<{ id: string }>(
        `select id from mail_message as mail where state = 'queued' and not exists (
           select from graphile_worker.jobs where key = $1 || mail.id::text and (locked_at is not null or attempts < max_attempts))
         order by created_at limit $2 for update skip locked`,
        [SEND_MAIL_KEY, BATCH],
      );
      await enqueueSending(
        this.jobs,
        tx,
        left.map((mail) => mail.id),
      );
    });
  }
}
