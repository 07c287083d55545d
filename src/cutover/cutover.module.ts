import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LegacyInboxesModule } from '../legacy-inboxes/legacy-inboxes.module.ts';
import { InvitationAddresses } from '../training/invitation-addresses.ts';
import { UnitsModule } from '../units/units.module.ts';
import { CutoverController } from './cutover.controller.ts';
import { CutoverReader } from './cutover.reader.ts';
import { CutoverScoreboard, LegacyReminder } from './cutover-scoreboard.entity.ts';
import { OldInboxInvitations } from './old-inbox-invitations.ts';
import { OnTheDay } from './on-the-day.job.ts';
import { PublicScoreboardController } from './public-scoreboard.controller.ts';
import { SendReminders } from './reminders.job.ts';
import { Reminders } from './reminders.service.ts';
import { Scoreboard } from './scoreboard.service.ts';
import { TrafficReader } from './traffic.reader.ts';
import { UnitRoads } from './unit-roads.reader.ts';

/** The cockpit of the move. It reads from the other rooms; none of them knows it. */
@Module({
  imports: [TypeOrmModule.forFeature([CutoverScoreboard, LegacyReminder]), LegacyInboxesModule, UnitsModule],
  controllers: [CutoverController, PublicScoreboardController],
  providers: [
    CutoverReader,
    OnTheDay,
    Reminders,
    Scoreboard,
    SendReminders,
    TrafficReader,
    UnitRoads,
    { provide: InvitationAddresses, useClass: OldInboxInvitations },
  ],
})
export class CutoverModule {}
