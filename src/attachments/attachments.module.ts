import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailAttachments } from '../platform/mail/mail-attachments.ts';
import { Attachment } from './attachment.entity.ts';
import { AttachmentsController } from './attachments.controller.ts';
import { AttachmentDownloads } from './attachments.downloads.ts';
import { AttachmentsForMail } from './attachments.mail.ts';
import { AttachmentsReader } from './attachments.reader.ts';
import { AttachmentsService } from './attachments.service.ts';
import { BlobKeeping } from './blob-keeping.ts';
import { BlobStore } from './blob-store.ts';
import { BLOB_STORE } from './file-store.provider.ts';
import { StoredBlob } from './stored-blob.entity.ts';
import { Uploads } from './upload.ts';

/** Files: taken in once, named as they came, sent out byte for byte. */
@Module({
  imports: [TypeOrmModule.forFeature([Attachment, StoredBlob])],
  controllers: [AttachmentsController],
  providers: [
    BlobKeeping,
    BLOB_STORE,
    Uploads,
    AttachmentsService,
    AttachmentsReader,
    AttachmentDownloads,
    { provide: MailAttachments, useClass: AttachmentsForMail },
  ],
  exports: [BlobStore, AttachmentsReader, AttachmentDownloads, MailAttachments],
})
export class AttachmentsModule {}
