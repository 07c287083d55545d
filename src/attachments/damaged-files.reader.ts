import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { AttachmentUses } from './attachment-uses.ts';
import type { DamagedFileWire } from './damaged-files.wire.ts';

interface DamageRow {
  readonly sha256: string;
  readonly size: number;
  readonly state: 'missing' | 'damaged';
  readonly foundAt: Date;
}

interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly unitId: string;
  readonly uploadedAt: Date;
}

/** Files of the administrator's units and those below. */
const REACHED = `exists (select from unnest($1::uuid[]) root where unit_within(a.unit_id, root))`;

/** Which stored files are no longer whole, for administrators: of the whole tree at its root, of their part of it elsewhere. */
@Injectable()
export class DamagedFiles {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsReader,
    private readonly uses: AttachmentUses,
  ) {}

  /** The oldest first; a constant number of queries. */
  async list(caller: Principal, { limit, after }: PageQuery): Promise<Page<DamagedFileWire>> {
    const administered = caller.unitIds(['admin']);
    const [at, sha256] = after ? decodeCursor(after, ['time', 'text']) : ['1970-01-01T00:00:00Z', ''];
    const rows = await this.database.rows<DamageRow>(
      `select k.sha256, k.size::float8 as size, k.verdict as state, k.found_at as "foundAt" from blob_keeping k
       where k.verdict <> 'whole' and (k.found_at, k.sha256) > ($3::timestamptz, $4)
         and exists (select from attachment a where a.sha256 = k.sha256 and ${REACHED})
       order by k.found_at, k.sha256 limit $2`,
      [administered, limit + 1, at, sha256],
    );
    const files = await this.filesOf(administered, rows);
    const ids = files.map(({ id }) => id);
    const [units, documents] = await Promise.all([
      this.units.byIds(this.database, [...new Set(files.map(({ unitId }) => unitId))]),
      this.uses.documentsOf(this.database, ids),
    ]);
    return toPage(
      rows,
      limit,
      (row) => [row.foundAt.toISOString(), row.sha256],
      (row) => {
        const mine = files.filter((file) => file.sha256 === row.sha256);
        const named = new Map(
          documents
            .filter(({ attachmentId }) => mine.some(({ id }) => id === attachmentId))
            .map(({ id, symbol, unitName }) => [id, { id, symbol, unitName }]),
        );
        return {
          ...row,
          foundAt: row.foundAt.toISOString(),
          attachments: mine.map(({ id, name, unitId, uploadedAt }) => ({
            id,
            name,
            unitId,
            unitName: units.get(unitId)?.name ?? '',
            uploadedAt: uploadedAt.toISOString(),
          })),
          documents: [...named.values()],
        };
      },
    );
  }

  private filesOf(administered: readonly string[], rows: readonly DamageRow[]): Promise<FileRow[]> {
    return this.database.rows<FileRow>(
      `select a.id, a.name, a.sha256, a.unit_id as "unitId", a.uploaded_at as "uploadedAt" from attachment a
       where a.sha256 = any($2) and ${REACHED} order by a.uploaded_at, a.id`,
      [administered, rows.map(({ sha256 }) => sha256)],
    );
  }
}
