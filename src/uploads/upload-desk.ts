import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import { isTakenIn } from '../attachments/file-types.ts';
import { UnitStorage } from '../attachments/unit-storage.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Database } from '../platform/database/database.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Finishing } from './finishing.ts';
import { Staging } from './staging.ts';
import { Transfer } from './transfer.ts';
import type { Upload } from './upload.entity.ts';
import { UploadRows, type NewUpload } from './upload-rows.ts';
import type { Checksum, Said } from './uploads.policy.ts';
import { UploadsReader } from './uploads.reader.ts';

/** Everything that can be done with an upload whose lock is held. */
@Injectable()
export class UploadDesk {
  constructor(
    private readonly database: Database,
    private readonly reader: UploadsReader,
    private readonly rows: UploadRows,
    private readonly staging: Staging,
    private readonly transfer: Transfer,
    private readonly finishing: Finishing,
    private readonly storage: UnitStorage,
  ) {}

  /**
   * Refuses from what is said of a file what would be refused at its end.
   * @throws access.*, attachments.empty-file, attachments.type-refused, attachments.quota-exceeded, attachments.disk-full
   */
  async check(caller: Principal, said: Said, size: number): Promise<NewUpload> {
    const { post } = caller.actForOnly(said.unitId, STAFF);
    const { name, sha256 } = said;
    if (size === 0) throw ATTACHMENTS.emptyFile({ name });
    if (!isTakenIn(name)) throw ATTACHMENTS.typeRefused({ name });
    await this.storage.refuseBeyond(post.unitId, size, sha256);
    if (!(await this.staging.hasRoomFor(size))) throw ATTACHMENTS.diskFull();
    const { accountId } = caller;
    return { id: randomUUID(), accountId, unitId: post.unitId, name, size, declaredSha256: sha256 };
  }

  open(made: NewUpload): Promise<void> {
    return this.rows.open(made, this.reader.expired);
  }

  /** @throws request.not-found when it was removed while the request waited */
  async row(id: string): Promise<Upload> {
    const found = await this.reader.byId(this.database, id);
    if (!found) throw REQUEST.notFound();
    return found;
  }

  offsetOf(row: Upload): Promise<number> {
    return this.staging.offsetOf(row);
  }

  /** @throws attachments.disk-full before the disk, which the database may share, is filled to its last byte */
  async receive(
    row: Upload,
    offset: number,
    source: AsyncIterable<Buffer>,
    checksum: Checksum | null,
  ): Promise<Upload> {
    if (!(await this.staging.hasRoomFor(row.size - offset))) throw ATTACHMENTS.diskFull();
    return this.transfer.receive(row, offset, source, checksum);
  }

  finish(row: Upload): Promise<string> {
    return this.finishing.finish(row);
  }

  /** The row first: a folder without a row is swept, a row without a folder would tell a wrong offset. */
  async remove(id: string): Promise<void> {
    await this.rows.remove(id);
    await this.staging.remove(id);
  }
}
