import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Logger } from 'pino';
import { AccessGuard } from './access/access.guard.ts';
import { AuditController } from './audit/audit.controller.ts';
import { AuditEntry } from './audit/audit-entry.entity.ts';
import { AuditReader } from './audit/audit.reader.ts';
import { Audit } from './audit/audit.ts';
import { Clock } from './clock/clock.ts';
import { Config } from './config/config.ts';
import { dataSourceOptions } from './database/data-source.ts';
import { Database } from './database/database.ts';
import type { DatabaseAccess } from './database/open-database.ts';
import { Lists } from './database/lists.ts';
import { Position } from './database/position.ts';
import { Replica } from './database/replica.ts';
import { UnitOfWork } from './database/unit-of-work.ts';
import { ProblemFilter } from './errors/problem.filter.ts';
import { HealthController } from './health/health.controller.ts';
import { HealthChecks } from './health/health-checks.ts';
import { Health } from './health/health.service.ts';
import { AnswerInterceptor } from './http/answer.interceptor.ts';
import { Traffic } from './http/traffic.ts';
import { makeValidationPipe } from './http/validation.pipe.ts';
import { DATABASE_ACCESS } from './jobs/jobs-pool.ts';
import { LOGGER } from './log/logger.ts';
import { NameResolver } from './outlet/name-resolver.ts';
import { OpenApiController } from './openapi/openapi.controller.ts';

/** What a process is given before any room is loaded. */
export interface Ground {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly database: DatabaseAccess;
}

/** What every room stands on. */
@Global()
@Module({})
export class PlatformModule {
  static on(ground: Ground): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot(dataSourceOptions(ground.config, ground.database)),
        TypeOrmModule.forFeature([AuditEntry]),
      ],
      controllers: [HealthController, OpenApiController, AuditController],
      providers: [
        { provide: Config, useValue: ground.config },
        { provide: Clock, useValue: ground.clock },
        { provide: LOGGER, useValue: ground.log },
        { provide: DATABASE_ACCESS, useValue: ground.database },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useFactory: makeValidationPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        Database,
        Position,
        Replica,
        Lists,
        UnitOfWork,
        Audit,
        AuditReader,
        Health,
        HealthChecks,
        NameResolver,
        Traffic,
      ],
      exports: [
        Config,
        Clock,
        LOGGER,
        DATABASE_ACCESS,
        Database,
        Lists,
        UnitOfWork,
        Audit,
        HealthChecks,
        NameResolver,
        Traffic,
      ],
    };
  }
}
