import { Injectable } from '@nestjs/common';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import { AttachmentsService } from '../attachments/attachments.service.ts';
import { BlobStore } from '../attachments/blob-store.ts';
import { HEAD_BYTES, kindOf } from '../attachments/file-types.ts';
import { UnitStorage } from '../attachments/unit-storage.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Staging } from './staging.ts';
import type { Upload } from './upload.entity.ts';
import { UploadRows } from './upload-rows.ts';
import { UPLOADS } from './uploads.errors.ts';

/** An upload whose content is verified: what is left is to store it. */
interface Sealed extends Upload {
  readonly sha256: string;
  readonly mediaType: string;
}

/** Makes an attachment of an upload whose last byte has come, exactly once. Call with the upload's lock held. */
@Injectable()
export class Finishing {
  constructor(
    private readonly staging: Staging,
    private readonly rows: UploadRows,
    private readonly storage: UnitStorage,
    private readonly blobs: BlobStore,
    private readonly attachments: AttachmentsService,
    private readonly work: UnitOfWork,
  ) {}

  /**
   * May be cut off anywhere and called again: each step finds out what the ones before have done.
   * @returns the id of the attachment
   * @throws uploads.content-mismatch, attachments.quota-exceeded, attachments.type-refused
   */
  async finish(row: Upload): Promise<string> {
    if (row.attachmentId) return row.attachmentId;
    const sealed = isSealed(row) ? row : await this.#seal(row);
    await this.storage.refuseBeyond(row.unitId, row.size, sealed.sha256);
    await this.#keepBytes(sealed);
    const id = await this.#attach(sealed);
    // It is a file now, whatever becomes of its folder; that is swept.
    await this.staging.remove(row.id).catch(() => undefined);
    return id;
  }

  /** Nothing is believed before the whole is hashed, and nothing is written down before it is on the disk for good. */
  async #seal(row: Upload): Promise<Sealed> {
    const progress = await this.staging.progressOf(row);
    await progress.syncing;
    // Bytes that could not be brought to the disk are gone, and with them what was known of them.
    if (progress.offset !== row.size || (await this.staging.offsetOf(row)) !== row.size) throw UPLOADS.cut();
    const held = { ...row, generation: progress.generation };
    const sha256 = progress.hash.copy().digest('hex');
    if (row.declaredSha256 !== null && row.declaredSha256 !== sha256) {
      await this.#restart(row.id);
      throw UPLOADS.contentMismatch();
    }
    const mediaType = row.mediaType ?? (await this.#judge(held));
    await this.staging.sync(held);
    await this.rows.seal(held, sha256, mediaType);
    return { ...held, sha256, mediaType };
  }

  async #judge(row: Upload): Promise<string> {
    const kind = await kindOf(row.name, await this.staging.head(row, Math.min(row.size, HEAD_BYTES)));
    if (!kind) throw ATTACHMENTS.typeRefused({ name: row.name });
    return kind.mediaType;
  }

  async #keepBytes(row: Sealed): Promise<void> {
    if (await this.staging.holds(row)) return this.blobs.adopt(this.staging.pathOf(row), row);
    // Moved already, by a try that was cut off afterwards.
    if (await this.blobs.has(row)) return;
    await this.#restart(row.id);
    throw UPLOADS.contentMismatch();
  }

  async #attach({ id, unitId, accountId, name, size, sha256, mediaType }: Sealed): Promise<string> {
    return this.work.run(async (tx) => {
      const before = await this.rows.lock(tx, id);
      if (before.attachmentId) return before.attachmentId;
      const file = { unitId, name, size, sha256, mediaType, uploadedBy: accountId };
      const made = await this.attachments.keep(tx, file);
      await this.rows.finish(tx, id, made.id);
      return made.id;
    });
  }

  async #restart(id: string): Promise<void> {
    await this.staging.remove(id);
    await this.rows.restart(id);
  }
}

function isSealed(row: Upload): row is Sealed {
  return row.sha256 !== null && row.mediaType !== null;
}
