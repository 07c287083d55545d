import { describe, expect, it } from '@jest/globals';
import { hoursOfTrying } from '../jobs/retry.policy.ts';
import { describeFailure, isPermanent } from './mail-failure.policy.ts';
import { MAIL_ATTEMPTS } from './send-mail.task.ts';

describe('is a failure permanent', () => {
  it.each([
    ['no such mailbox', 'EENVELOPE', 'RCPT TO', 550, true],
    ['mailbox name not allowed', 'EENVELOPE', 'RCPT TO', 553, true],
    ['greylisted', 'EENVELOPE', 'RCPT TO', 450, false],
    ['mailbox full, say some', 'EENVELOPE', 'RCPT TO', 452, false],
    ['shutting down', 'EENVELOPE', 'RCPT TO', 421, false],
    ['bad sequence', 'EENVELOPE', 'RCPT TO', 503, false],
    ['taken for spam', 'EMESSAGE', 'DATA', 554, true],
    ['local error while storing', 'EMESSAGE', 'DATA', 451, false],
    ['too big, said at once', 'EENVELOPE', 'MAIL FROM', 552, true],
    ['larger than SIZE', 'EMESSAGE', 'MAIL FROM', null, true],
    ['our sender refused', 'EENVELOPE', 'MAIL FROM', 550, false],
    ['our password refused', 'EAUTH', 'AUTH PLAIN', 535, false],
    ['our address refused', 'EPROTOCOL', 'CONN', 554, false],
    ['refused connection', 'ESOCKET', 'CONN', null, false],
    ['silence', 'ETIMEDOUT', 'CONN', null, false],
    ['cut behind the final dot', 'ECONNECTION', 'CONN', null, false],
    ['no such host', 'EDNS', 'CONN', null, false],
    ['bad certificate', 'ETLS', 'CONN', null, false],
    ['file not readable', null, null, null, false],
  ])('%s', (_, code, command, replyCode, permanent) => {
    expect(isPermanent({ code, command, replyCode, text: '' })).toBe(permanent);
  });
});

describe('what is kept of a failure', () => {
  it('is the answer of the server, on one line', () => {
    const thrown = Object.assign(new Error('all recipients were rejected'), {
      code: 'EENVELOPE',
      command: 'RCPT TO',
      response: '550-5.1.1 no such\r\n550 user',
      responseCode: 550,
    });
    expect(describeFailure(thrown)).toEqual({
      code: 'EENVELOPE',
      command: 'RCPT TO',
      replyCode: 550,
      text: '550-5.1.1 no such 550 user',
    });
  });

  it('is bounded', () => {
    expect(describeFailure('x'.repeat(10_000)).text).toHaveLength(500);
  });
});

it('a mail is tried for about two days', () => {
  expect(hoursOfTrying(MAIL_ATTEMPTS)).toBeGreaterThan(44);
  expect(hoursOfTrying(MAIL_ATTEMPTS)).toBeLessThan(50);
});
