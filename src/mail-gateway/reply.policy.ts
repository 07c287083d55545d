import type { HeaderLine } from '../platform/mail/mail-head.ts';
import { parseMailAddress } from '../platform/mail/mail-address.ts';
import { automaticBecause, type Authentication } from './marks.policy.ts';

/** One answer to a sender in so long, whatever they write and whereto. */
export const REPLY_PAUSE_MS = 7 * 24 * 3600_000;

/** What decides whether the sender of a mail may get an automatic answer. */
export interface ReplyFacts {
  readonly envelopeFrom: string;
  readonly head: readonly HeaderLine[];
  readonly isSpam: boolean;
  readonly authentication: Authentication | null;
  /** The sender is one of the old inboxes, or the service itself. */
  readonly isOwnAddress: boolean;
  /** The mail was written by the service itself. */
  readonly isOwnMail: boolean;
}

/** Mailboxes behind which nobody reads (RFC 2142 and custom). */
const NOBODY =
  /^(mailer-daemon|postmaster|daemon|no-?reply.*|do-?not-?reply.*|donotreply.*|khong-?tra-?loi.*|bounces?([+=-].*)?|owner-.*|.*-(request|bounces|owner)|listserv|majordomo|root|abuse|nobody)$/i;

/** Why the sender gets no answer (RFC 3834); null: they may. How often they get one is another question (`REPLY_PAUSE_MS`). */
export function noReplyBecause(facts: ReplyFacts): string | null {
  const { envelopeFrom, head, authentication } = facts;
  if (facts.isOwnMail) return 'own-mail';
  const automatic = automaticBecause(head, envelopeFrom);
  if (automatic !== null) return automatic;
  if (facts.isSpam) return 'spam';
  if (facts.isOwnAddress) return 'own-address';
  const address = parseMailAddress(envelopeFrom);
  if (address === null) return 'no-address';
  if (NOBODY.test(address.slice(0, address.lastIndexOf('@')))) return 'nobody-reads-it';
  // Somebody else's name: the answer would go to one who never wrote.
  if (authentication?.spf === 'fail' || authentication?.dmarc === 'fail') return 'forged';
  return null;
}
