import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '../attachments/attachments.module.ts';
import { ScansModule } from '../scans/scans.module.ts';
import { CatchUpPreviews } from './catch-up.job.ts';
import { MakePreview } from './make-preview.job.ts';
import { OfficeConverter } from './office-converter.ts';
import { PreviewDesk } from './preview-desk.ts';
import { PreviewMaker } from './preview-maker.ts';
import { Preview, PreviewPage, PreviewText } from './preview.entity.ts';
import { PreviewsController } from './previews.controller.ts';
import { PreviewsReader } from './previews.reader.ts';
import { Previews } from './previews.service.ts';

/** Pictures and texts of clean files, made in the background, each in a process of its own. */
@Module({
  imports: [TypeOrmModule.forFeature([Preview, PreviewPage, PreviewText]), AttachmentsModule, ScansModule],
  controllers: [PreviewsController],
  providers: [Previews, PreviewsReader, PreviewDesk, PreviewMaker, OfficeConverter, MakePreview, CatchUpPreviews],
  exports: [PreviewDesk],
})
export class PreviewsModule {}
