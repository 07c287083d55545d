import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UnitsModule } from '../units/units.module.ts';
import { MailAttachments } from '../platform/mail/mail-attachments.ts';
import { Attachment } from './attachment.entity.ts';
import { AttachmentsController } from './attachments.controller.ts';
import { AttachmentDownloads } from './attachments.downloads.ts';
import { AttachmentsForMail } from './attachments.mail.ts';
import { AttachmentsReader } from './attachments.reader.ts';
import { AttachmentsService } from './attachments.service.ts';
import { BlobScan, ScanRelease } from './blob-scan.entity.ts';
import { BlobScans } from './blob-scans.ts';
import { BlobStore } from './blob-store.ts';
import { Quotas } from './quotas.service.ts';
import { StorageController } from './storage.controller.ts';
import { DerivedBlobs } from './derived-blobs.ts';
import { NewFiles } from './new-files.ts';
import { ScanGate } from './scan-gate.ts';
import { StoredBlob } from './stored-blob.entity.ts';
import { UnitStorageRow } from './unit-storage.entity.ts';
import { UnitStorage } from './unit-storage.ts';
import { Uploads } from './upload.ts';

/** Files: taken in once, named as they came, sent out byte for byte. */
@Module({
  imports: [TypeOrmModule.forFeature([Attachment, StoredBlob, UnitStorageRow, BlobScan, ScanRelease]), UnitsModule],
  controllers: [AttachmentsController, StorageController],
  providers: [
    BlobStore,
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
    AttachmentsReader,
    AttachmentsService,
    AttachmentDownloads,
    UnitStorage,
    MailAttachments,
    ScanGate,
    BlobScans,
    NewFiles,
    BlobStore,
    DerivedBlobs,
  ],
})
export class AttachmentsModule {}
