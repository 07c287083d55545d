import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Attachment } from './attachment.entity.ts';
import type { BlobStore } from './blob-store.ts';
import { kindOfMediaType } from './file-types.ts';
import { zipNames } from './zip-names.ts';

/** A zip on its way out. */
export interface ZipStream {
  readonly body: Readable;
  /** In bytes; null when something in it is compressed, so that nobody knows yet. */
  readonly size: number | null;
}

/**
 * Zips files one after the other, each opened when its turn comes. Destroying the body closes the file being read; a file that
 * cannot be read ends the body with an error, so that a cut zip never looks whole.
 */
export function zipOf(store: BlobStore, attachments: readonly Attachment[]): ZipStream {
  const zip = new ZipFile();
  const body = zip.outputStream as Readable;
  zip.on('error', (error: Error) => body.destroy(error));
  const names = zipNames(attachments.map(({ name }) => name));
  attachments.forEach((attachment, i) => {
    const options = {
      size: attachment.size,
      mtime: attachment.uploadedAt,
      mode: 0o100644,
      compress: !isPacked(attachment),
    };
    zip.addReadStreamLazy(names[i] ?? attachment.id, options, (done) => void openInto(body, store, attachment, done));
  });
  let size = -1;
  const end = zip.end.bind(zip) as (options: object, onSize: (bytes: number) => void) => void;
  end({}, (bytes) => (size = bytes));
  return { body, size: size < 0 ? null : size };
}

const isPacked = ({ mediaType }: Attachment): boolean => kindOfMediaType(mediaType)?.packed ?? true;

async function openInto(
  body: Readable,
  store: BlobStore,
  attachment: Attachment,
  done: (error: unknown, stream: Readable) => void,
): Promise<void> {
  let file: Readable;
  try {
    file = await store.open(attachment);
  } catch (error) {
    body.destroy(error as Error);
    return;
  }
  file.once('error', (error) => body.destroy(error));
  body.once('close', () => file.destroy());
  if (body.destroyed) file.destroy();
  else done(null, file);
}
