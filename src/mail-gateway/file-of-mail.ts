import { storedName } from '../attachments/file-name.ts';

const EXTENSIONS: Readonly<Record<string, string>> = {
  'message/rfc822': '.eml',
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'text/plain': '.txt',
};
const KEPT = 120;

/**
 * The name a file of a mail gets: its own where that is one, otherwise what can be kept of it. Nobody can be asked for a better one.
 * @param position in the mail, from 1
 */
export function nameOfFile(sent: string | null, mediaType: string, position: number): string {
  const plain = `tep-${position}${EXTENSIONS[mediaType.toLowerCase()] ?? ''}`;
  if (sent === null) return plain;
  try {
    return storedName(sent);
  } catch {
    return repaired(sent, plain);
  }
}

function repaired(sent: string, plain: string): string {
  const extension = /\.\w{1,12}$/.exec(sent)?.[0] ?? '';
  const stem = Array.from(sent.slice(0, sent.length - extension.length))
    .slice(0, KEPT)
    .join('')
    .replace(/[^\p{L}\p{M}\p{N} ._-]/gu, '_');
  try {
    return storedName(`${stem}${extension}`);
  } catch {
    return plain;
  }
}
