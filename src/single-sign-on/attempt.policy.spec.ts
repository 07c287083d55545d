import { describe, expect, it } from '@jest/globals';
import { isPage, readAttempt } from './attempt.policy.ts';

describe('a page to return to', () => {
  it.each([
    '/',
    '/incoming',
    '/incoming/3f2b',
    '/incoming/',
    '/incoming?box=unopened&limit=5',
    '/registers/incoming?year=2020#row-7',
    '/#/incoming/3f2b',
    '/a.b/c_d~e',
  ])('%s', (path) => {
    expect(isPage(path)).toBe(true);
  });

  it.each([
    '',
    'incoming',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/%2f/evil.example',
    '/%5cevil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/..//evil.example',
    '/../evil',
    '/a//b',
    '/a/./b',
    '/.well-known',
    '/x@evil.example',
    '/x:80',
    '/a b',
    '/a\r\nset-cookie: x',
    '/a"><script>',
    '/a?<script>',
    "/a?'",
    '/api/v1/single-sign-on',
    '/API/v1/sessions',
    '/api',
    '/dev/mail',
    '/health/live',
    ' /incoming',
    '/đơn-vị',
    `/${'a'.repeat(500)}`,
    null,
    ['/'],
  ])('is not %j', (path) => {
    expect(isPage(path)).toBe(false);
  });
});

describe('an attempt in a cookie', () => {
  const now = new Date('2020-05-18T01:00:00Z');
  const text = (changes: object) =>
    JSON.stringify({ state: 's', nonce: 'n', verifier: 'v', returnTo: '/', expiresAt: 0, linkFor: null, ...changes });

  it('is good until it expires', () => {
    expect(readAttempt(text({ expiresAt: now.getTime() + 1 }), now)?.state).toBe('s');
    expect(readAttempt(text({ expiresAt: now.getTime() }), now)).toBeNull();
  });

  it('leads nowhere but to a page, and is nothing else', () => {
    expect(readAttempt(text({ expiresAt: now.getTime() + 1, returnTo: '//evil.example' }), now)).toBeNull();
    expect(readAttempt('{', now)).toBeNull();
  });
});
