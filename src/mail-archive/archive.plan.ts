import { randomUUID } from 'node:crypto';
import type { StoredFile } from '../attachments/attachments.service.ts';
import type { FoundMail } from './found-mail.ts';
import type { ReadFile, ReadMail } from '../mail-reading/read-mail.ts';

/** For whom mails are archived. */
export interface ArchiveOwner {
  readonly importId: string;
  readonly inboxId: string;
  readonly unitId: string;
  /** The administrator who began it: who "uploaded" the files. */
  readonly accountId: string;
}

/** A mail that was read; null: nothing of it came. */
export interface Read {
  readonly found: FoundMail;
  readonly mail: ReadMail | null;
}

/** A mail the inbox has already. */
export interface KnownMail extends Record<string, unknown> {
  readonly id: string;
  readonly contentKey: string;
  readonly sha256: string;
}

/** Of old mails everything is kept, also what nobody may send today; it is only ever downloaded. */
const UNKNOWN = 'application/octet-stream';

/** A mail the inbox has not yet. */
export interface NewMail {
  readonly id: string;
  readonly found: FoundMail;
  readonly mail: ReadMail;
}

/** A place, and what it leads to. */
export interface SourceRow {
  readonly found: FoundMail;
  readonly mail: ReadMail | null;
  readonly mailId: string | null;
  readonly isDuplicate: boolean;
  /** The mail whose own bytes are kept beside those of the one it counts as. */
  readonly rawFor: ReadMail | null;
}

/** Which mails are new, which bytes are to be kept, and what each place leads to. */
export function planOf(reads: readonly Read[], known: ReadonlyMap<string, KnownMail>) {
  const news: NewMail[] = [];
  const sources: SourceRow[] = [];
  const raws: ReadMail[] = [];
  const ids = new Map<string, { readonly id: string; readonly sha256: string }>(known);
  for (const { found, mail } of reads) {
    if (!mail) {
      sources.push({ found, mail, mailId: null, isDuplicate: false, rawFor: null });
      continue;
    }
    const first = ids.get(mail.contentKey);
    if (!first) {
      const id = randomUUID();
      ids.set(mail.contentKey, { id, sha256: mail.sha256 });
      news.push({ id, found, mail });
      raws.push(mail);
      sources.push({ found, mail, mailId: id, isDuplicate: false, rawFor: null });
      continue;
    }
    const isOther = first.sha256 !== mail.sha256;
    if (isOther) raws.push(mail);
    sources.push({ found, mail, mailId: first.id, isDuplicate: true, rawFor: isOther ? mail : null });
  }
  return { news, sources, raws };
}

/** The bytes as they came, as a file of the unit. */
export function rawFile(mail: ReadMail, { accountId }: ArchiveOwner): Omit<StoredFile, 'unitId'> {
  const { sha256, size } = mail;
  return { sha256, size, name: `${mail.sha256.slice(0, 16)}.eml`, mediaType: 'message/rfc822', uploadedBy: accountId };
}

/** A part of a mail, as a file of the unit. */
export function partFile(
  { sha256, size, name, mediaType }: ReadFile,
  { accountId }: ArchiveOwner,
): Omit<StoredFile, 'unitId'> {
  return { sha256, size, name, mediaType: mediaType ?? UNKNOWN, uploadedBy: accountId };
}

/** What is written of a new mail; lists show it, searches find it. */
export function mailRow({ id, found, mail }: NewMail, rawOf: ReadonlyMap<ReadMail, string | null>, now: Date) {
  const { files, from, to, cc, subject, snippet, isCut } = mail;
  return {
    id,
    contentKey: mail.contentKey,
    messageId: mail.messageId,
    rawId: rawOf.get(mail),
    sha256: mail.sha256,
    size: mail.size,
    sentAt: mail.sentAt,
    receivedAt: found.receivedAt?.toISOString() ?? mail.sentAt ?? now.toISOString(),
    fromName: from.name,
    fromAddress: from.address,
    toLine: to,
    ccLine: cc,
    subject,
    snippet,
    isCut,
    flags: found.flags,
    folders: [found.folder],
    defects: mail.defects,
    fileCount: files.length,
  };
}

const [OPENED, COMMA, CLOSED] = ['[', ',', ']'].map((sign) => Buffer.from(sign)) as [Buffer, Buffer, Buffer];
/** jsonb as bytes begins with its version. */
const VERSION = Buffer.from([1]);

/** Their long texts as one jsonb array, in their order: they come as bytes and go on as bytes. */
export function packedTexts(news: readonly NewMail[]): Buffer {
  const pieces = news.flatMap(({ mail: { packed } }, i) => {
    if (!packed) throw new Error('a mail of an archive is read packed');
    return i === 0 ? [packed] : [COMMA, packed];
  });
  return Buffer.concat([VERSION, OPENED, ...pieces, CLOSED]);
}
