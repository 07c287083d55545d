import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DailyMail } from './daily-mail.job.ts';
import { NotificationChoice } from './notification-choice.entity.ts';
import { NotificationChoicesController } from './notification-choices.controller.ts';
import { NotificationChoices } from './notification-choices.service.ts';
import { Notifications } from './notifications.service.ts';
import { UnsubscribeLinks } from './unsubscribe-links.ts';
import { UnsubscriptionsController } from './unsubscriptions.controller.ts';
import { WaitingNotification } from './waiting-notification.entity.ts';

/** Telling people, by mail, the way each of them chose. */
@Module({
  imports: [TypeOrmModule.forFeature([NotificationChoice, WaitingNotification])],
  controllers: [NotificationChoicesController, UnsubscriptionsController],
  providers: [Notifications, NotificationChoices, DailyMail, UnsubscribeLinks],
  exports: [Notifications, DailyMail],
})
export class NotificationsModule {}
