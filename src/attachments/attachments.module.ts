import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { MailAttachments } from '../platform/mail/mail-attachments.ts';
import { UnitsModule } from '../units/units.module.ts';
import { AttachmentUses } from './attachment-uses.ts';
import { Attachment } from './attachment.entity.ts';
import { AttachmentsController } from './attachments.controller.ts';
import { AttachmentDownloads } from './attachments.downloads.ts';
import { AttachmentsForMail } from './attachments.mail.ts';
import { AttachmentsReader } from './attachments.reader.ts';
import { AttachmentsService } from './attachments.service.ts';
import { BlobKeeping } from './blob-keeping.ts';
import { BlobScan, ScanRelease } from './blob-scan.entity.ts';
import { BlobScans } from './blob-scans.ts';
import { BlobStore } from './blob-store.ts';
import { CheckFiles } from './check-files.job.ts';
import { DamagedFilesController } from './damaged-files.controller.ts';
import { DamagedFiles } from './damaged-files.reader.ts';
import { DerivedBlobs } from './derived-blobs.ts';
import { FileChecks } from './file-checks.ts';
import { FileStoreHealth } from './file-store.health.ts';
import { BLOB_STORE } from './file-store.provider.ts';
import { FileSweeper } from './file-sweeper.ts';
import { NewFiles } from './new-files.ts';
import { Quotas } from './quotas.service.ts';
import { ScanGate } from './scan-gate.ts';
import { StorageController } from './storage.controller.ts';
import { StoredBlob } from './stored-blob.entity.ts';
import { SweepFiles } from './sweep-files.job.ts';
import { UnitStorageRow } from './unit-storage.entity.ts';
import { UnitStorage } from './unit-storage.ts';
import { Uploads } from './upload.ts';

/** Files: taken in once, named as they came, sent out byte for byte. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Attachment, StoredBlob, UnitStorageRow, BlobScan, ScanRelease]),
    UnitsModule,
    AccountsModule,
  ],
  controllers: [AttachmentsController, StorageController, DamagedFilesController],
  providers: [
    BlobKeeping,
    BLOB_STORE,
    FileStoreHealth,
    AttachmentUses,
    FileChecks,
    CheckFiles,
    FileSweeper,
    SweepFiles,
    DamagedFiles,
    Uploads,
    AttachmentsService,
    UnitStorage,
    Quotas,
    AttachmentsReader,
    AttachmentDownloads,
    ScanGate,
    BlobScans,
    NewFiles,
    DerivedBlobs,
    { provide: MailAttachments, useClass: AttachmentsForMail },
  ],
  exports: [
    DamagedFiles,
    AttachmentsReader,
    AttachmentsService,
    AttachmentDownloads,
    AttachmentUses,
    BlobKeeping,
    BlobScans,
    BlobStore,
    DerivedBlobs,
    FileChecks,
    MailAttachments,
    NewFiles,
    ScanGate,
    UnitStorage,
  ],
})
export class AttachmentsModule {}
