import type { HeaderLine } from '../platform/mail/mail-head.ts';

const MOST_IDS = 20;

/** What an answer says in References (RFC 5322 3.6.4): the ids the mail itself referred to, and its own; empty when it has none. */
export function threadOf(head: readonly HeaderLine[], messageId: string | null): string {
  if (messageId === null) return '';
  const said = head.find(({ name }) => name === 'references') ?? head.find(({ name }) => name === 'in-reply-to');
  const ids = said?.value.match(/<[^<>\s]{1,250}>/g) ?? [];
  return [...ids.slice(-MOST_IDS), messageId].join(' ').replaceAll('\0', '');
}
