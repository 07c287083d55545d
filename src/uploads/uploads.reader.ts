import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import type { Upload } from './upload.entity.ts';
import { expiryOf, toUploadWire, type UploadPageWire } from './upload.wire.ts';
import { UPLOADS } from './uploads.errors.ts';

/** The columns of an upload under the names of its entity. */
const COLUMNS = `id, account_id as "accountId", unit_id as "unitId", name, size::float8 as size, declared_sha256 as "declaredSha256",
  received::float8 as received, synced::float8 as synced, boot, generation, media_type as "mediaType", sha256,
  attachment_id as "attachmentId", created_at as "createdAt", touched_at as "touchedAt"`;

/** Finds uploads, for the person who began them and nobody else: a colleague of the same unit is a stranger here. */
@Injectable()
export class UploadsReader {
  readonly days: number;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.days = config.get('UPLOAD_DAYS');
  }

  /**
   * An upload of the caller, who must still be of the unit it is for.
   * @throws request.not-found, access.role-needed, uploads.gone
   */
  async mine(caller: Principal, id: string): Promise<Upload> {
    const found = await this.database.first<Upload>(`select ${COLUMNS} from upload where id = $1 and account_id = $2`, [
      id,
      caller.accountId,
    ]);
    if (!found) throw REQUEST.notFound();
    caller.actFor(found.unitId, STAFF);
    if (!found.attachmentId && expiryOf(found, this.days) <= this.clock.now()) throw UPLOADS.gone({ days: this.days });
    return found;
  }

  /** As it is now, for work that holds its lock; null when it is gone. */
  byId(queries: Queries, id: string): Promise<Upload | null> {
    return queries.first<Upload>(`select ${COLUMNS} from upload where id = $1`, [id]);
  }

  /** The caller's unfinished uploads, newest first. */
  async open(caller: Principal, { limit, after }: PageQuery): Promise<UploadPageWire> {
    const [at, id] = after === undefined ? [null, null] : decodeCursor(after, ['time', 'id']);
    const rows = await this.database.rows<Upload>(
      `select ${COLUMNS} from upload where account_id = $1 and unit_id = any($2::uuid[]) and attachment_id is null and touched_at > $3
         and ($4::timestamptz is null or (created_at, id) < ($4, $5::uuid))
       order by created_at desc, id desc limit $6`,
      [caller.accountId, caller.unitIds(STAFF), this.expired, at, id, limit + 1],
    );
    return toPage(
      rows,
      limit,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => toUploadWire(row, this.days),
    );
  }

  /** Uploads not touched since then have expired. */
  get expired(): Date {
    return new Date(this.clock.now().getTime() - this.days * 24 * 3600_000);
  }
}
