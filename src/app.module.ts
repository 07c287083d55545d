import { Module, type DynamicModule } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.ts';
import { AttachmentsModule } from './attachments/attachments.module.ts';
import { CredentialsModule } from './credentials/credentials.module.ts';
import { GroupsModule } from './groups/groups.module.ts';
import { IncomingModule } from './incoming/incoming.module.ts';
import { OutgoingModule } from './outgoing/outgoing.module.ts';
import { JobsModule } from './platform/jobs/jobs.module.ts';
import { MailModule } from './platform/mail/mail.module.ts';
import { PlatformModule, type Ground } from './platform/platform.module.ts';
import { ReceiptsModule } from './receipts/receipts.module.ts';
import { RegistersModule } from './registers/registers.module.ts';
import { UnitsModule } from './units/units.module.ts';

/** The list of rooms, downstream first: a document travels from outgoing to incoming to receipts. */
@Module({})
export class AppModule {
  static on(ground: Ground): DynamicModule {
    return {
      module: AppModule,
      imports: [
        OutgoingModule,
        IncomingModule,
        ReceiptsModule,
        RegistersModule,
        AttachmentsModule,
        GroupsModule,
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
