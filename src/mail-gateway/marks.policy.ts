import type { HeaderLine } from '../platform/mail/mail-head.ts';

/** RFC 5321 6.3: a mail that has been through so many servers goes in a circle. */
export const MOST_HOPS = 50;

/** What the trusted server in front found of the sender; a method it did not try is left out. */
export type Authentication = Readonly<Partial<Record<'spf' | 'dkim' | 'dmarc', string>>>;

export const hopsOf = (head: readonly HeaderLine[]): number => head.filter(({ name }) => name === 'received').length;

/** Marked by the trusted server in front; anybody else's mark says nothing. */
export const isMarkedSpam = (head: readonly HeaderLine[], isTrusted: boolean): boolean =>
  isTrusted && head.some(({ name, value }) => name === 'x-spam-flag' && /^yes\b/i.test(value));

/** Written by a program, not by a person (RFC 3834 2): an answer would be talking to a machine. @returns why */
export function automaticBecause(head: readonly HeaderLine[], envelopeFrom: string): string | null {
  const has = (name: string, value: RegExp = /./): boolean =>
    head.some((line) => line.name === name && value.test(line.value));
  if (envelopeFrom === '') return 'bounce';
  if (head.some(({ name, value }) => name === 'auto-submitted' && !/^no\b/i.test(value))) return 'auto-submitted';
  if (head.some(({ name }) => name.startsWith('list-'))) return 'list';
  if (has('precedence', /^(bulk|junk|list|auto_reply)\b/i)) return 'list';
  if (has('x-auto-response-suppress', /\b(all|oof|autoreply)\b/i)) return 'suppressed';
  if (has('x-autoreply') || has('x-autorespond') || has('x-loop')) return 'auto-submitted';
  if (has('content-type', /^multipart\/report\b|^message\/delivery-status\b/i)) return 'bounce';
  return null;
}

/**
 * What the server in front says of the sender (RFC 8601). Only of a peer that is trusted, and only under its own name; a field of that
 * name below the first Received was there before the mail came in, so only the topmost of those is looked at when none stands above.
 */
export function authenticationOf(
  head: readonly HeaderLine[],
  { isTrusted, authservId }: { readonly isTrusted: boolean; readonly authservId: string | null },
): Authentication | null {
  if (!isTrusted || authservId === null) return null;
  const firstHop = head.findIndex(({ name }) => name === 'received');
  const own = head.flatMap(({ name, value }, at) =>
    name === 'authentication-results' && isOf(value, authservId) ? [{ value, at }] : [],
  );
  const above = own.filter(({ at }) => firstHop === -1 || at < firstHop);
  const believed = firstHop !== -1 && above.length > 0 ? above : own.slice(0, 1);
  const results: Partial<Record<'spf' | 'dkim' | 'dmarc', string>> = {};
  for (const { value } of believed)
    for (const [, method, result] of value.matchAll(/;\s*(spf|dkim|dmarc)\s*=\s*([a-z]{2,20})/gi)) {
      const known = method?.toLowerCase() as 'spf' | 'dkim' | 'dmarc';
      results[known] ??= result?.toLowerCase() ?? '';
    }
  return believed.length > 0 ? results : null;
}

const isOf = (value: string, authservId: string): boolean =>
  value
    .replace(/\([^()]*\)/g, ' ')
    .trim()
    .split(/[\s;]/)[0]
    ?.toLowerCase() === authservId.toLowerCase();
