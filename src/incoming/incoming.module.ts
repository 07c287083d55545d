import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '../attachments/attachments.module.ts';
import { CalendarModule } from '../calendar/calendar.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { PreviewsModule } from '../previews/previews.module.ts';
import { ReceiptsModule } from '../receipts/receipts.module.ts';
import { RegistersModule } from '../registers/registers.module.ts';
import { UnitsModule } from '../units/units.module.ts';
import { Assignments } from './assignments.service.ts';
import { CopiesReader } from './copies.reader.ts';
import { DeadlineMovesController } from './deadline-moves.controller.ts';
import { DeadlineMove, DeadlineRecalculation } from './deadline-moves.entity.ts';
import { DeadlineMovesReader } from './deadline-moves.reader.ts';
import { DeadlineRecalculations } from './deadline-recalculations.service.ts';
import { RecalculateDeadlines } from './recalculate-deadlines.job.ts';
import { Deliveries } from './deliveries.service.ts';
import { Delivery, DocumentCopy, DocumentCopyAttachment } from './delivery.entity.ts';
import { DeliveryLog } from './delivery-log.service.ts';
import { Entries } from './entries.service.ts';
import { FilesOfCopies } from './files-of-copies.ts';
import { InboxReader } from './inbox.reader.ts';
import { IncomingActsController } from './incoming-acts.controller.ts';
import { IncomingActs } from './incoming.acts.ts';
import { IncomingController } from './incoming.controller.ts';
import { IncomingPreviewsController } from './incoming-previews.controller.ts';
import { IncomingDownloads } from './incoming.downloads.ts';
import { IncomingRegisterController } from './incoming-register.controller.ts';
import { IncomingRegisterReader } from './incoming-register.reader.ts';
import { IncomingReader } from './incoming.reader.ts';
import { PlainActs } from './plain-acts.service.ts';
import { ProjectionVerifier } from './projection-verifier.ts';
import { SenderActs } from './sender-acts.service.ts';
import { StillWaiting } from './still-waiting.ts';
import { TellAssigned } from './tell-assigned.job.ts';
import { TellSentBack } from './tell-sent-back.job.ts';
import { UnitClosureController } from './unit-closure.controller.ts';
import { UnitClosure } from './unit-closure.service.ts';
import { WaitingIncoming } from './waiting-incoming.reader.ts';
import { WorkHandover } from './work-handover.service.ts';
import { Assignment, AssignmentPerson, ProgressNote } from './work.entity.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Delivery,
      DocumentCopy,
      DocumentCopyAttachment,
      Assignment,
      AssignmentPerson,
      ProgressNote,
      DeadlineRecalculation,
      DeadlineMove,
    ]),
    UnitsModule,
    AttachmentsModule,
    PreviewsModule,
    RegistersModule,
    ReceiptsModule,
    NotificationsModule,
    CalendarModule,
  ],
  controllers: [
    DeadlineMovesController,
    IncomingController,
    IncomingPreviewsController,
    IncomingActsController,
    IncomingRegisterController,
    UnitClosureController,
  ],
  providers: [
    WaitingIncoming,
    InboxReader,
    IncomingRegisterReader,
    IncomingReader,
    CopiesReader,
    PlainActs,
    IncomingActs,
    Assignments,
    Entries,
    IncomingDownloads,
    Deliveries,
    DeliveryLog,
    SenderActs,
    UnitClosure,
    ProjectionVerifier,
    StillWaiting,
    TellAssigned,
    TellSentBack,
    WorkHandover,
    FilesOfCopies,
    DeadlineMovesReader,
    DeadlineRecalculations,
    RecalculateDeadlines,
  ],
  exports: [Deliveries, Entries, SenderActs, WaitingIncoming, WorkHandover],
})
export class IncomingModule {}
