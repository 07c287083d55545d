import { rm } from 'node:fs/promises';

/** Where a mail was found; no two mails have the same place. */
export interface MailPlace {
  readonly folder: string;
  readonly uidValidity: number;
  readonly uid: number;
}

/** A mail on its way into the archive. */
export interface FoundMail extends MailPlace {
  readonly size: number;
  readonly flags: readonly string[];
  readonly receivedAt: Date | null;
  /** Where it is, or will be written: a name of the store's own (`BlobStore.stage`). */
  readonly path: string;
  /** A small one; null: its bytes are in the file. */
  readonly bytes: Buffer | null;
  /** Nothing came: the server does not hand it out. */
  readonly problem: string | null;
}

/** Some mails, and how far the source is read once they are kept. */
export interface MailBatch {
  readonly mails: readonly FoundMail[];
  readonly folder: { readonly name: string; readonly uidValidity: number; readonly lastUid: number } | null;
  readonly position: number | null;
  readonly foldersDone: number;
}

/** So many mails or bytes are taken together. */
export const BATCH_MAILS = 200;
export const BATCH_BYTES = 4 * 1024 * 1024;
/** Up to here a mail is held in memory, above it goes through a file. */
export const SMALL_BYTES = 1024 * 1024;

/** Forgets what was written of a batch that is not kept. */
export const dropBatch = ({ mails }: MailBatch): Promise<void> => dropMails(mails);

/** The same of mails that are no batch yet. */
export async function dropMails(mails: readonly FoundMail[]): Promise<void> {
  for (const { path, bytes } of mails) if (!bytes) await rm(path, { force: true });
}

/** Takes one thing from the source while the one before is being worked on; what was taken in vain is dropped. */
export async function* oneAhead<T>(source: AsyncGenerator<T>, drop: (taken: T) => Promise<void>): AsyncGenerator<T> {
  let coming = quiet(source.next());
  try {
    for (;;) {
      const { done, value } = await coming;
      if (done) return;
      coming = quiet(source.next());
      yield value;
    }
  } finally {
    const last = await coming.catch(() => null);
    if (last && !last.done) await drop(last.value);
    await source.return(undefined);
  }
}

function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
