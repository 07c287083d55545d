import { extname } from 'node:path';

/** How many first bytes of a file are looked at. */
export const HEAD_BYTES = 4100;

/** One kind of file that is taken in. */
export interface FileKind {
  /** What we say it is; the client's own claim is never kept. */
  readonly mediaType: string;
  /** What its first bytes may be, in the words of the file-type library; `text`: no binary at all. */
  readonly holds: readonly string[] | 'text';
  /** A browser may show it in place: it can carry no script that runs. */
  readonly inline: boolean;
  /** Compressing it once more gains nothing. */
  readonly packed: boolean;
}

const ZIPS = ['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'odg', 'epub', 'vsdx'];
const MP4 = ['mp4', 'm4v', 'm4p', 'm4a', 'm4b', 'f4v', '3gp', '3g2', 'mov'];

const text = (mediaType: string, inline = true): FileKind => ({ mediaType, holds: 'text', inline, packed: false });
const plain = (mediaType: string, ...holds: string[]): FileKind => ({ mediaType, holds, inline: false, packed: false });
const packed = (mediaType: string, ...holds: string[]): FileKind => ({ mediaType, holds, inline: false, packed: true });
const shown = (mediaType: string, ...holds: string[]): FileKind => ({ mediaType, holds, inline: true, packed: true });

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

/**
 * Everything that is taken in, by extension; what is not here (programs, scripts, web pages, macros) is refused. Offices still send
 * old Word files with RTF inside, and a docx under a password is a CFB container.
 */
export const FILE_KINDS: Readonly<Record<string, FileKind>> = {
  pdf: shown('application/pdf', 'pdf'),
  doc: plain('application/msword', 'cfb', 'rtf'),
  xls: plain('application/vnd.ms-excel', 'cfb'),
  ppt: plain('application/vnd.ms-powerpoint', 'cfb'),
  docx: packed(`${OOXML}.wordprocessingml.document`, 'docx', 'zip', 'cfb'),
  xlsx: packed(`${OOXML}.spreadsheetml.sheet`, 'xlsx', 'zip', 'cfb'),
  pptx: packed(`${OOXML}.presentationml.presentation`, 'pptx', 'zip', 'cfb'),
  odt: packed(`${ODF}.text`, 'odt', 'zip'),
  ods: packed(`${ODF}.spreadsheet`, 'ods', 'zip'),
  odp: packed(`${ODF}.presentation`, 'odp', 'zip'),
  rtf: plain('application/rtf', 'rtf'),
  txt: text('text/plain'),
  csv: text('text/csv'),
  md: text('text/markdown'),
  xml: text('application/xml'),
  edxml: text('application/xml'),
  eml: text('message/rfc822', false),
  msg: plain('application/vnd.ms-outlook', 'cfb'),
  png: shown('image/png', 'png', 'apng'),
  jpg: shown('image/jpeg', 'jpg'),
  jpeg: shown('image/jpeg', 'jpg'),
  gif: shown('image/gif', 'gif'),
  webp: shown('image/webp', 'webp'),
  tif: plain('image/tiff', 'tif'),
  tiff: plain('image/tiff', 'tif'),
  bmp: plain('image/bmp', 'bmp'),
  heic: packed('image/heic', 'heic'),
  heif: packed('image/heic', 'heic'),
  zip: packed('application/zip', ...ZIPS),
  rar: packed('application/vnd.rar', 'rar'),
  '7z': packed('application/x-7z-compressed', '7z'),
  mp3: shown('audio/mpeg', 'mp3'),
  m4a: shown('audio/mp4', ...MP4),
  wav: plain('audio/wav', 'wav'),
  mp4: shown('video/mp4', ...MP4),
  mov: shown('video/quicktime', ...MP4),
};

const BY_MEDIA_TYPE = new Map(Object.values(FILE_KINDS).map((kind) => [kind.mediaType, kind]));

/** The kind of a stored file, by the media type we gave it. */
export function kindOfMediaType(mediaType: string): FileKind | null {
  return BY_MEDIA_TYPE.get(mediaType) ?? null;
}

/** The Content-Type of a download: whatever is text goes out as plain text, so that no browser ever runs it. */
export function servedType(mediaType: string): string {
  const readable = mediaType !== 'message/rfc822' && kindOfMediaType(mediaType)?.holds === 'text';
  return readable ? 'text/plain; charset=utf-8' : mediaType;
}

/** Whether files of this name are taken in at all, whatever is in them. */
export function isTakenIn(name: string): boolean {
  return Object.hasOwn(FILE_KINDS, extname(name).slice(1).toLowerCase());
}

/**
 * The kind of a file from its name and its first bytes (at most `HEAD_BYTES` of them).
 * @returns null when the extension is not taken in, or the bytes contradict it
 */
export async function kindOf(name: string, head: Uint8Array): Promise<FileKind | null> {
  const extension = extname(name).slice(1).toLowerCase();
  const kind = Object.hasOwn(FILE_KINDS, extension) ? FILE_KINDS[extension] : undefined;
  if (!kind) return null;
  // A text is judged by itself: "BM 01/…" (biểu mẫu) also starts like a bitmap.
  if (kind.holds === 'text') return isText(head) ? kind : null;
  const found = await sniff(head);
  return found !== null && kind.holds.includes(found) ? kind : null;
}

async function sniff(head: Uint8Array): Promise<string | null> {
  const { fileTypeFromBuffer } = await import('file-type');
  try {
    return (await fileTypeFromBuffer(head))?.ext ?? null;
  } catch {
    // Cut off inside a structure it was following: not known.
    return null;
  }
}

/** UTF-16 says so in its first bytes; any other text, in whatever old Vietnamese encoding, has no control bytes. */
function isText(head: Uint8Array): boolean {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);
}
