import { Injectable } from '@nestjs/common';
import { JobHandler, task, type JobContext } from '../platform/jobs/job-handler.ts';
import { TrainingDoor } from './door.service.ts';

/** Every quarter of an hour: who did not come to a session that has ended. */
@Injectable()
export class MarkAbsent extends JobHandler {
  readonly task = task('training.mark-absent');
  override readonly cron = '*/15 * * * *';

  constructor(private readonly door: TrainingDoor) {
    super();
  }

  async run(_: object, { signal }: JobContext): Promise<void> {
    do signal.throwIfAborted();
    while ((await this.door.markEnded()) > 0);
  }
}
