import type { Defect } from './message-shape.ts';

export interface Correspondent {
  readonly name: string;
  readonly address: string;
}

/** A part of a mail that is a file, written beside it and synced. */
export interface ReadFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
  readonly mediaType: string;
  /** What its HTML calls it, without brackets. */
  readonly contentId: string | null;
}

/** What a mail says, as far as it can be read. Texts are NFC, without NUL and lone surrogates. */
export interface ReadMail {
  /** The bytes as they came, synced. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly contentKey: string;
  readonly messageId: string | null;
  readonly subject: string;
  readonly from: Correspondent;
  readonly to: string;
  readonly cc: string;
  /** ISO; null when the Date header says nothing that can be read. */
  readonly sentAt: string | null;
  readonly text: string;
  readonly isTextCut: boolean;
  /** Sanitised. */
  readonly html: string | null;
  readonly files: readonly ReadFile[];
  readonly defects: readonly Defect[];
}

/** What the thread is asked: to read the file at `path`, after writing `bytes` there if there are any. */
export interface ReadOrder {
  readonly path: string;
  readonly bytes: Uint8Array | null;
  /** `header`: nothing but the header is parsed; for mails whose parts nobody could read. */
  readonly depth: 'whole' | 'header';
  /** Only hash it; nothing is parsed. */
  readonly blame: Defect | null;
}

export type ReadAnswer = { readonly mail: ReadMail } | { readonly code: string | null; readonly message: string };

/** Where the files of a mail are written; swept with it when nobody takes them. @param path of the mail, ending in `.part` */
export const partPath = (path: string, n: number): string => `${path.replace(/\.part$/, '')}-${n}.part`;
