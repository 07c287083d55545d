import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SigningKey } from '../../../src/accounts/signing-key.ts';
import { fault, send, type Answer } from './wire.ts';
import { aWorld, type World } from './world.ts';

let world: World;
let key: string;
let now: number;

beforeAll(async () => {
  world = await aWorld();
  key = world.app.get(SigningKey).secret;
  now = Math.floor(world.app.clock.now().getTime() / 1000);
});
afterAll(() => world.stop());

const base64 = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token signed with the right key, whatever it says. */
function signed(
  payload: unknown,
  header: unknown = { alg: 'HS256', typ: 'JWT' },
  secret: string | Buffer = key,
  digest = 'sha256',
): string {
  const text = `${base64(header)}.${base64(payload)}`;
  return `${text}.${createHmac(digest, secret).update(text).digest('base64url')}`;
}

const claims = (): Record<string, unknown> => ({
  iss: 'gnvb',
  aud: 'gnvb-api',
  typ: 'access',
  sub: world.boss.id,
  sid: world.boss.sessionId,
  iat: now,
  exp: now + 900,
});
const without = (name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(claims()).filter(([claim]) => claim !== name));

const PATH = '/api/v1/sessions/current';
const who = (headers: Record<string, string>): Promise<Answer> =>
  send(world.app, { method: 'GET', path: PATH, headers });

/** The code of the refusal, and behind it what is wrong with its form. */
async function toldTo(headers: Record<string, string>): Promise<string> {
  const answer = await who(headers);
  return `${answer.status} ${answer.code} ${fault({ method: 'GET', path: PATH }, answer) ?? ''}`.trim();
}
const STRANGER = '401 access.sign-in-first';

describe('a token signed with the right key', () => {
  it('lets in when it says what ours say, from the header and from the cookie', async () => {
    expect((await who({ authorization: `Bearer ${signed(claims())}` })).status).toBe(200);
    expect((await who({ cookie: `gnvb_session=${signed(claims())}` })).status).toBe(200);
  });

  it.each<[string, () => unknown]>([
    ...['iss', 'aud', 'typ', 'sub', 'sid', 'iat', 'exp'].map((name): [string, () => unknown] => [
      `no ${name}`,
      () => without(name),
    ]),
    ['another issuer', () => ({ ...claims(), iss: 'evil' })],
    ['a list of issuers', () => ({ ...claims(), iss: ['gnvb'] })],
    ['another audience', () => ({ ...claims(), aud: 'other' })],
    ['a list of audiences', () => ({ ...claims(), aud: ['gnvb-api', 'other'] })],
    ['the type of a refresh token', () => ({ ...claims(), typ: 'refresh' })],
    ['a subject in a list', () => ({ ...claims(), sub: [world.boss.id] })],
    ['a subject in an object', () => ({ ...claims(), sub: { $ne: null } })],
    ['a number for a subject', () => ({ ...claims(), sub: 1 })],
    ['SQL for a subject', () => ({ ...claims(), sub: `${world.boss.id}' or '1'='1` })],
    ['a subject in capitals', () => ({ ...claims(), sub: world.boss.id.toUpperCase() })],
    ['the subject of somebody else', () => ({ ...claims(), sub: world.head.id })],
    ['the session of somebody else', () => ({ ...claims(), sid: world.head.sessionId })],
    ['a session that never was', () => ({ ...claims(), sid: '0badcafe-0000-4000-8000-000000000000' })],
    ['an end in text', () => ({ ...claims(), exp: String(now + 900) })],
    ['no end ever', () => ({ ...claims(), exp: 1e308 })],
    ['an end in a year', () => ({ ...claims(), exp: now + 366 * 86_400 })],
    ['an end with a fraction', () => ({ ...claims(), exp: now + 0.5 })],
    ['an end in the past', () => ({ ...claims(), iat: now - 1000, exp: now - 1 })],
    ['an end of null', () => ({ ...claims(), exp: null })],
    ['an end before its beginning', () => ({ ...claims(), iat: now + 30, exp: now + 10 })],
    ['a beginning in the future', () => ({ ...claims(), iat: now + 3600, exp: now + 4000 })],
    ['a negative beginning', () => ({ ...claims(), iat: -1 })],
    ['a time from which it holds', () => ({ ...claims(), nbf: now + 3600 })],
    ['nothing', () => ({})],
    ['a list', () => [claims()]],
    ['a text', () => JSON.stringify('x')],
    ['null', () => null],
    ['no JSON', () => 'x'],
  ])('does not let in with %s', async (_, payload) => {
    expect(await toldTo({ authorization: `Bearer ${signed(payload())}` })).toBe(STRANGER);
    expect(await toldTo({ cookie: `gnvb_session=${signed(payload())}` })).toBe(STRANGER);
  });
});

describe('a token that is forged', () => {
  it.each<[string, () => string]>([
    ['no algorithm', () => `${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims())}.`],
    ['nOnE', () => `${base64({ alg: 'nOnE' })}.${base64(claims())}.`],
    ['HS512', () => signed(claims(), { alg: 'HS512', typ: 'JWT' }, key, 'sha512')],
    ['HS256 that is sha384', () => signed(claims(), undefined, key, 'sha384')],
    ['RS256 with our secret', () => signed(claims(), { alg: 'RS256', typ: 'JWT' })],
    ['another secret', () => signed(claims(), undefined, 'another secret of more than thirty-two bytes')],
    ['an empty secret', () => signed(claims(), undefined, '')],
    ['a key of its own', () => signed(claims(), { alg: 'HS256', jwk: { kty: 'oct', k: base64('x') } }, 'x')],
    ['a key from a path', () => signed(claims(), { alg: 'HS256', kid: '../../../dev/null' }, '')],
    ['a critical extension', () => signed(claims(), { alg: 'HS256', crit: ['exp'] }, 'x')],
    ['a list of algorithms', () => signed(claims(), { alg: ['HS256'] })],
    [
      'another payload under the signature',
      () =>
        `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64({ ...claims(), sub: world.head.id })}.${signed(claims()).split('.')[2]}`,
    ],
    ['no signature', () => signed(claims()).replace(/[^.]*$/, '')],
    ['half a signature', () => signed(claims()).slice(0, -20)],
    ['two parts', () => signed(claims()).split('.').slice(0, 2).join('.')],
    ['five parts', () => `${signed(claims())}.x.y`],
  ])('does not let in: %s', async (_, token) => {
    expect(await toldTo({ authorization: `Bearer ${token()}` })).toBe(STRANGER);
  });
});

describe('garbage for credentials', () => {
  const bearer = () => signed(claims());

  it.each<[string, () => Record<string, string>]>([
    ['nothing behind Bearer', () => ({ authorization: 'Bearer' })],
    ['spaces behind Bearer', () => ({ authorization: 'Bearer    ' })],
    ['another scheme', () => ({ authorization: `Basic ${base64('admin:admin')}` })],
    ['Negotiate', () => ({ authorization: `Negotiate ${bearer()}` })],
    ['a list of schemes', () => ({ authorization: `Basic x, Bearer ${bearer()}` })],
    ['8 kB', () => ({ authorization: `Bearer ${'a'.repeat(8000)}` })],
    ['dots', () => ({ authorization: 'Bearer ..' })],
    ['quotes', () => ({ authorization: `Bearer "${bearer()}"` })],
    ['a cookie of another name', () => ({ cookie: `__Host-gnvb_session=${bearer()}; session=${bearer()}` })],
    ['a cookie with a broken escape', () => ({ cookie: 'gnvb_session=%E0%A4%A; gnvb_refresh=%' })],
    ['a cookie of semicolons', () => ({ cookie: ';;;=;=x;gnvb_session' })],
    ['500 cookies', () => ({ cookie: Array.from({ length: 500 }, (_, i) => `c${i}=x`).join('; ') })],
    ['__proto__ for a cookie', () => ({ cookie: `__proto__=${bearer()}; constructor=x; toString=x` })],
    ['the refresh cookie for an access cookie', () => ({ cookie: `gnvb_refresh=${bearer()}` })],
  ])('lets nobody in: %s', async (_, headers) => {
    expect(await toldTo(headers())).toBe(STRANGER);
  });

  it('renews nothing', async () => {
    for (const cookie of [
      'gnvb_refresh=',
      'gnvb_refresh=x',
      `gnvb_refresh=${bearer()}`,
      'gnvb_refresh=%00',
      `gnvb_refresh=${'A'.repeat(8000)}`,
      'gnvb_refresh=%E0%A4%A',
    ]) {
      const answer = await send(world.app, { method: 'POST', path: '/api/v1/sessions/renewal', headers: { cookie } });
      expect([
        cookie.slice(0, 30),
        answer.status,
        fault({ method: 'POST', path: '/api/v1/sessions/renewal' }, answer),
      ]).toEqual([cookie.slice(0, 30), 401, null]);
    }
  });
});
