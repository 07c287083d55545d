import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Term } from './term.entity.ts';
import { UnitDirectory } from './unit-directory.reader.ts';
import { UnitHistoryController } from './unit-history.controller.ts';
import { UnitHistoryReader } from './unit-history.reader.ts';
import { UnitHistory } from './unit-history.service.ts';
import { UnitLifecycle } from './unit-lifecycle.service.ts';
import { UnitName } from './unit-name.entity.ts';
import { UnitProvisioning } from './unit-provisioning.service.ts';
import { UnitStandings } from './unit-standings.reader.ts';
import { Unit } from './unit.entity.ts';
import { UnitsController } from './units.controller.ts';
import { UnitsReader } from './units.reader.ts';
import { Units } from './units.service.ts';

@Module({
  imports: [TypeOrmModule.forFeature([Unit, UnitName, Term])],
  controllers: [UnitsController, UnitHistoryController],
  providers: [
    Units,
    UnitDirectory,
    UnitHistory,
    UnitHistoryReader,
    UnitLifecycle,
    UnitProvisioning,
    UnitsReader,
    UnitStandings,
  ],
  exports: [UnitLifecycle, UnitProvisioning, UnitsReader, UnitStandings],
})
export class UnitsModule {}
