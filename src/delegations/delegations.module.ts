import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UnitsModule } from '../units/units.module.ts';
import { DelegationRow } from './delegation.entity.ts';
import { DelegationsController } from './delegations.controller.ts';
import { DelegationsReader } from './delegations.reader.ts';
import { Delegations } from './delegations.service.ts';

@Module({
  imports: [TypeOrmModule.forFeature([DelegationRow]), UnitsModule],
  controllers: [DelegationsController],
  providers: [Delegations, DelegationsReader],
  exports: [Delegations],
})
export class DelegationsModule {}
