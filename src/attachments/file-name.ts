import { create } from 'content-disposition';
import { toNfc } from '../platform/text/vietnamese.ts';
import { ATTACHMENTS } from './attachments.errors.ts';

/** Longest name most file systems can hold. */
export const MAX_NAME_BYTES = 255;

/**
 * Controls, line separators, slashes, everything that turns the direction of writing (a name shown as "…exe.pdf" may end in
 * "fdp.exe"), and U+FFFD, which is what is left of a name that was not UTF-8.
 */
// oxlint-disable-next-line no-control-regex
const REFUSED = /[\u0000-\u001F\u007F-\u009F\u2028\u2029/\\\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFD]/g;

/**
 * The name as it is stored: NFC, otherwise exactly as sent.
 * @throws attachments.bad-name, attachments.name-too-long
 */
export function storedName(sent: string): string {
  const name = toNfc(sent);
  const visible = name.replace(REFUSED, '\uFFFD');
  if (visible !== name || visible.includes('\uFFFD') || /^[\s.]*$/.test(name))
    throw ATTACHMENTS.badName({ name: visible.slice(0, 300) });
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) throw ATTACHMENTS.nameTooLong({ limit: MAX_NAME_BYTES });
  return name;
}

/** The Content-Disposition of a download: the name unchanged (RFC 5987), and without accents for programs that only know ASCII. */
export function disposition(name: string, type: 'attachment' | 'inline' = 'attachment'): string {
  const ascii = name
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7E]/g, '_');
  return create(name, { type, fallback: ascii === name ? true : ascii });
}
