import { Injectable } from '@nestjs/common';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { PLAY, PracticePartners } from './practice-partners.service.ts';

/** A round of a world, and another one for as long as something happens. */
@Injectable()
export class PlayPractice extends JobHandler<{ worldId: string }> {
  readonly task = PLAY;

  constructor(private readonly partners: PracticePartners) {
    super();
  }

  async run({ worldId }: { worldId: string }): Promise<void> {
    if (await this.partners.play(worldId)) await this.partners.next(worldId);
  }
}
