import { describe, expect, it } from '@jest/globals';
import { headerLines } from '../platform/mail/mail-head.ts';
import { authenticationOf, hopsOf, isMarkedSpam } from './marks.policy.ts';
import { noReplyBecause, type ReplyFacts } from './reply.policy.ts';

const head = (...lines: string[]) => headerLines(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`));

const A_PERSON: ReplyFacts = {
  envelopeFrom: 'van.thu@x.vn',
  head: head('From: a@x.vn', 'Subject: Báo cáo'),
  isSpam: false,
  authentication: null,
  isOwnAddress: false,
  isOwnMail: false,
};

describe('the automatic reply (RFC 3834)', () => {
  it.each<[string, Partial<ReplyFacts>, string | null]>([
    ['a person', {}, null],
    ['a person whose program says no', { head: head('Auto-Submitted: no') }, null],
    ['a person well known', { authentication: { spf: 'pass', dkim: 'pass', dmarc: 'pass' } }, null],
    ['softfail is no proof', { authentication: { spf: 'softfail', dkim: 'none' } }, null],
    ['dkim broken on the way', { authentication: { dkim: 'fail' } }, null],
    ['a bounce', { envelopeFrom: '' }, 'bounce'],
    ['a report', { head: head('Content-Type: multipart/report; report-type=delivery-status') }, 'bounce'],
    ['a vacation', { head: head('Auto-Submitted: auto-replied (vacation)') }, 'auto-submitted'],
    ['a program', { head: head('Auto-Submitted: auto-generated') }, 'auto-submitted'],
    ['an old vacation', { head: head('X-Autoreply: yes') }, 'auto-submitted'],
    ['a loop', { head: head('X-Loop: a@x.vn') }, 'auto-submitted'],
    ['a list', { head: head('List-Id: <ban-tin.x.vn>') }, 'list'],
    ['a newsletter', { head: head('List-Unsubscribe: <https://x.vn>') }, 'list'],
    ['bulk', { head: head('Precedence: bulk') }, 'list'],
    ['Exchange says no', { head: head('X-Auto-Response-Suppress: OOF, AutoReply') }, 'suppressed'],
    ['spam', { isSpam: true }, 'spam'],
    ['an old inbox', { isOwnAddress: true }, 'own-address'],
    ['our own mail', { isOwnMail: true }, 'own-mail'],
    ['no-reply', { envelopeFrom: 'no-reply@x.vn' }, 'nobody-reads-it'],
    ['noreply with more', { envelopeFrom: 'noreply-so@x.vn' }, 'nobody-reads-it'],
    ['the mail system', { envelopeFrom: 'MAILER-DAEMON@x.vn' }, 'nobody-reads-it'],
    ['a list owner', { envelopeFrom: 'owner-tin@x.vn' }, 'nobody-reads-it'],
    ['a list address', { envelopeFrom: 'tin-bounces@x.vn' }, 'nobody-reads-it'],
    ['a return path of its own', { envelopeFrom: 'bounce+abc=x.vn@y.vn' }, 'nobody-reads-it'],
    ['nothing one can write to', { envelopeFrom: 'a@x.vn>,<b@x.vn' }, 'no-address'],
    ['forged by SPF', { authentication: { spf: 'fail' } }, 'forged'],
    ['forged by DMARC', { authentication: { spf: 'pass', dmarc: 'fail' } }, 'forged'],
  ])('%s', (_, facts, because) => {
    expect(noReplyBecause({ ...A_PERSON, ...facts })).toBe(because);
  });
});

describe('what the server in front says', () => {
  const OWN = { isTrusted: true, authservId: 'mx.x.vn' };
  const FIELD =
    'Authentication-Results: mx.x.vn; spf=pass smtp.mailfrom=a@y.vn; dkim=fail (bad) header.d=y.vn; dmarc=none';

  it.each<[string, string[], typeof OWN | { isTrusted: boolean; authservId: string | null }, object | null]>([
    ['is believed', [FIELD, 'Received: a'], OWN, { spf: 'pass', dkim: 'fail', dmarc: 'none' }],
    ['also below its own line', ['Received: a', FIELD], OWN, { spf: 'pass', dkim: 'fail', dmarc: 'none' }],
    ['not of a stranger', [FIELD], { ...OWN, isTrusted: false }, null],
    ['not without a name', [FIELD], { ...OWN, authservId: null }, null],
    ['not under another name', [FIELD.replace('mx.x.vn', 'mx.y.vn')], OWN, null],
    ['not under a longer name', [FIELD.replace('mx.x.vn', 'mx.x.vn.y.vn')], OWN, null],
    [
      'not what the sender wrote below it',
      ['Authentication-Results: mx.x.vn; spf=fail', 'Received: a', FIELD],
      OWN,
      { spf: 'fail' },
    ],
    [
      'in two fields',
      ['Authentication-Results: mx.x.vn; spf=fail', 'Authentication-Results: mx.x.vn; dkim=pass', 'Received: a'],
      OWN,
      { spf: 'fail', dkim: 'pass' },
    ],
    ['nothing', ['Authentication-Results: mx.x.vn; none'], OWN, {}],
  ])('%s', (_, lines, who, results) => {
    expect(authenticationOf(head(...lines), who)).toEqual(results);
  });

  it('marks spam', () => {
    expect(isMarkedSpam(head('X-Spam-Flag: YES'), true)).toBe(true);
    expect(isMarkedSpam(head('X-Spam-Flag: YES'), false)).toBe(false);
    expect(isMarkedSpam(head('X-Spam-Flag: NO'), true)).toBe(false);
  });

  it('counts the servers', () => {
    expect(hopsOf(head('Received: a', 'X: b', 'received: c\r\n by d'))).toBe(2);
  });
});
