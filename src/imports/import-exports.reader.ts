import { Injectable } from '@nestjs/common';
import { AccountStandings } from '../accounts/account-standings.reader.ts';
import { InboxListing } from '../legacy-inboxes/inbox-listing.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Database } from '../platform/database/database.ts';
import { UnitStandings, type UnitExport } from '../units/unit-standings.reader.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { fieldsOf, headingOf, type ImportKind } from './columns.policy.ts';
import { asWritten } from './words.policy.ts';

/** Units and accounts as they are, in the columns of an import: to be edited and brought back. */
@Injectable()
export class ImportExports {
  constructor(
    private readonly database: Database,
    private readonly reader: UnitsReader,
    private readonly units: UnitStandings,
    private readonly accounts: AccountStandings,
    private readonly audit: Audit,
    private readonly inboxes: InboxListing,
  ) {}

  /** @throws request.not-found, access.role-needed, access.unit-needed */
  async lines(caller: Principal, kind: ImportKind, unitId: string | null): Promise<(string | null)[][]> {
    const { post } = caller.actForOnly(unitId, ['admin']);
    const rows = await this.rowsOf(kind, post.unitId);
    const subject = { subjectType: 'unit', subjectId: post.unitId, unitId: post.unitId };
    await this.audit.note(caller, { act: 'import.export', ...subject, detail: { kind, rows: rows.length } });
    const fields = fieldsOf(kind);
    return [
      fields.map((field) => headingOf(kind, field)),
      ...rows.map((row) => fields.map((field) => asWritten(field, row[field] ?? null))),
    ];
  }

  private rowsOf(kind: ImportKind, unitId: string): Promise<Record<string, string | null>[]> {
    if (kind === 'legacy-inboxes') return this.inboxRows(unitId);
    return kind === 'units' ? this.unitRows(unitId) : this.accountRows(unitId);
  }

  /** Without passwords: the column is there to be filled in. */
  private async inboxRows(unitId: string): Promise<Record<string, string | null>[]> {
    const rows = await this.inboxes.within(this.database, unitId);
    return rows.map(({ address, unitCode, owner, note, imapHost, imapPort, imapSecurity, imapUser }) => {
      const port = imapPort === null ? null : String(imapPort);
      return { address, unitCode, owner, note, imapHost, imapPort: port, imapSecurity, imapUser, imapPassword: null };
    });
  }

  private async unitRows(unitId: string): Promise<Record<string, string | null>[]> {
    return (await this.units.openWithin(this.database, unitId, this.reader.today())).map(unitRow);
  }

  private async accountRows(unitId: string): Promise<Record<string, string | null>[]> {
    return (await this.accounts.within(this.database, unitId)).map((post) => ({ ...post }));
  }
}

const unitRow = (unit: UnitExport): Record<string, string | null> => ({ ...unit, nameFrom: null });
