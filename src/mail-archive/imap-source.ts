import { open } from 'node:fs/promises';
import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { asDiskError } from '../attachments/disk-errors.ts';
import { inTime, type Patience } from '../platform/mail/imap-patience.ts';
import { inFolder, uidsAbove } from '../platform/mail/imap-folder.ts';
import { isRefusedCommand } from '../platform/mail/imap-trouble.policy.ts';
import { tidy } from '../platform/mail/tidy.ts';
import { BATCH_MAILS, dropMails, SMALL_BYTES, type FoundMail, type MailBatch, type MailPlace } from './found-mail.ts';

import { Portion } from './portion.ts';
import type { Pace } from './pace.ts';

const CHUNK = 512 * 1024;
const MAX_FOLDER = 1000;

/** How far a folder was read before. */
export interface FolderPosition {
  readonly uidValidity: number;
  readonly lastUid: number;
  /** Below it, what the server did not hand out the last time. */
  readonly missed: readonly number[];
}

export interface ImapSourceOptions {
  readonly client: ImapFlow;
  readonly pace: Pace;
  readonly patience: Patience;
  readonly portion: Portion;
  /** A free name for a file. */
  readonly stage: () => Promise<string>;
  /** Null: never read, or with another UIDVALIDITY. */
  readonly positionOf: (folder: string, uidValidity: number) => Promise<FolderPosition | null>;
}

/** Every folder that can be opened, the inbox itself first. */
export async function foldersOf(client: ImapFlow): Promise<string[]> {
  const listed = await client.list();
  const paths = listed
    .filter(({ flags, listed: isThere }) => isThere && !flags.has('\\Noselect') && !flags.has('\\NonExistent'))
    .map(({ path }) => path);
  return [...new Set(paths)].toSorted((a, b) => Number(isInbox(b)) - Number(isInbox(a)) || (a < b ? -1 : 1));
}

const isInbox = (path: string): boolean => path.toUpperCase() === 'INBOX';

/** What is in an inbox on its server and was not read before, in windows; nothing is ever changed there. */
export class ImapSource {
  constructor(private readonly options: ImapSourceOptions) {}

  async *batches(folders: readonly string[]): AsyncGenerator<MailBatch> {
    for (const [index, path] of folders.entries()) yield* this.folder(path, index + 1);
  }

  private async *folder(path: string, foldersDone: number): AsyncGenerator<MailBatch> {
    const name = tidy(path).slice(0, MAX_FOLDER);
    const nothing = { name, uidValidity: 0, lastUid: 0 };
    const listed = await this.ask(path, 0, async (uidValidity) => {
      const known = await this.options.positionOf(name, uidValidity);
      const lastUid = known?.lastUid ?? 0;
      const uids = await uidsAbove(this.options.client, lastUid);
      return uids && { uidValidity, lastUid, uids: [...(known?.missed ?? []), ...uids] };
    });
    if (!listed) return yield { mails: [refusedFolder(name)], folder: nothing, position: null, foldersDone };
    let { lastUid } = listed;
    for (let at = 0; at < listed.uids.length; at += BATCH_MAILS) {
      const uids = listed.uids.slice(at, at + BATCH_MAILS);
      // The folder may be another one by now, under its old name: then it is read again from its beginning, by the next passage.
      const described = await this.ask(path, 0, (uidValidity) =>
        uidValidity === listed.uidValidity ? this.described(uids) : Promise.resolve(null),
      );
      if (!described) return;
      while (described.length > 0) {
        const { group, bytes } = this.options.portion.next(described);
        const place = { folder: name, uidValidity: listed.uidValidity };
        await this.options.pace.pay(bytes);
        const began = performance.now();
        const mails = await this.ask(path, bytes, () => this.take(place, group));
        if (!mails) return;
        this.options.portion.took(bytes, performance.now() - began);
        lastUid = Math.max(lastUid, ...group.map(({ uid }) => uid));
        yield {
          mails,
          folder: { name, uidValidity: listed.uidValidity, lastUid },
          position: null,
          foldersDone: foldersDone - 1,
        };
      }
    }
    yield { mails: [], folder: { name, uidValidity: listed.uidValidity, lastUid }, position: null, foldersDone };
  }

  /** In the folder, and in time. @param bytes that will come */
  private ask<T>(path: string, bytes: number, work: (uidValidity: number) => Promise<T>): Promise<T | null> {
    const { client, patience } = this.options;
    return inTime(client, patience, bytes, () => inFolder(client, path, work));
  }

  /** Mails as the server describes them, in the order of their UIDs. */
  private async described(uids: readonly number[]): Promise<FetchMessageObject[]> {
    const found = await this.options.client.fetchAll(
      uids.join(','),
      { uid: true, size: true, flags: true, internalDate: true },
      { uid: true },
    );
    return found.toSorted((one, other) => one.uid - other.uid);
  }

  private async take(place: Omit<MailPlace, 'uid'>, group: readonly FetchMessageObject[]): Promise<FoundMail[]> {
    const small = group.filter(({ size }) => (size ?? Infinity) <= SMALL_BYTES);
    const sources = small.length > 0 ? await this.sourcesOf(small) : new Map<number, Buffer | null>();
    const found: FoundMail[] = [];
    try {
      for (const mail of group) {
        const isSmall = (mail.size ?? Infinity) <= SMALL_BYTES;
        // What did not come is asked for again by the next passage; it may be gone since it was described.
        found.push(
          await (isSmall ? this.mailOf(place, mail, sources.get(mail.uid) ?? null) : this.download(place, mail)),
        );
      }
    } catch (error) {
      await dropMails(found);
      throw error;
    }
    return found;
  }

  /** By UID; null for what the server refuses to hand out. */
  private async sourcesOf(group: readonly FetchMessageObject[]): Promise<Map<number, Buffer | null>> {
    const found = new Map<number, Buffer | null>();
    const fetch = async (uids: readonly number[]): Promise<void> => {
      for await (const { uid, source } of this.options.client.fetch(
        uids.join(','),
        { uid: true, source: true },
        { uid: true },
      ))
        if (source) found.set(uid, source);
    };
    const uids = group.map(({ uid }) => uid);
    try {
      await fetch(uids);
    } catch (error) {
      if (!isRefusedCommand(error)) throw error;
      for (const uid of uids)
        if (!found.has(uid))
          await this.orRefused(
            () => fetch([uid]),
            () => found.set(uid, null),
          );
    }
    return found;
  }

  private async orRefused(ask: () => Promise<void>, refused: () => unknown): Promise<void> {
    try {
      await ask();
    } catch (error) {
      if (!isRefusedCommand(error)) throw error;
      refused();
    }
  }

  private async mailOf(
    place: Omit<MailPlace, 'uid'>,
    mail: FetchMessageObject,
    bytes: Buffer | null,
  ): Promise<FoundMail> {
    const { uid, flags, internalDate } = mail;
    const receivedAt = internalDate ? new Date(internalDate) : null;
    return {
      ...place,
      uid,
      size: bytes?.length ?? mail.size ?? 0,
      flags: flagsOf(flags),
      receivedAt: receivedAt && !Number.isNaN(receivedAt.getTime()) ? receivedAt : null,
      path: bytes ? await this.options.stage() : '',
      bytes,
      problem: bytes ? null : 'server-refused',
    };
  }

  /** Piece by piece into a file. */
  private async download(place: Omit<MailPlace, 'uid'>, mail: FetchMessageObject): Promise<FoundMail> {
    const refused = { ...(await this.mailOf(place, mail, null)) };
    const path = await this.options.stage();
    let size = 0;
    try {
      const { content } = await this.options.client.download(String(mail.uid), undefined, {
        uid: true,
        chunkSize: CHUNK,
      });
      if (!content) return refused;
      const file = await open(path, 'wx', 0o640);
      try {
        for await (const chunk of content as AsyncIterable<Buffer>) {
          await file.writeFile(chunk);
          size += chunk.length;
        }
      } finally {
        await file.close();
      }
    } catch (error) {
      if (isRefusedCommand(error)) return refused;
      throw asDiskError(error);
    }
    return { ...refused, size, path, bytes: null, problem: null };
  }
}

const MAX_FLAGS = 50;
const flagsOf = (flags: Set<string> | undefined): string[] =>
  [...(flags ?? [])].slice(0, MAX_FLAGS).map((flag) => tidy(flag).slice(0, 100));

const refusedFolder = (folder: string): FoundMail => ({
  folder,
  uidValidity: 0,
  uid: 0,
  size: 0,
  flags: [],
  receivedAt: null,
  path: '',
  bytes: null,
  problem: 'folder-refused',
});
