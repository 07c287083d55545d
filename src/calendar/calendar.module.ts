import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UnitsModule } from '../units/units.module.ts';
import { CalendarVersion } from './calendar-version.entity.ts';
import { CalendarVersions } from './calendar-versions.reader.ts';
import { CalendarDrafts } from './calendar-versions.service.ts';
import { CalendarController } from './calendar.controller.ts';
import { WorkingCalendars } from './working-calendars.reader.ts';

@Module({
  imports: [TypeOrmModule.forFeature([CalendarVersion]), UnitsModule],
  controllers: [CalendarController],
  providers: [CalendarVersions, CalendarDrafts, WorkingCalendars],
  exports: [CalendarVersions, WorkingCalendars],
})
export class CalendarModule {}
