import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '../attachments/attachments.module.ts';
import { InboxProofs } from '../legacy-inboxes/inbox-proofs.ts';
import { LegacyInboxesModule } from '../legacy-inboxes/legacy-inboxes.module.ts';
import { MailReadingModule } from '../mail-reading/mail-reading.module.ts';
import { UnitsModule } from '../units/units.module.ts';
import { Archiver } from './archiver.ts';
import { ArchiveRows } from './archive-rows.ts';
import { MailKeeping } from './mail-keeping.ts';
import { ArchivedMailPage } from './archived-mail.page.ts';
import { ArchivedMailsController } from './archived-mails.controller.ts';
import { ArchivedMailsReader } from './archived-mails.reader.ts';
import { BringOver, ResumeImports } from './bring-over.job.ts';
import { InboxProofStandings } from './inbox-proof-standings.ts';
import { ImportClaims } from './import-claims.ts';
import {
  ArchivedMail,
  ArchivedMailFile,
  ArchivedMailSource,
  ArchivedMailText,
  MailImport,
  MailImportFolder,
  MailProof,
  MailProofDifference,
} from './mail-archive.entity.ts';
import { MailImportsController } from './mail-imports.controller.ts';
import { MailImportsReader } from './mail-imports.reader.ts';
import { MailImports } from './mail-imports.service.ts';
import { MailProofsController } from './mail-proofs.controller.ts';
import { MailProofsReader } from './mail-proofs.reader.ts';
import { MailProofs } from './mail-proofs.service.ts';
import { MailUploads } from './mail-uploads.ts';
import { Comparing } from './comparing.ts';
import { ProofRows } from './proof-rows.ts';
import { ProofReport } from './proof-report.ts';
import { Prove } from './prove.job.ts';

const ENTITIES = [
  MailImport,
  MailImportFolder,
  ArchivedMail,
  ArchivedMailText,
  ArchivedMailFile,
  ArchivedMailSource,
  MailProof,
  MailProofDifference,
];

/** What was in the old inboxes: brought over, searchable for its unit, and proven to be whole. Nobody's receipts. */
@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES), AttachmentsModule, LegacyInboxesModule, MailReadingModule, UnitsModule],
  controllers: [MailImportsController, MailProofsController, ArchivedMailsController],
  providers: [
    Archiver,
    ArchiveRows,
    MailKeeping,
    ArchivedMailPage,
    ArchivedMailsReader,
    BringOver,
    ImportClaims,
    MailImports,
    MailImportsReader,
    MailProofs,
    MailProofsReader,
    MailUploads,
    Comparing,
    ProofReport,
    ProofRows,
    Prove,
    { provide: InboxProofs, useClass: InboxProofStandings },
    ResumeImports,
  ],
})
export class MailArchiveModule {}
