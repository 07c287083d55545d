import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '../attachments/attachments.module.ts';
import { GroupsModule } from '../groups/groups.module.ts';
import { IncomingModule } from '../incoming/incoming.module.ts';
import { LegacyInboxesModule } from '../legacy-inboxes/legacy-inboxes.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { ReceiptsModule } from '../receipts/receipts.module.ts';
import { RegistersModule } from '../registers/registers.module.ts';
import { PreviewsModule } from '../previews/previews.module.ts';
import { ScansModule } from '../scans/scans.module.ts';
import { UnitsModule } from '../units/units.module.ts';
import { AnnounceDispatch } from './announce.job.ts';
import { CopyToOldInboxes } from './old-inbox-copies.job.ts';
import { DispatchContent } from './dispatch-content.ts';
import { DispatchEffects } from './dispatch-effects.ts';
import { Dispatching } from './dispatching.service.ts';
import { DraftHandover } from './draft-handover.service.ts';
import { DraftParts } from './draft-parts.ts';
import { Drafts } from './drafts.service.ts';
import { FilesOfDocuments } from './files-of-documents.ts';
import { Issuing } from './issuing.service.ts';
import { NumberBooksController } from './number-books.controller.ts';
import { NumberBooksDesk } from './number-books.desk.ts';
import { NumberPeriods } from './number-periods.ts';
import { OutgoingActsController } from './outgoing-acts.controller.ts';
import { OutgoingActs } from './outgoing.acts.ts';
import { OutgoingController } from './outgoing.controller.ts';
import { OutgoingDocument } from './outgoing.entity.ts';
import {
  Dispatch,
  OutgoingAttachment,
  OutgoingRecipient,
  OutgoingRelation,
  OutgoingStep,
} from './outgoing-parts.entity.ts';
import { OutgoingPreviewsController } from './outgoing-previews.controller.ts';
import { OutgoingRegisterController } from './outgoing-register.controller.ts';
import { OutgoingRegisterReader } from './outgoing-register.reader.ts';
import { OutgoingOverview } from './outgoing-overview.reader.ts';
import { DocumentProgress } from './document-progress.ts';
import { OutgoingReader } from './outgoing.reader.ts';
import { PreFlight } from './pre-flight.ts';
import { Recipients } from './recipients.ts';
import { ReleaseDispatches } from './release.job.ts';
import { FileClosed } from './file-closed.job.ts';
import { ScanAlertsController } from './scan-alerts.controller.ts';
import { ScanAlertsReader } from './scan-alerts.reader.ts';
import { ScanCancelling } from './scan-cancelling.ts';
import { SenderActsController } from './sender-acts.controller.ts';
import { SenderDuties } from './sender-duties.service.ts';
import { TrackingCounts } from './tracking-counts.ts';
import { TrackingController } from './tracking.controller.ts';
import { TrackingReader } from './tracking.reader.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      OutgoingDocument,
      OutgoingRecipient,
      OutgoingRelation,
      OutgoingAttachment,
      OutgoingStep,
      Dispatch,
    ]),
    UnitsModule,
    GroupsModule,
    NotificationsModule,
    LegacyInboxesModule,
    AttachmentsModule,
    ScansModule,
    PreviewsModule,
    RegistersModule,
    IncomingModule,
    ReceiptsModule,
  ],
  controllers: [
    OutgoingController,
    OutgoingActsController,
    OutgoingRegisterController,
    NumberBooksController,
    SenderActsController,
    TrackingController,
    ScanAlertsController,
    OutgoingPreviewsController,
  ],
  providers: [
    DocumentProgress,
    OutgoingOverview,
    OutgoingReader,
    Drafts,
    DraftParts,
    OutgoingActs,
    Issuing,
    NumberPeriods,
    NumberBooksDesk,
    Dispatching,
    DispatchContent,
    DispatchEffects,
    PreFlight,
    Recipients,
    ReleaseDispatches,
    AnnounceDispatch,
    CopyToOldInboxes,
    ScanCancelling,
    FileClosed,
    ScanAlertsReader,
    SenderDuties,
    TrackingCounts,
    TrackingReader,
    OutgoingRegisterReader,
    DraftHandover,
    FilesOfDocuments,
  ],
  exports: [DraftHandover, OutgoingOverview, ScanAlertsReader, TrackingCounts],
})
export class OutgoingModule {}
