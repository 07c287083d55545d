import { createWriteStream } from 'node:fs';
import { open as openFile, rm, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Entry, ZipFile } from 'yauzl';
import type { BlobId, BlobStore } from '../attachments/blob-store.ts';
import { asDiskError } from '../attachments/disk-errors.ts';
import { BATCH_BYTES, BATCH_MAILS, SMALL_BYTES, type FoundMail, type MailBatch } from './found-mail.ts';
import type { MailSource } from './mail-import.states.ts';
import { mailInZip, type MailInZip } from './mail-in-zip.policy.ts';
import { MailStop } from './mail-stop.ts';
import { MboxSplitter } from './mbox-splitter.ts';

/** An uploaded file and how far it was read before. */
export interface UploadedMail extends BlobId {
  readonly source: Exclude<MailSource, 'imap'>;
  /** Stands for a folder in the places of its mails. */
  readonly folder: string;
  readonly position: number;
}

/** The mails of an uploaded file, in batches. */
export class FileSource {
  constructor(private readonly blobs: BlobStore) {}

  async *batches(file: UploadedMail): AsyncGenerator<MailBatch> {
    const batch = new Gathering();
    const mails = { mbox: this.mbox(file), zip: this.zip(file), eml: this.eml(file) }[file.source];
    try {
      for await (const { mail, next } of mails) {
        batch.add(mail, next);
        if (batch.isFull) yield batch.take();
      }
      yield batch.take();
    } finally {
      await batch.drop();
    }
  }

  private async *eml(file: UploadedMail): AsyncGenerator<Taken> {
    if (file.position > 0) return;
    const writer = await MailWriter.begin(this.blobs);
    for await (const chunk of await this.blobs.open(file)) await writer.write(chunk as Buffer);
    yield { mail: await writer.end({ folder: file.folder, uid: 1, flags: [], receivedAt: null }), next: 1 };
  }

  private async *mbox(file: UploadedMail): AsyncGenerator<Taken> {
    if (file.position >= file.size) return;
    const splitter = new MboxSplitter(file.position);
    const stream = await this.blobs.open(file, { start: file.position, end: file.size - 1 });
    let open: { writer: MailWriter; offset: number; receivedAt: Date | null } | null = null;
    const pieces = async function* () {
      for await (const chunk of stream) yield* splitter.push(chunk as Buffer);
      yield* splitter.finish();
    };
    try {
      for await (const piece of pieces()) {
        if (piece.kind === 'begin') open = { ...piece, writer: await MailWriter.begin(this.blobs) };
        else if (open && piece.kind === 'bytes') await open.writer.write(piece.bytes);
        else if (open && piece.kind === 'end') {
          const { writer, offset, receivedAt } = open;
          open = null;
          // UIDs begin at 1; the first mail of the file may begin at its first byte.
          const mail = await writer.end({ folder: file.folder, uid: offset + 1, flags: [], receivedAt });
          yield { mail, next: piece.next };
        }
      }
    } finally {
      await open?.writer.drop();
    }
  }

  /** A zip is read from its end, so it is copied to the local disk for the time. */
  private async *zip(file: UploadedMail): AsyncGenerator<Taken> {
    const copy = await this.blobs.stage();
    let zip: ZipFile | null = null;
    try {
      await pipeline(await this.blobs.open(file), createWriteStream(copy, { flags: 'wx', mode: 0o640 }));
      const { openPromise } = await import('yauzl');
      zip = await openPromise(copy, { autoClose: false }).catch((error: unknown) => {
        throw new MailStop('file-unreadable', { cause: error });
      });
      let index = 0;
      for await (const entry of zip.eachEntry()) {
        index++;
        const known = index > file.position ? mailInZip(entry.fileName) : null;
        if (known) yield { mail: await this.entryOf(zip, entry, known, file.folder, index), next: index };
      }
    } catch (error) {
      throw error instanceof MailStop ? error : asDiskError(error);
    } finally {
      zip?.close();
      await rm(copy, { force: true });
    }
  }

  /** An entry that cannot be unpacked is told and passed over: the others are whole. */
  private async entryOf(
    zip: ZipFile,
    entry: Entry,
    known: MailInZip,
    folder: string,
    index: number,
  ): Promise<FoundMail> {
    const place = {
      folder: known.folder ? `${folder}/${known.folder}` : folder,
      uid: index,
      flags: known.flags,
      receivedAt: null,
    };
    const writer = await MailWriter.begin(this.blobs);
    try {
      for await (const chunk of await zip.openReadStreamPromise(entry)) await writer.write(chunk as Buffer);
    } catch (error) {
      await writer.drop();
      if ((error as { syscall?: string }).syscall) throw error;
      return {
        ...place,
        uidValidity: 0,
        size: entry.uncompressedSize,
        path: '',
        bytes: null,
        problem: 'entry-unreadable',
      };
    }
    return writer.end(place);
  }
}

interface Taken {
  readonly mail: FoundMail;
  readonly next: number;
}

/** In memory while it is small, then in a file. */
class MailWriter {
  readonly #parts: Buffer[] = [];
  #size = 0;
  #file: FileHandle | null = null;

  private constructor(private readonly path: string) {}

  static async begin(blobs: BlobStore): Promise<MailWriter> {
    return new MailWriter(await blobs.stage());
  }

  async write(bytes: Buffer): Promise<void> {
    this.#size += bytes.length;
    try {
      if (this.#file) return await this.#file.writeFile(bytes);
      this.#parts.push(Buffer.from(bytes));
      if (this.#size <= SMALL_BYTES) return;
      this.#file = await openFile(this.path, 'wx', 0o640);
      for (const part of this.#parts.splice(0)) await this.#file.writeFile(part);
    } catch (error) {
      throw asDiskError(error);
    }
  }

  async end(about: Pick<FoundMail, 'folder' | 'uid' | 'flags' | 'receivedAt'>): Promise<FoundMail> {
    await this.#file?.close();
    const bytes = this.#file ? null : Buffer.concat(this.#parts);
    return { ...about, uidValidity: 0, size: this.#size, path: this.path, bytes, problem: null };
  }

  async drop(): Promise<void> {
    await this.#file?.close().catch(() => undefined);
    await rm(this.path, { force: true });
  }
}

/** Gathers mails until they are a batch. */
class Gathering {
  #mails: FoundMail[] = [];
  #bytes = 0;
  #position: number | null = null;

  get isFull(): boolean {
    return this.#mails.length >= BATCH_MAILS || this.#bytes >= BATCH_BYTES;
  }

  add(mail: FoundMail, next: number): void {
    this.#mails.push(mail);
    this.#bytes += mail.size;
    this.#position = next;
  }

  take(): MailBatch {
    const batch = { mails: this.#mails, folder: null, position: this.#position, foldersDone: 0 };
    [this.#mails, this.#bytes] = [[], 0];
    return batch;
  }

  async drop(): Promise<void> {
    for (const { path, bytes } of this.#mails) if (!bytes && path) await rm(path, { force: true });
  }
}
