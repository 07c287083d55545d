import type { Defect } from '../platform/mail/message-shape.ts';
import type { Mailbox } from '../platform/mail/mail-address.ts';
import type { HtmlLook } from '../platform/mail/safe-html.ts';

/** A part of a mail that is a file, written beside it. */
export interface ReadFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
  /** Null: a kind that is not taken in when people send it (programs, scripts, web pages). */
  readonly mediaType: string | null;
  /** What its HTML calls it, without brackets. */
  readonly contentId: string | null;
  /** It is shown inside the text (a picture of a signature). */
  readonly isInline: boolean;
}

/** What a mail says, as far as it can be read. Texts are NFC, without NUL and lone surrogates. */
export interface ReadMail {
  /** The bytes as they came. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly contentKey: string;
  readonly messageId: string | null;
  readonly subject: string;
  readonly from: Mailbox;
  readonly to: string;
  readonly cc: string;
  /** ISO; null when the Date header says nothing that can be read. */
  readonly sentAt: string | null;
  /** Empty when it was asked for packed. */
  readonly text: string;
  readonly isCut: boolean;
  /** Sanitised. Null when it has none, or was asked for packed. */
  readonly html: string | null;
  /** Its first words in one line. */
  readonly snippet: string;
  /** Asked for packed: JSON in UTF-8 of a `PackedText`, for whoever hands it on unread. */
  readonly packed: Uint8Array | null;
  /** Pictures, frames and forms that the HTML had. */
  readonly leftOut: number;
  readonly files: readonly ReadFile[];
  readonly defects: readonly Defect[];
}

/** The long texts of a mail: as bytes they cost the thread that gets them nothing. */
export interface PackedText {
  readonly content: string;
  readonly html: string | null;
  /** Everything it is found by, folded; see `wordsIn`. */
  readonly words: string;
}

/** What the thread is asked: to read the file at `path`, after writing `bytes` there if there are any. */
export interface ReadOrder {
  readonly path: string;
  readonly bytes: Uint8Array | null;
  readonly look: HtmlLook;
  readonly isPacked: boolean;
  /** `header`: nothing but the header is parsed; for mails whose parts nobody could read. */
  readonly depth: 'whole' | 'header';
  /** What is wrong with it is known already. */
  readonly blame: Defect | null;
}

export type ReadAnswer = { readonly mail: ReadMail } | { readonly code: string | null; readonly message: string };

/** Where the files of a mail are written; swept with it when nobody takes them. @param path of the mail, ending in `.part` */
export const partPath = (path: string, n: number): string => `${path.replace(/\.part$/, '')}-${n}.part`;
