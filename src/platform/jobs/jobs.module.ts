import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ForgetAnsweredRequests } from './answered-requests.job.ts';
import { JobRegistry } from './job-registry.ts';
import { JobRunner } from './job-runner.ts';
import { Jobs } from './jobs.ts';

/** Background work. Rooms inject `Jobs` to write a job down and list their `JobHandler`s among their providers. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [Jobs, JobRegistry, JobRunner, ForgetAnsweredRequests],
  exports: [Jobs],
})
export class JobsModule {}
