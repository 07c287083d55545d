import { describe, expect, it } from '@jest/globals';
import { readAccessClaims } from './access-claims.policy.ts';

const now = new Date('2020-05-18T01:00:00Z');
const second = now.getTime() / 1000;
const sub = '0a58c9f5-8bd1-4a3e-9f43-1a2b3c4d5e6f';
const sid = 'b1f7c7a2-31a1-4f0e-9a53-0f5d6f1f5a11';
const good = { iss: 'gnvb', aud: 'gnvb-api', typ: 'access', sub, sid, iat: second - 10, exp: second + 890 };
const without = (claim: keyof typeof good) =>
  Object.fromEntries(Object.entries(good).filter(([name]) => name !== claim));

describe('readAccessClaims', () => {
  it.each([
    ['fresh', good],
    ['about to end', { ...good, iat: second - 899, exp: second + 1 }],
    ['signed by a server whose clock is ahead', { ...good, iat: second + 60, exp: second + 960 }],
  ])('accepts a token %s', (_, payload) => {
    expect(readAccessClaims(payload, now, 900)).toEqual({ accountId: sub, sessionId: sid });
  });

  // Rightly signed, and yet none of ours (hardening §1.8): jsonwebtoken alone lets most of them pass.
  it.each([
    ['no payload', null],
    ['text as payload', 'access'],
    ['a list as payload', [good]],
    ['no exp', without('exp')],
    ['exp as text', { ...good, exp: String(good.exp) }],
    ['exp 1e308', { ...good, exp: 1e308 }],
    ['exp infinite', { ...good, exp: Number.POSITIVE_INFINITY }],
    ['exp with a fraction', { ...good, exp: second + 0.5 }],
    ['exp negative', { ...good, exp: -1 }],
    ['ended', { ...good, exp: second }],
    ['a longer life than ours', { ...good, exp: good.iat + 901 }],
    ['no iat', without('iat')],
    ['iat as text', { ...good, iat: String(good.iat) }],
    ['iat in the future', { ...good, iat: second + 61, exp: second + 100 }],
    ['exp before iat', { ...good, iat: second + 50, exp: second + 40 }],
    ['nbf, which we never set', { ...good, nbf: second - 10 }],
    ['no sub', without('sub')],
    ['sub as a list', { ...good, sub: [sub] }],
    ['sub as an object', { ...good, sub: { toString: () => sub } }],
    ['sub not an identifier', { ...good, sub: "' or 1=1" }],
    ['sub with a line feed', { ...good, sub: `${sub}\n` }],
    ['no sid', without('sid')],
    ['sid as a number', { ...good, sid: 1 }],
    ['no typ', without('typ')],
    ['a refresh token', { ...good, typ: 'refresh' }],
    ['typ as a list', { ...good, typ: ['access'] }],
    ['no iss', without('iss')],
    ['another issuer', { ...good, iss: 'elsewhere' }],
    ['issuer as a list', { ...good, iss: ['gnvb'] }],
    ['no aud', without('aud')],
    ['another audience', { ...good, aud: 'gnvb-web' }],
    ['several audiences', { ...good, aud: ['gnvb-api', 'elsewhere'] }],
  ])('refuses %s', (_, payload) => {
    expect(readAccessClaims(payload, now, 900)).toBeNull();
  });
});
