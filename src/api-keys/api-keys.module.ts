import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { KeyGate } from '../platform/access/key-gate.ts';
import { ApiKeyGate } from './api-key.gate.ts';
import { ApiKey } from './api-key.entity.ts';
import { ApiKeysController } from './api-keys.controller.ts';
import { ApiKeysReader } from './api-keys.reader.ts';
import { ApiKeys } from './api-keys.service.ts';
import { CallLimiter } from './call-limiter.ts';

/** Keys for programs. Global, because the guard in front of every room asks it whose key that is. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ApiKey])],
  controllers: [ApiKeysController],
  providers: [ApiKeys, ApiKeysReader, CallLimiter, { provide: KeyGate, useClass: ApiKeyGate }],
  exports: [KeyGate],
})
export class ApiKeysModule {}
