import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '../calendar/calendar.module.ts';
import { UnitReadiness } from '../legacy-inboxes/unit-readiness.ts';
import { UnitsModule } from '../units/units.module.ts';
import { OnboardingDigest } from './digest.job.ts';
import { OnboardingReminder } from './onboarding-reminder.entity.ts';
import { OnboardingController } from './onboarding.controller.ts';
import { RemindUnits } from './remind-units.job.ts';
import { Reminders } from './reminders.service.ts';
import { RoadsReader } from './roads.reader.ts';
import { SendReminders } from './send-reminders.job.ts';
import { RoadReadiness } from './unit-readiness.reader.ts';

/** Every unit's road to ready. It reads the facts of all rooms; none of them knows it. */
@Module({
  imports: [TypeOrmModule.forFeature([OnboardingReminder]), CalendarModule, UnitsModule],
  controllers: [OnboardingController],
  providers: [
    OnboardingDigest,
    Reminders,
    RemindUnits,
    RoadsReader,
    SendReminders,
    { provide: UnitReadiness, useClass: RoadReadiness },
  ],
})
export class OnboardingModule {}
