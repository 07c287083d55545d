import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '../attachments/attachments.module.ts';
import { LegacyInboxesModule } from '../legacy-inboxes/legacy-inboxes.module.ts';
import { Archiver } from './archiver.ts';
import { ArchivedMailPage } from './archived-mail.page.ts';
import { ArchivedMailsController } from './archived-mails.controller.ts';
import { ArchivedMailsReader } from './archived-mails.reader.ts';
import { BringOver, ResumeImports } from './bring-over.job.ts';
import { ImapWay } from './imap-way.ts';
import { ImportClaims } from './import-claims.ts';
import {
  ArchivedMail,
  ArchivedMailFile,
  ArchivedMailSource,
  ArchivedMailText,
  MailImport,
  MailImportFolder,
} from './mail-archive.entity.ts';
import { MailImportsController } from './mail-imports.controller.ts';
import { MailImportsReader } from './mail-imports.reader.ts';
import { MailImports } from './mail-imports.service.ts';
import { MailUploads } from './mail-uploads.ts';
import { ReadingThreads } from './reading/reading-threads.ts';

const ENTITIES = [MailImport, MailImportFolder, ArchivedMail, ArchivedMailText, ArchivedMailFile, ArchivedMailSource];

/** What was in the old inboxes: brought over, searchable for its unit, and proven to be whole. Nobody's receipts. */
@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES), AttachmentsModule, LegacyInboxesModule],
  controllers: [MailImportsController, ArchivedMailsController],
  providers: [
    Archiver,
    ArchivedMailPage,
    ArchivedMailsReader,
    BringOver,
    ImapWay,
    ImportClaims,
    MailImports,
    MailImportsReader,
    MailUploads,
    ReadingThreads,
    ResumeImports,
  ],
})
export class MailArchiveModule {}
