import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import type { Attachment } from './attachment.entity.ts';
import { toAttachmentWire, type AttachmentWire, type UploadedWire } from './attachment.wire.ts';
import { BlobKeeping } from './blob-keeping.ts';
import { BlobStore, type BlobId } from './blob-store.ts';
import { storedName } from './file-name.ts';
import type { ReceivedFile } from './incoming-files.ts';
import { inspectFile } from './inspect-file.ts';
import { NewFiles } from './new-files.ts';
import type { KnownContentBody } from './known.dto.ts';
import { HEAD_BYTES, kindOf } from './file-types.ts';
import { AttachmentsReader } from './attachments.reader.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import { UnitStorage } from './unit-storage.ts';
import { SLACK_BYTES, Uploads, type Upload } from './upload.ts';

/** A content that lies in the store for good, about to become a file of a unit. */
export type StoredFile = Omit<Attachment, 'id' | 'uploadedAt'>;

/** Takes files in. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly uploads: Uploads,
    private readonly blobs: BlobStore,
    private readonly reader: AttachmentsReader,
    private readonly storage: UnitStorage,
    private readonly keeping: BlobKeeping,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly newFiles: NewFiles,
  ) {}

  /** Bytes first, rows second: a row never names bytes that could be lost. Bytes without a row are swept later. */
  async upload(
    caller: Principal,
    request: FastifyRequest,
    reply: FastifyReply,
    repeat: RepeatKey | null,
  ): Promise<UploadedWire> {
    await this.refuseDeclared(caller, request);
    const upload = await this.uploads.receive(request.raw, reply.raw);
    try {
      const { post } = caller.actForOnly(upload.unitId, STAFF);
      for (const { part } of upload.files) await part.keep();
      const made = upload.files.map((file) => this.attachmentOf(file, caller, post.unitId));
      return await this.work.once(withContent(repeat, upload), (tx) => this.store(tx, made));
    } finally {
      await upload.discard();
    }
  }

  /**
   * Takes in bytes that came another way than by an upload, under the same rules.
   * @throws attachments.type-refused and the others of a file; access.* when the caller may not act for the unit
   */
  async takeIn(caller: Principal, unitId: string | null, name: string, bytes: Buffer): Promise<AttachmentWire> {
    const { post } = caller.actForOnly(unitId, STAFF);
    const { inspect, kind } = inspectFile(name, { left: bytes.length, limitMb: 0 });
    const part = await this.blobs.receive(Readable.from([bytes]), inspect, new AbortController().signal);
    await part.keep();
    const made = this.attachmentOf({ name: storedName(name), mediaType: kind().mediaType, part }, caller, post.unitId);
    const { items } = await this.work.run((tx) => this.store(tx, [made]));
    const [taken] = items;
    if (!taken) throw new Error('a file just stored is gone');
    return taken;
  }

  /**
   * Makes a file of a content that lies in the store, in the caller's transaction: the end of an upload that came in pieces.
   * @throws attachments.quota-exceeded
   */
  async keep(tx: Tx, file: StoredFile): Promise<AttachmentWire> {
    const { items } = await this.store(tx, [{ ...file, id: randomUUID(), uploadedAt: this.clock.now() }]);
    const [kept] = items;
    if (!kept) throw new Error('a file just stored is gone');
    return kept;
  }

  /**
   * The same for many files of one unit, in a constant number of statements of this room.
   * @returns their ids, in the order of the files
   * @throws attachments.quota-exceeded
   */
  async keepMany(tx: Tx, unitId: string, files: readonly Omit<StoredFile, 'unitId'>[]): Promise<string[]> {
    const made = files.map((file) => ({ ...file, unitId, id: randomUUID(), uploadedAt: this.clock.now() }));
    await this.write(tx, made);
    return made.map(({ id }) => id);
  }

  /**
   * Makes a file without any transfer, of a content that the unit itself uploaded before. Only of that: whoever knows the hash of
   * another unit's file must neither get the file nor learn that it exists here, so the answer is the same whether nobody has the
   * content or somebody else does, and it comes from the same one query over the unit's own rows.
   * @throws attachments.not-known, attachments.bad-name, attachments.type-refused; access.* when the caller may not act for the unit
   */
  async repeat(caller: Principal, body: KnownContentBody, key: RepeatKey | null): Promise<AttachmentWire> {
    const { post } = caller.actForOnly(body.unitId, STAFF);
    const name = storedName(body.name);
    const content = { sha256: body.sha256, size: body.size };
    const isOwn = await this.reader.isOfUnit(post.unitId, content);
    if (!isOwn || !(await this.blobs.has(content))) throw ATTACHMENTS.notKnown();
    const mediaType = await this.judge(name, content);
    // The sweeper may have been about to remove it; from here on it stays until its row is there.
    const { isSuspect } = await this.keeping.claim(content);
    if (isSuspect || !(await this.blobs.has(content))) throw ATTACHMENTS.notKnown();
    return this.work.once(key, (tx) =>
      this.keep(tx, { ...content, name, mediaType, unitId: post.unitId, uploadedBy: caller.accountId }),
    );
  }

  /** The new name may say another type than the one the content was stored under. */
  private async judge(name: string, content: BlobId): Promise<string> {
    const head = await this.blobs.open(content, { start: 0, end: Math.min(content.size, HEAD_BYTES) - 1 });
    const kind = await kindOf(name, Buffer.concat(await head.toArray()));
    if (!kind) throw ATTACHMENTS.typeRefused({ name });
    return kind.mediaType;
  }

  /** What Content-Length says is enough to refuse an upload that has one unit to go to; with several, the form says which. */
  private async refuseDeclared(caller: Principal, { headers }: FastifyRequest): Promise<void> {
    const [unitId, ...others] = caller.unitIds(STAFF);
    const declared = Number(headers['content-length'] ?? 0) - SLACK_BYTES;
    if (unitId && others.length === 0 && declared > 0) await this.storage.refuseBeyond(unitId, declared);
  }

  private async store(tx: Tx, made: readonly Attachment[]): Promise<UploadedWire> {
    await this.write(tx, made);
    const known = await this.reader.byIds(
      tx,
      made.map(({ id }) => id),
    );
    return { items: made.flatMap(({ id }) => known.get(id) ?? []).map(toAttachmentWire) };
  }

  /** The rows of files of one unit, however many in as many statements. */
  private async write(tx: Tx, made: readonly Attachment[]): Promise<void> {
    const [first] = made;
    if (!first) return;
    await this.storage.take(tx, first.unitId, made);
    // Contents in one order, so that two uploads of the same files wait for each other instead of locking up.
    await tx.run(
      `with f as (select * from jsonb_to_recordset($1::jsonb)
         as f(id uuid, "unitId" uuid, name text, sha256 text, size bigint, "mediaType" text, "uploadedBy" uuid, "uploadedAt" timestamptz)),
       contents as (insert into blob (sha256, size, stored_at)
         select distinct on (f.sha256) f.sha256, f.size, f."uploadedAt" from f order by f.sha256 on conflict do nothing)
       insert into attachment (id, unit_id, name, sha256, size, media_type, uploaded_by, uploaded_at)
       select f.id, f."unitId", f.name, f.sha256, f.size, f."mediaType", f."uploadedBy", f."uploadedAt" from f`,
      [JSON.stringify(made)],
    );
    await this.newFiles.tell(tx, made);
  }

  private attachmentOf({ name, mediaType, part }: ReceivedFile, caller: Principal, unitId: string): Attachment {
    const { sha256, size } = part;
    return {
      id: randomUUID(),
      unitId,
      name,
      sha256,
      size,
      mediaType,
      uploadedBy: caller.accountId,
      uploadedAt: this.clock.now(),
    };
  }
}

/** The body of an upload is its files: the same key with other files is another request, and must not get the first one's answer. */
function withContent(repeat: RepeatKey | null, { unitId, files }: Upload): RepeatKey | null {
  if (!repeat) return null;
  const said = JSON.stringify([unitId, files.map(({ name, part }) => [name, part.sha256])]);
  return { ...repeat, requestHash: createHash('sha256').update(repeat.requestHash).update(said).digest() };
}
