import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { Attachment } from './attachment.entity.ts';
import type { BlobId } from './blob-store.ts';
import type { ScanState } from './scan.states.ts';

/** A file with what is known of its scan. */
export interface KnownFile extends Attachment {
  readonly scanState: ScanState;
  readonly scanSignature: string | null;
  readonly scanReason: string | null;
  readonly scannedAt: Date | null;
}

/** The columns of an attachment under the names of its entity, and its scan. */
const COLUMNS = `a.id, a.unit_id as "unitId", a.name, a.sha256, a.size::float8 as size, a.media_type as "mediaType", a.uploaded_by as "uploadedBy",
  a.uploaded_at as "uploadedAt", s.state as "scanState", s.signature as "scanSignature", s.reason as "scanReason", s.scanned_at as "scannedAt"`;
const FROM = `from attachment a join attachment_scan s on s.attachment_id = a.id`;

/** A file as `filesColumn` brings it. */
export type FileJson = Omit<KnownFile, 'uploadedAt' | 'scannedAt'> & {
  readonly uploadedAt: string;
  readonly scannedAt: string | null;
};

/** Files in their order, as one column of a question for more than them. @param ids an expression of SQL, an array */
export const filesColumn = (ids: string): string =>
  `(select coalesce(json_agg(f order by f.place), '[]') from (
     select ${COLUMNS}, i.place ${FROM} join unnest(${ids}) with ordinality i (id, place) on i.id = a.id) f)`;

export const fromJson = ({ uploadedAt, scannedAt, ...file }: FileJson): KnownFile => ({
  ...file,
  uploadedAt: new Date(uploadedAt),
  scannedAt: scannedAt === null ? null : new Date(scannedAt),
});

/** Finds files. Other rooms say themselves who may see one: they know through which document it came. */
@Injectable()
export class AttachmentsReader {
  constructor(private readonly database: Database) {}

  /**
   * A file that a unit of the caller uploaded.
   * @throws request.not-found
   */
  async mine(caller: Principal, id: string): Promise<KnownFile> {
    const units = caller.unitIds(STAFF);
    const found = await this.database.first<KnownFile>(
      `select ${COLUMNS} ${FROM} where a.id = $1 and a.unit_id = any($2::uuid[])`,
      [id, units],
    );
    if (!found) throw REQUEST.notFound();
    return found;
  }

  /** Whether the unit has a file with this content that it uploaded itself. */
  async isOfUnit(unitId: string, { sha256, size }: BlobId): Promise<boolean> {
    const found = await this.database.first(
      `select from attachment where unit_id = $1 and sha256 = $2 and size = $3 limit 1`,
      [unitId, sha256, size],
    );
    return found !== null;
  }

  /**
   * Those of the files that the unit uploaded, by id; the rest are left out. Inside a transaction they stay until its end: the
   * sweeper passes over what somebody is about to refer to.
   */
  async ownedBy(queries: Queries, unitId: string, ids: readonly string[]): Promise<Map<string, KnownFile>> {
    return byId(
      await queries.rows<KnownFile>(
        `select ${COLUMNS} ${FROM} where a.id = any($2::uuid[]) and a.unit_id = $1 order by a.id for key share of a`,
        [unitId, ids],
      ),
    );
  }

  /** The files by id, whoever uploaded them: for callers that have checked the right to see them. */
  async byIds(queries: Queries, ids: readonly string[]): Promise<Map<string, KnownFile>> {
    if (ids.length === 0) return new Map();
    return byId(await queries.rows<KnownFile>(`select ${COLUMNS} ${FROM} where a.id = any($1::uuid[])`, [ids]));
  }
}

const byId = (rows: readonly KnownFile[]): Map<string, KnownFile> => new Map(rows.map((row) => [row.id, row]));
