import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DailyMail } from './daily-mail.job.ts';
import { NotificationChoice } from './notification-choice.entity.ts';
import { NotificationChoicesController } from './notification-choices.controller.ts';
import { NotificationChoices } from './notification-choices.service.ts';
import { ForgetNotices, ForgetSubscriptions } from './forget-notices.job.ts';
import { NoticeStates } from './notice-states.ts';
import { NoticeRow } from './notice.entity.ts';
import { NoticesController } from './notices.controller.ts';
import { NoticesReader } from './notices.reader.ts';
import { Notices } from './notices.service.ts';
import { Notifications } from './notifications.service.ts';
import { PushKeys } from './push-keys.ts';
import { PushMessages } from './push-messages.ts';
import { PushOutlet } from './push-outlet.ts';
import { PushMessage, PushSubscription } from './push-subscription.entity.ts';
import { PushSubscriptionsController } from './push-subscriptions.controller.ts';
import { PushSubscriptions } from './push-subscriptions.service.ts';
import { SendDuePushes, SendPushes } from './send-pushes.job.ts';
import { UnsubscribeLinks } from './unsubscribe-links.ts';
import { UnsubscriptionsController } from './unsubscriptions.controller.ts';
import { WaitingNotification } from './waiting-notification.entity.ts';

/** Telling people: behind the bell, by mail and on their devices, the way each of them chose. */
@Module({
  imports: [
    TypeOrmModule.forFeature([NotificationChoice, NoticeRow, PushMessage, PushSubscription, WaitingNotification]),
  ],
  controllers: [
    NotificationChoicesController,
    NoticesController,
    PushSubscriptionsController,
    UnsubscriptionsController,
  ],
  providers: [
    Notifications,
    NotificationChoices,
    DailyMail,
    ForgetNotices,
    ForgetSubscriptions,
    Notices,
    NoticesReader,
    NoticeStates,
    PushKeys,
    PushMessages,
    PushOutlet,
    PushSubscriptions,
    SendDuePushes,
    SendPushes,
    UnsubscribeLinks,
  ],
  exports: [Notifications, NoticeStates],
})
export class NotificationsModule {}
