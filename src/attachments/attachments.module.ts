import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailAttachments } from '../platform/mail/mail-attachments.ts';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { UnitsModule } from '../units/units.module.ts';
import { AttachmentUses } from './attachment-uses.ts';
import { Attachment } from './attachment.entity.ts';
import { AttachmentsController } from './attachments.controller.ts';
import { AttachmentDownloads } from './attachments.downloads.ts';
import { AttachmentsForMail } from './attachments.mail.ts';
import { AttachmentsReader } from './attachments.reader.ts';
import { AttachmentsService } from './attachments.service.ts';
import { BlobKeeping } from './blob-keeping.ts';
import { BlobStore } from './blob-store.ts';
import { CheckFiles } from './check-files.job.ts';
import { DamagedFilesController } from './damaged-files.controller.ts';
import { DamagedFiles } from './damaged-files.reader.ts';
import { FileChecks } from './file-checks.ts';
import { FileSweeper } from './file-sweeper.ts';
import { FileStoreHealth } from './file-store.health.ts';
import { BLOB_STORE } from './file-store.provider.ts';
import { StoredBlob } from './stored-blob.entity.ts';
import { SweepFiles } from './sweep-files.job.ts';
import { Uploads } from './upload.ts';

/** Files: taken in once, named as they came, sent out byte for byte. */
@Module({
  imports: [TypeOrmModule.forFeature([Attachment, StoredBlob]), UnitsModule, AccountsModule],
  controllers: [AttachmentsController, DamagedFilesController],
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
    AttachmentsReader,
    AttachmentDownloads,
    { provide: MailAttachments, useClass: AttachmentsForMail },
  ],
  exports: [
    BlobStore,
    BlobKeeping,
    AttachmentUses,
    FileChecks,
    AttachmentsReader,
    AttachmentDownloads,
    MailAttachments,
  ],
})
export class AttachmentsModule {}
