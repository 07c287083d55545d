import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { JwtService } from '@nestjs/jwt';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Principal } from '../platform/access/principal.ts';
import { MovableClock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { AccessClaims } from './access-claims.policy.ts';
import { AccessTokens, makeJwtService } from './access-tokens.ts';
import type { Callers } from './callers.reader.ts';
import { JwtAuthenticator } from './jwt-authenticator.ts';
import { JwtStrategy } from './jwt.strategy.ts';
import { SessionCookies } from './session-cookies.ts';
import { SigningKey } from './signing-key.ts';

const account = '0a58c9f5-8bd1-4a3e-9f43-1a2b3c4d5e6f';
const session = 'b1f7c7a2-31a1-4f0e-9a53-0f5d6f1f5a11';
const config = Config.read({});
const key = new SigningKey('k'.repeat(32));

function aDoor(at = '2020-05-18T01:00:00Z') {
  const clock = new MovableClock(new Date(at));
  const reader = {
    principal: async () => new Principal(account, 'An', session, [], '127.0.0.1'),
  } as unknown as Callers;
  const door = new JwtAuthenticator(new JwtStrategy(key, new SessionCookies(config), clock, config, reader));
  const opens = async (headers: Record<string, string>, cookies: Record<string, string> = {}) =>
    (await door.authenticate(
      { headers, cookies, ip: '127.0.0.1' } as unknown as FastifyRequest,
      {} as FastifyReply,
    )) !== null;
  const { text } = new AccessTokens(makeJwtService(key), clock, config).sign(account, session);
  return { clock, text, opens, bearer: (token: string) => opens({ authorization: `Bearer ${token}` }) };
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (head: unknown, body: string, hash = 'sha256', secret = key.secret): string =>
  `${part(head)}.${body}.${createHmac(hash, secret)
    .update(`${part(head)}.${body}`)
    .digest('base64url')}`;

it('tells callers apart who ask at the same moment', async () => {
  // The later the request, the sooner its answer from the database.
  const reader = {
    principal: async ({ accountId }: AccessClaims, address: string) => {
      await new Promise((resolve) => setTimeout(resolve, 20 - Number(address)));
      return new Principal(accountId, address, session, [], address);
    },
  } as unknown as Callers;
  const clock = new MovableClock(new Date('2020-05-18T01:00:00Z'));
  const door = new JwtAuthenticator(new JwtStrategy(key, new SessionCookies(config), clock, config, reader));
  const tokens = new AccessTokens(makeJwtService(key), clock, config);
  const asked = Array.from({ length: 20 }, (_, i) => ({
    accountId: account.slice(0, -2) + String(i + 10),
    ip: String(i),
  }));
  const found = await Promise.all(
    asked.map(({ accountId, ip }) => {
      const headers = { authorization: `Bearer ${tokens.sign(accountId, session).text}` };
      return door.authenticate({ headers, cookies: {}, ip } as unknown as FastifyRequest, {} as FastifyReply);
    }),
  );
  expect(found.map((principal) => ({ accountId: principal?.accountId, ip: principal?.address }))).toEqual(asked);
});

describe('JwtStrategy', () => {
  it('takes a token as Bearer or as cookie, on any rehearsed day', async () => {
    for (const day of ['2020-05-18T01:00:00Z', '2035-01-01T00:00:00Z']) {
      const door = aDoor(day);
      expect(await door.bearer(door.text)).toBe(true);
      expect(await door.opens({}, { gnvb_session: door.text })).toBe(true);
    }
  });

  it('refuses it once our clock says it has ended', async () => {
    const door = aDoor();
    door.clock.advance(15 * 60_000);
    expect(await door.bearer(door.text)).toBe(false);
  });

  it('goes by the header when both are sent', async () => {
    const door = aDoor();
    expect(await door.opens({ authorization: 'Bearer x' }, { gnvb_session: door.text })).toBe(false);
  });

  const { text } = aDoor();
  const [head = '', body = '', seal = ''] = text.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  it.each([
    ['no token', ''],
    ['no signature', `${head}.${body}.`],
    ['alg none', `${part({ alg: 'none', typ: 'JWT' })}.${body}.`],
    ['alg None with a signature', `${part({ alg: 'None' })}.${body}.${seal}`],
    ['HS384 under the same secret', signed({ alg: 'HS384' }, body, 'sha384')],
    ['HS512 under the same secret', signed({ alg: 'HS512' }, body, 'sha512')],
    ['another secret', signed({ alg: 'HS256' }, body, 'sha256', 'j'.repeat(32))],
    ['an empty secret', signed({ alg: 'HS256' }, body, 'sha256', '')],
    ['a changed body', `${head}.${part({ ...claims, sub: session })}.${seal}`],
    ['a key of its own in the head', signed({ alg: 'HS256', jwk: { kty: 'oct', k: 'eA' } }, body, 'sha256', 'x')],
    ['signed rightly, without exp', signed({ alg: 'HS256' }, part({ ...claims, exp: undefined }))],
    ['signed rightly, exp 1e308', signed({ alg: 'HS256' }, part({ ...claims, exp: 1e308 }))],
    ['signed rightly, several audiences', signed({ alg: 'HS256' }, part({ ...claims, aud: ['gnvb-api', 'x'] }))],
    ['signed rightly, of type refresh', signed({ alg: 'HS256' }, part({ ...claims, typ: 'refresh' }))],
    ['signed rightly, text as payload', new JwtService({ secret: key.secret }).sign('access')],
  ])('refuses %s', async (_, token) => {
    expect(await aDoor().bearer(token)).toBe(false);
  });
});
