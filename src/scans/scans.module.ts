import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '../attachments/attachments.module.ts';
import { BlockedFiles } from './blocked-files.reader.ts';
import { RescanFiles } from './rescan.job.ts';
import { ResumeScans } from './resume-scans.job.ts';
import { ScanFile } from './scan.job.ts';
import { Scanner } from './scanner.ts';
import { ScannerStatus } from './scanner-status.entity.ts';
import { ScannerWatch } from './scanner-watch.ts';
import { ScansController } from './scans.controller.ts';
import { ScansDesk } from './scans.desk.ts';
import { Scans } from './scans.service.ts';

/** Every file's verdict: asked of clamd, written down for the gate in attachments, told to the rooms that wait for it. */
@Module({
  imports: [TypeOrmModule.forFeature([ScannerStatus]), AttachmentsModule],
  controllers: [ScansController],
  providers: [BlockedFiles, Scanner, ScannerWatch, Scans, ScansDesk, ScanFile, ResumeScans, RescanFiles],
  exports: [BlockedFiles, Scans, Scanner],
})
export class ScansModule {}
