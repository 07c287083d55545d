import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DelegationsModule } from '../delegations/delegations.module.ts';
import { IncomingModule } from '../incoming/incoming.module.ts';
import { OutgoingModule } from '../outgoing/outgoing.module.ts';
import { CustodyController } from './custody.controller.ts';
import { Custody } from './custody.service.ts';
import { Handover } from './handover.entity.ts';
import { HandoversController } from './handovers.controller.ts';
import { HandoversReader } from './handovers.reader.ts';
import { Handovers } from './handovers.service.ts';
import { ObligationsReader } from './obligations.reader.ts';
import { UnitVacancy } from './unit-vacancy.entity.ts';
import { UnitsNotReady } from './units-not-ready.reader.ts';
import { VacanciesController } from './vacancies.controller.ts';
import { LookAtAllUnits, LookAtUnits } from './vacancies.job.ts';
import { VacanciesReader } from './vacancies.reader.ts';
import { Vacancies } from './vacancies.service.ts';

/** Who answers for what: handing over, and units where nobody is left. */
@Module({
  imports: [TypeOrmModule.forFeature([Handover, UnitVacancy]), DelegationsModule, IncomingModule, OutgoingModule],
  controllers: [CustodyController, HandoversController, VacanciesController],
  providers: [
    Custody,
    Handovers,
    HandoversReader,
    ObligationsReader,
    Vacancies,
    VacanciesReader,
    LookAtUnits,
    LookAtAllUnits,
    UnitsNotReady,
  ],
  exports: [UnitsNotReady],
})
export class CustodyModule {}
