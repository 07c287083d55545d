import { Injectable } from '@nestjs/common';
import { STAFFING_CHANGED } from '../accounts/staffing.ts';
import { JobHandler, task } from '../platform/jobs/job-handler.ts';
import { Vacancies } from './vacancies.service.ts';

/** Right after an act that may have emptied a unit, or filled it. */
@Injectable()
export class LookAtUnits extends JobHandler<{ unitIds: readonly string[] }> {
  readonly task = STAFFING_CHANGED;

  constructor(private readonly vacancies: Vacancies) {
    super();
  }

  run({ unitIds }: { unitIds: readonly string[] }): Promise<void> {
    return this.vacancies.look(unitIds);
  }
}

/** All units, every night at 1:40 in Vietnam: whatever emptied them. */
@Injectable()
export class LookAtAllUnits extends JobHandler {
  readonly task = task('custody.look-at-all-units');
  override readonly cron = '40 18 * * *';

  constructor(private readonly vacancies: Vacancies) {
    super();
  }

  run(): Promise<void> {
    return this.vacancies.look(null);
  }
}
