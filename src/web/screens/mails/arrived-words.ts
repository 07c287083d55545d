/** What the mail servers found, in words a clerk can act on. Pure. */
import type { ArrivedMailWire, AuthenticationWire } from '../../../mail-gateway/arrived-mails.wire.ts';
import type { vi } from '../../texts/arrived-mails.vi.ts';

type Key = keyof typeof vi;
export type Trust = 'forged' | 'proved' | 'unproved' | 'unchecked';

/** Whether the mail is from where it says. SPF or DMARC "fail" is the owner of the address saying no; "softfail" only a doubt. */
export function trustOf(found: AuthenticationWire | null): Trust {
  const results = [found?.spf, found?.dkim, found?.dmarc].filter((result) => typeof result === 'string');
  if (results.length === 0) return 'unchecked';
  if (found?.dmarc === 'fail' || (found?.spf === 'fail' && found.dmarc !== 'pass')) return 'forged';
  // A signature or a server alone may be that of somebody else; only DMARC, or both, tie them to the address one sees.
  return found?.dmarc === 'pass' || (found?.spf === 'pass' && found.dkim === 'pass') ? 'proved' : 'unproved';
}

type ResultKey = Extract<Key, `result.${string}`>;
const RESULTS: Readonly<Record<string, ResultKey>> = {
  pass: 'result.pass',
  fail: 'result.fail',
  softfail: 'result.softfail',
};

/** "SPF đạt · DKIM không đạt", as pairs; what was not tried is left out. */
export const resultsOf = (found: AuthenticationWire | null): readonly (readonly [string, ResultKey])[] =>
  (['spf', 'dkim', 'dmarc'] as const).flatMap((method) => {
    const result = found?.[method];
    return result ? [[method.toUpperCase(), RESULTS[result] ?? 'result.unknown'] as const] : [];
  });

type ReplyKey = Extract<Key, `reply.${string}`>;
const REPLIES: Readonly<Record<string, ReplyKey>> = {
  bounce: 'reply.bounce',
  'auto-submitted': 'reply.auto-submitted',
  list: 'reply.list',
  suppressed: 'reply.suppressed',
  spam: 'reply.spam',
  'own-address': 'reply.own-address',
  'own-mail': 'reply.own-mail',
  'no-address': 'reply.no-address',
  'nobody-reads-it': 'reply.nobody-reads-it',
  forged: 'reply.forged',
};

/** What became of the automatic answer. Null where there is nothing true to say: mails that are only kept are answered to nobody. */
export function replyOf({
  noReplyBecause,
  state,
  side,
}: Pick<ArrivedMailWire, 'noReplyBecause' | 'state' | 'side'>): ReplyKey | null {
  if (noReplyBecause !== null) return REPLIES[noReplyBecause] ?? null;
  return state === 'kept' || side === 'before' ? null : 'reply.sent';
}

/** 137-QĐ/ĐTN, 12/SNV, 45/2020/QĐ-UBND: a number, then capitals. */
const SYMBOL =
  /(?:^|[^\p{L}\p{N}/.-])(\d{1,5}(?:\/\d{4})?[-/]\p{Lu}[\p{Lu}\p{N}]*(?:[-/]\p{Lu}[\p{Lu}\p{N}]*)*)(?![\p{L}\p{N}])/u;
const HEAD = 1000;

/** The symbol of the document, from the subject or the beginning of the text; empty when none is there. A guess, for the clerk to compare. */
export const symbolIn = (subject: string, text: string): string =>
  (SYMBOL.exec(subject.normalize('NFC')) ?? SYMBOL.exec(text.slice(0, HEAD).normalize('NFC')))?.[1]?.slice(0, 50) ?? '';
