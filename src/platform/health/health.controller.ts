import { Controller, Get } from '@nestjs/common';
import { Access } from '../access/access.decorator.ts';
import { Fails } from '../errors/fails.decorator.ts';
import { PLATFORM } from '../errors/request.errors.ts';
import { Health } from './health.service.ts';
import { LiveWire, ReadyWire } from './health.wire.ts';

/** For load balancers and people on call. */
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** Is the process there? Never asks the database. */
  @Get('live')
  @Access('public')
  live(): LiveWire {
    return { status: 'live' };
  }

  /** Can it do its work: database, disk, age of the job queue? 503 when not. */
  @Get('ready')
  @Access('public')
  @Fails(PLATFORM.notReady)
  ready(): Promise<ReadyWire> {
    return this.health.ready();
  }
}
