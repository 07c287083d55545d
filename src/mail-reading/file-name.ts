import { extname } from 'node:path';
import { toNfc } from '../platform/text/vietnamese.ts';

const MAX_BYTES = 200;
// oxlint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u001F\u007F-\u009F\u2028\u2029/\\\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFD]/g;
/** For parts that nobody named. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'message/rfc822': '.eml',
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'text/plain': '.txt',
  'text/csv': '.csv',
  'application/zip': '.zip',
};

/**
 * The name of a part of a mail. Nobody can be asked for a better one: what a name may not hold (see attachments/file-name.ts) becomes
 * "_", what is too long is cut before its extension, what has no name gets one.
 * @param ordinal of the file in its mail, from 1
 */
export function fileNameOf(sent: string | null, contentType: string, ordinal: number): string {
  const name = toNfc((sent ?? '').toWellFormed())
    .replace(UNFIT, '_')
    .trim();
  if (/^[\s._]*$/.test(name)) return `tệp-${ordinal}${EXTENSIONS[contentType.toLowerCase()] ?? ''}`;
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const extension = extname(name).slice(0, 16);
  let stem = name.slice(0, name.length - extname(name).length);
  while (Buffer.byteLength(stem + extension) > MAX_BYTES) stem = stem.slice(0, -1);
  return stem.toWellFormed().replaceAll('\uFFFD', '') + extension;
}
