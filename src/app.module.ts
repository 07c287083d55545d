import { Module, type DynamicModule } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.ts';
import { ApiKeysModule } from './api-keys/api-keys.module.ts';
import { AttachmentsModule } from './attachments/attachments.module.ts';
import { CalendarModule } from './calendar/calendar.module.ts';
import { CustodyModule } from './custody/custody.module.ts';
import { CutoverModule } from './cutover/cutover.module.ts';
import { DelegationsModule } from './delegations/delegations.module.ts';
import { CredentialsModule } from './credentials/credentials.module.ts';
import { GroupsModule } from './groups/groups.module.ts';
import { HomeModule } from './home/home.module.ts';
import { ImportsModule } from './imports/imports.module.ts';
import { IncomingModule } from './incoming/incoming.module.ts';
import { OnboardingModule } from './onboarding/onboarding.module.ts';
import { OutgoingModule } from './outgoing/outgoing.module.ts';
import { JobsModule } from './platform/jobs/jobs.module.ts';
import { LiveModule } from './live/live.module.ts';
import { LegacyInboxesModule } from './legacy-inboxes/legacy-inboxes.module.ts';
import { MailArchiveModule } from './mail-archive/mail-archive.module.ts';
import { MailGatewayModule } from './mail-gateway/mail-gateway.module.ts';
import { MailModule } from './platform/mail/mail.module.ts';
import { PlatformModule, type Ground } from './platform/platform.module.ts';
import { NotificationsModule } from './notifications/notifications.module.ts';
import { PracticeModule } from './practice/practice.module.ts';
import type { OpensApp } from './practice/practice-area.ts';
import { PreviewsModule } from './previews/previews.module.ts';
import { ReceiptsModule } from './receipts/receipts.module.ts';
import { RegistersModule } from './registers/registers.module.ts';
import { ScansModule } from './scans/scans.module.ts';
import { TrainingModule } from './training/training.module.ts';
import { UnitsModule } from './units/units.module.ts';
import { UploadsModule } from './uploads/uploads.module.ts';
import { SingleSignOnModule } from './single-sign-on/single-sign-on.module.ts';
import { WebhooksModule } from './webhooks/webhooks.module.ts';

/** The list of rooms, downstream first: a document travels from outgoing to incoming to receipts. */
@Module({})
export class AppModule {
  /** @param openArea opens another application in this process, for the practice area; without it there is none */
  static on(ground: Ground, openArea: OpensApp | null = null): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PracticeModule.on(ground, openArea),
        HomeModule,
        LiveModule,
        CutoverModule,
        OnboardingModule,
        CustodyModule,
        MailGatewayModule,
        OutgoingModule,
        IncomingModule,
        WebhooksModule,
        ReceiptsModule,
        RegistersModule,
        UploadsModule,
        PreviewsModule,
        ScansModule,
        AttachmentsModule,
        CalendarModule,
        GroupsModule,
        NotificationsModule,
        DelegationsModule,
        ApiKeysModule,
        SingleSignOnModule,
        MailArchiveModule,
        LegacyInboxesModule,
        ImportsModule,
        TrainingModule,
        CredentialsModule,
        AccountsModule,
        UnitsModule,
        MailModule.on(ground.config),
        JobsModule,
        PlatformModule.on(ground),
      ],
    };
  }
}
