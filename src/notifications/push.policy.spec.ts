import { describe, expect, it } from '@jest/globals';
import { isPushService, mannerOf, meaningOf, pauseAfter } from './push.policy.ts';

describe('a push service', () => {
  it.each([
    'fcm.googleapis.com',
    'updates.push.services.mozilla.com',
    'web.push.apple.com',
    'wns2-sg2p.notify.windows.com',
    'push.hoso.intranet',
  ])('may be %s', (host) => {
    expect(isPushService(host, ['push.hoso.intranet'])).toBe(true);
  });

  it.each([
    'googleapis.com',
    'fcm.googleapis.com.evil.example',
    'evilfcm.googleapis.com',
    'x.fcm.googleapis.com',
    'evilpush.apple.com',
    'push.apple.com',
    'notify.windows.com.evil.example',
    'x.push.hoso.intranet',
    '127.0.0.1',
    '',
  ])('is not %s', (host) => {
    expect(isPushService(host, ['push.hoso.intranet'])).toBe(false);
  });
});

describe('an answer', () => {
  it.each([
    [201, 'done'],
    [202, 'done'],
    [302, 'retry'],
    [400, 'refused'],
    [403, 'refused'],
    [404, 'gone'],
    [410, 'gone'],
    [413, 'refused'],
    [429, 'retry'],
    [500, 'retry'],
    [503, 'retry'],
    [null, 'retry'],
  ])('%s means %s', (status, meaning) => {
    expect(meaningOf(status)).toBe(meaning);
  });
});

describe('the pauses', () => {
  it('grow, and stay long', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map((tries) => pauseAfter(tries, null))).toEqual([
      60, 120, 600, 3600, 10_800, 21_600, 21_600, 21_600,
    ]);
  });

  it.each([
    ['300', 300],
    ['5', 60],
    ['999999', 21_600],
    ['-5', 60],
    ['Wed, 21 Oct 2030 07:28:00 GMT', 60],
  ])('heed Retry-After: %s', (header, pause) => {
    expect(pauseAfter(1, header)).toBe(pause);
  });
});

it('keeps what is urgent longer, and lets it wake a phone', () => {
  expect(mannerOf('normal')).toEqual({ ttl: 86_400, urgency: 'normal' });
  expect(mannerOf('khan')).toEqual({ ttl: 172_800, urgency: 'high' });
  expect(mannerOf('hoa_toc')).toEqual({ ttl: 259_200, urgency: 'high' });
});
