/** What becomes of a file, as a state that is shown (product.md §6). */
export const PREVIEW_STATES = ['waiting', 'making', 'ready', 'unsupported', 'failed', 'no-converter'] as const;
export type PreviewState = (typeof PREVIEW_STATES)[number];

/** Why there is nothing to show. */
export const PREVIEW_REASONS = ['damaged', 'encrypted', 'too-large', 'too-slow', 'crashed', 'not-clean'] as const;
export type PreviewReason = (typeof PREVIEW_REASONS)[number];

/** How a file is made visible. */
export type Way = 'pdf' | 'image' | 'office' | 'text';

export const MAX_PAGES = 50;
export const PAGE_WIDTH = 1200;
/** A page that is all length is cut in resolution, not shown whole at 1,200 px wide. */
export const PAGE_HEIGHT = 4000;
export const IMAGE_SIDE = 2000;
export const THUMB_WIDTH = 240;
/** Larger files are saved and opened, not looked at in passing. */
export const MAX_INPUT_BYTES = 200 * 1024 * 1024;
export const MAX_TEXT_BYTES = 1024 * 1024;
/** 12,000 × 12,000 is a large scanner's A3 page; a bomb is far above. */
export const MAX_PIXELS = 144_000_000;

const OFFICE =
  /^application\/(msword|rtf|vnd\.ms-(excel|powerpoint)|vnd\.openxmlformats-officedocument\.|vnd\.oasis\.opendocument\.)/;
const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/tiff']);
const TEXTS = new Set(['text/plain', 'text/csv', 'text/markdown', 'application/xml']);

/** null: nothing can be shown of such a file. HEIC needs a decoder under patent, so it is not taken apart here. */
export function wayOf(mediaType: string): Way | null {
  if (mediaType === 'application/pdf') return 'pdf';
  if (IMAGES.has(mediaType)) return 'image';
  if (TEXTS.has(mediaType)) return 'text';
  return OFFICE.test(mediaType) ? 'office' : null;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/msword': 'doc',
  'application/rtf': 'rtf',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
};

/** The name the converter sees: ours, never the sender's. */
export const workName = (mediaType: string): string => `input.${EXTENSIONS[mediaType] ?? 'bin'}`;

/** A crash may be the machine's doing; a second one is the file's. */
export const MAX_ATTEMPTS = 2;

/** Whether another try may end otherwise. */
export const mayTryAgain = (reason: PreviewReason, attempts: number): boolean =>
  attempts < MAX_ATTEMPTS && (reason === 'crashed' || reason === 'too-slow');

/**
 * Text as it is stored: NFC, without controls other than line breaks and tabs, whole characters only.
 * @param bytes at most so many of UTF-8
 */
export function tidyText(
  text: string,
  bytes: number = MAX_TEXT_BYTES,
): { readonly text: string; readonly isCut: boolean } {
  const clean = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g, ' ')
    .trim();
  const encoded = Buffer.from(clean);
  if (encoded.length <= bytes) return { text: clean, isCut: false };
  // A character cut in two is shown as U+FFFD at the end, and left out.
  return {
    text: encoded
      .subarray(0, bytes)
      .toString('utf8')
      .replace(/\uFFFD+$/, ''),
    isCut: true,
  };
}
