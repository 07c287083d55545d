import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { Attachment } from './attachment.entity.ts';

/** The columns of an attachment under the names of its entity. */
const COLUMNS = `id, unit_id as "unitId", name, sha256, size::float8 as size, media_type as "mediaType", uploaded_by as "uploadedBy", uploaded_at as "uploadedAt"`;

/** Finds files. Other rooms say themselves who may see one: they know through which document it came. */
@Injectable()
export class AttachmentsReader {
  constructor(private readonly database: Database) {}

  /**
   * A file that a unit of the caller uploaded.
   * @throws request.not-found
   */
  async mine(caller: Principal, id: string): Promise<Attachment> {
    const units = caller.unitIds(STAFF);
    const found = await this.database.first<Attachment>(
      `select ${COLUMNS} from attachment where id = $1 and unit_id = any($2::uuid[])`,
      [id, units],
    );
    if (!found) throw REQUEST.notFound();
    return found;
  }

  /**
   * Those of the files that the unit uploaded, by id; the rest are left out. Inside a transaction they stay until its end: the
   * sweeper passes over what somebody is about to refer to.
   */
  async ownedBy(queries: Queries, unitId: string, ids: readonly string[]): Promise<Map<string, Attachment>> {
    return byId(
      await queries.rows<Attachment>(
        `select ${COLUMNS} from attachment where id = any($2::uuid[]) and unit_id = $1 order by id for key share`,
        [unitId, ids],
      ),
    );
  }

  /** The files by id, whoever uploaded them: for callers that have checked the right to see them. */
  async byIds(queries: Queries, ids: readonly string[]): Promise<Map<string, Attachment>> {
    return byId(await queries.rows<Attachment>(`select ${COLUMNS} from attachment where id = any($1::uuid[])`, [ids]));
  }
}

const byId = (rows: readonly Attachment[]): Map<string, Attachment> => new Map(rows.map((row) => [row.id, row]));
