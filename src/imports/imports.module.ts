import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UnitsModule } from '../units/units.module.ts';
import { ApplyImport } from './apply-import.job.ts';
import { ApplyRows } from './apply-rows.ts';
import { CheckImport } from './check-import.job.ts';
import { LegacyInboxesModule } from '../legacy-inboxes/legacy-inboxes.module.ts';
import { ImportDownloads } from './import-downloads.ts';
import { ImportExports } from './import-exports.reader.ts';
import { ImportPlanning } from './import-planning.ts';
import { ImportUpload } from './import-upload.ts';
import { ImportsController } from './imports.controller.ts';
import { ImportsReader } from './imports.reader.ts';
import { Imports } from './imports.service.ts';
import { InboxTables } from './inbox-tables.ts';
import { PurgeImports } from './purge-imports.job.ts';
import { SealedParts } from './sealed-parts.ts';
import { TableImportPart, TableImportRow } from './table-import-row.entity.ts';
import { TableImport } from './table-import.entity.ts';

/** Units, accounts and old inboxes from tables. */
@Module({
  imports: [TypeOrmModule.forFeature([TableImport, TableImportRow, TableImportPart]), UnitsModule, LegacyInboxesModule],
  controllers: [ImportsController],
  providers: [
    ApplyImport,
    ApplyRows,
    CheckImport,
    ImportDownloads,
    ImportExports,
    ImportPlanning,
    Imports,
    ImportsReader,
    ImportUpload,
    InboxTables,
    PurgeImports,
    SealedParts,
  ],
})
export class ImportsModule {}
