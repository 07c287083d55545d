import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { AttachmentsModule } from '../attachments/attachments.module.ts';
import { IncomingModule } from '../incoming/incoming.module.ts';
import { LegacyInboxesModule } from '../legacy-inboxes/legacy-inboxes.module.ts';
import { OldTraffic } from '../legacy-inboxes/old-traffic.ts';
import { MailReadingModule } from '../mail-reading/mail-reading.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { UnitsModule } from '../units/units.module.ts';
import {
  ArrivedMail,
  ArrivedMailAct,
  ArrivedMailInbox,
  AutomaticReplyRow,
  InboxWatchRow,
  ReceivedMail,
  ReceivedMailFile,
} from './arrived-mail.entity.ts';
import { ArrivedMailsController } from './arrived-mails.controller.ts';
import { ArrivedMailDownloads } from './arrived-mails.downloads.ts';
import { ArrivedMailsReader } from './arrived-mails.reader.ts';
import { ArrivedMails } from './arrived-mails.service.ts';
import { FollowUp } from './follow-up.job.ts';
import { Intake } from './intake.service.ts';
import { KnownInboxes } from './known-inboxes.reader.ts';
import { MailApart } from './mail-apart.ts';
import { MailGateway } from './mail-gateway.ts';
import { MailStore } from './mail-store.ts';
import { InboxWatcher } from './inbox-watcher.ts';
import { WatchInbox, WatchInboxes } from './watch.jobs.ts';
import { WatchesReader } from './watches.reader.ts';
import { OldSenders } from './old-senders.reader.ts';
import { SenderLimits } from './sender-limits.ts';
import { SmtpDesk } from './smtp-desk.ts';

/** Mail that still comes to the old inboxes: taken in, told to the clerks, answered once. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      ArrivedMail,
      ArrivedMailAct,
      ArrivedMailInbox,
      AutomaticReplyRow,
      InboxWatchRow,
      ReceivedMail,
      ReceivedMailFile,
    ]),
    AccountsModule,
    AttachmentsModule,
    IncomingModule,
    LegacyInboxesModule,
    MailReadingModule,
    NotificationsModule,
    UnitsModule,
  ],
  controllers: [ArrivedMailsController],
  providers: [
    ArrivedMailDownloads,
    ArrivedMails,
    ArrivedMailsReader,
    OldSenders,
    { provide: OldTraffic, useExisting: OldSenders },
    InboxWatcher,
    WatchInbox,
    WatchInboxes,
    WatchesReader,
    FollowUp,
    Intake,
    KnownInboxes,
    MailApart,
    MailGateway,
    MailStore,
    SenderLimits,
    SmtpDesk,
  ],
})
export class MailGatewayModule {}
