import { toNfc } from '../text/vietnamese.ts';

/** Text as PostgreSQL and people can take it: NFC, no controls but line ends and tabs, no lone surrogates. */
export function tidy(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return toNfc(text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '').toWellFormed());
}
