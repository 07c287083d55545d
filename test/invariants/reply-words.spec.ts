import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { noReplyBecause, type ReplyFacts } from '../../src/mail-gateway/reply.policy.ts';
import { ROOT } from '../support/sources.ts';

it('the page has a word for each reason why a sender got no answer', () => {
  const facts: ReplyFacts = {
    envelopeFrom: 'a@so.example',
    head: [],
    isSpam: false,
    authentication: null,
    isOwnAddress: false,
    isOwnMail: false,
  };
  const head = (name: string, value: string) => ({ ...facts, head: [{ name, value }] });
  const reasons = [
    { ...facts, isOwnMail: true },
    { ...facts, envelopeFrom: '' },
    head('auto-submitted', 'auto-replied'),
    head('list-id', '<tin>'),
    head('x-auto-response-suppress', 'All'),
    { ...facts, isSpam: true },
    { ...facts, isOwnAddress: true },
    { ...facts, envelopeFrom: 'khong phai dia chi' },
    { ...facts, envelopeFrom: 'noreply@so.example' },
    { ...facts, authentication: { spf: 'fail' } },
  ].map(noReplyBecause);
  expect(new Set(reasons).size).toBe(10);
  const words = readFileSync(join(ROOT, 'src/web/screens/mails/arrived-words.ts'), 'utf8');
  for (const reason of reasons) expect(words).toMatch(new RegExp(`^  '?${reason}'?: 'reply.${reason}',$`, 'm'));
});
