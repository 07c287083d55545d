import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler, type JobContext } from '../platform/jobs/job-handler.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { InboxWatcher } from './inbox-watcher.ts';
import { WATCH_INBOX, WATCH_INBOXES } from './intake.tasks.ts';

/** Every minute: which inboxes at a provider are due. */
@Injectable()
export class WatchInboxes extends JobHandler {
  readonly task = WATCH_INBOXES;
  override readonly cron = '* * * * *';

  constructor(
    private readonly watcher: InboxWatcher,
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
  ) {
    super();
  }

  async run(): Promise<void> {
    const due = await this.watcher.due();
    if (due.length === 0) return;
    await this.work.run((tx) =>
      this.jobs.enqueueMany(
        tx,
        WATCH_INBOX,
        due.map((inboxId) => ({ inboxId })),
        { key: ({ inboxId }) => `mail-watch:${inboxId}`, maxAttempts: 1, priority: 5 },
      ),
    );
  }
}

@Injectable()
export class WatchInbox extends JobHandler<{ readonly inboxId: string }> {
  readonly task = WATCH_INBOX;

  constructor(private readonly watcher: InboxWatcher) {
    super();
  }

  run({ inboxId }: { readonly inboxId: string }, { signal }: JobContext): Promise<void> {
    return this.watcher.check(inboxId, signal);
  }
}
