import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '../attachments/attachments.module.ts';
import { Finishing } from './finishing.ts';
import { Staging } from './staging.ts';
import { SweepUploads } from './sweep-uploads.job.ts';
import { Transfer } from './transfer.ts';
import { TusGate } from './tus-gate.ts';
import { UploadDesk } from './upload-desk.ts';
import { UploadLocks } from './upload-locks.ts';
import { UploadRows } from './upload-rows.ts';
import { Upload } from './upload.entity.ts';
import { Uploading } from './uploading.service.ts';
import { UploadsController } from './uploads.controller.ts';
import { UploadsReader } from './uploads.reader.ts';

/** Large files in pieces, over lines that break. */
@Module({
  imports: [TypeOrmModule.forFeature([Upload]), AttachmentsModule],
  controllers: [UploadsController],
  providers: [
    Uploading,
    TusGate,
    UploadDesk,
    UploadLocks,
    UploadRows,
    UploadsReader,
    Staging,
    Transfer,
    Finishing,
    SweepUploads,
  ],
})
export class UploadsModule {}
