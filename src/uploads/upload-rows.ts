import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { Upload } from './upload.entity.ts';
import { UPLOADS } from './uploads.errors.ts';

/** Unfinished uploads one account may have. */
export const MAX_OPEN = 20;
const MB = 1024 * 1024;

export type NewUpload = Pick<Upload, 'id' | 'accountId' | 'unitId' | 'name' | 'size' | 'declaredSha256'>;

/** Writes down how far uploads are. Who may, and that nobody else does at the same time, is seen to before. */
@Injectable()
export class UploadRows {
  readonly #stagedMb: number;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.#stagedMb = config.get('UPLOAD_STAGED_MB');
  }

  /**
   * @param expired uploads not touched since then do not count
   * @throws uploads.too-many-open, uploads.too-much-open
   */
  async open(made: NewUpload, expired: Date): Promise<void> {
    const { id, accountId, unitId, name, size, declaredSha256 } = made;
    await this.work.run(async (tx) => {
      // One after the other for each account: a hundred at once do not get past the limit.
      await tx.run(`select from account where id = $1 for no key update`, [accountId]);
      const sum = await tx.first<{ files: number; bytes: number }>(
        `select count(*)::int as files, coalesce(sum(size), 0)::float8 as bytes from upload
         where account_id = $1 and attachment_id is null and touched_at > $2`,
        [accountId, expired],
      );
      if ((sum?.files ?? 0) >= MAX_OPEN) throw UPLOADS.tooManyOpen({ limit: MAX_OPEN });
      if ((sum?.bytes ?? 0) + size > this.#stagedMb * MB) throw UPLOADS.tooMuchOpen({ limitMb: this.#stagedMb });
      await tx.run(
        `insert into upload (id, account_id, unit_id, name, size, declared_sha256, created_at, touched_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)`,
        [id, accountId, unitId, name, size, declaredSha256, this.clock.now()],
      );
    });
  }

  /** A new staged file counts from now on. @throws uploads.cut when somebody else has taken over in between */
  async takeOver(id: string, from: number, synced: number, boot: string): Promise<void> {
    const changed = await this.database.run(
      `update upload set generation = $2 + 1, received = $3, synced = $3, boot = $4, touched_at = $5 where id = $1 and generation = $2`,
      [id, from, synced, boot, this.clock.now()],
    );
    if (changed === 0) throw UPLOADS.cut();
  }

  /**
   * Nothing waits for the disk here: what a crash of the database forgets of this, the staged file still knows.
   * @throws uploads.cut when somebody else has taken over in between
   */
  async advance(
    { id, generation }: Pick<Upload, 'id' | 'generation'>,
    received: number,
    synced: number,
  ): Promise<void> {
    const changed = await this.database.run(
      `update upload set received = $3, synced = $4, touched_at = $5
       from (select set_config('synchronous_commit', 'off', true)) quick where id = $1 and generation = $2`,
      [id, generation, received, synced, this.clock.now()],
    );
    if (changed === 0) throw UPLOADS.cut();
  }

  async setType({ id, generation }: Pick<Upload, 'id' | 'generation'>, mediaType: string): Promise<void> {
    await this.database.run(`update upload set media_type = $3 where id = $1 and generation = $2`, [
      id,
      generation,
      mediaType,
    ]);
  }

  /** All bytes are here, verified and synced. @throws uploads.cut when somebody else has taken over in between */
  async seal({ id, generation }: Pick<Upload, 'id' | 'generation'>, sha256: string, mediaType: string): Promise<void> {
    const changed = await this.database.run(
      `update upload set sha256 = $3, media_type = $4, received = size, synced = size, touched_at = $5 where id = $1 and generation = $2`,
      [id, generation, sha256, mediaType, this.clock.now()],
    );
    if (changed === 0) throw UPLOADS.cut();
  }

  /** @throws request.not-found when it has been removed meanwhile */
  async lock(tx: Tx, id: string): Promise<Pick<Upload, 'attachmentId'>> {
    const found = await tx.first<Pick<Upload, 'attachmentId'>>(
      `select attachment_id as "attachmentId" from upload where id = $1 for update`,
      [id],
    );
    if (!found) throw REQUEST.notFound();
    return found;
  }

  async finish(tx: Tx, id: string, attachmentId: string): Promise<void> {
    await tx.run(`update upload set attachment_id = $2, touched_at = $3 where id = $1`, [
      id,
      attachmentId,
      this.clock.now(),
    ]);
  }

  /** Back to the first byte. */
  async restart(id: string): Promise<void> {
    await this.database.run(
      `update upload set received = 0, synced = 0, sha256 = null, media_type = null, touched_at = $2 where id = $1`,
      [id, this.clock.now()],
    );
  }

  async remove(id: string): Promise<void> {
    await this.database.run(`delete from upload where id = $1`, [id]);
  }
}
