import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '../calendar/calendar.module.ts';
import { UnitsModule } from '../units/units.module.ts';
import { AttendanceReader } from './attendance.reader.ts';
import { BookingDesk } from './booking-desk.ts';
import { BookingLists } from './booking-lists.service.ts';
import { TrainingBookingsController } from './bookings.controller.ts';
import { BookingsReader } from './bookings.reader.ts';
import { Bookings } from './bookings.service.ts';
import { CheckInCodes } from './check-in-code.ts';
import { TrainingDoor } from './door.service.ts';
import { TrainingFeeds } from './feeds.service.ts';
import { InvitationMailboxes } from './invitation-addresses.ts';
import { MarkAbsent } from './mark-absent.job.ts';
import { Places } from './places.ts';
import { TellTrainingUnits } from './tell-units.job.ts';
import { TrainingAccess } from './training-access.ts';
import { TrainingRequired } from './training-required.ts';
import { TrainingSessions } from './training-sessions.service.ts';
import { TrainingUnitsReader } from './training-units.reader.ts';
import { TrainingWeeksController } from './training-weeks.controller.ts';
import { TrainingWeeksReader } from './training-weeks.reader.ts';
import { TrainingWeeks } from './training-weeks.service.ts';
import { TrainingDownloads } from './training.downloads.ts';
import { TrainingBooking, TrainingFeed, TrainingSession, TrainingWeek } from './training.entity.ts';

/** The training week: one person of each unit, at a session in office hours. */
@Module({
  imports: [
    TypeOrmModule.forFeature([TrainingWeek, TrainingSession, TrainingBooking, TrainingFeed]),
    CalendarModule,
    UnitsModule,
  ],
  controllers: [TrainingWeeksController, TrainingBookingsController],
  providers: [
    AttendanceReader,
    BookingDesk,
    BookingLists,
    BookingsReader,
    Bookings,
    CheckInCodes,
    InvitationMailboxes,
    MarkAbsent,
    Places,
    TellTrainingUnits,
    TrainingAccess,
    TrainingDoor,
    TrainingDownloads,
    TrainingFeeds,
    TrainingRequired,
    TrainingSessions,
    TrainingUnitsReader,
    TrainingWeeksReader,
    TrainingWeeks,
  ],
})
export class TrainingModule {}
