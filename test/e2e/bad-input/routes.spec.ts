import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiContract } from '../../support/api-document.ts';
import { counter } from './counts.ts';
import { fault, send, type Answer } from './wire.ts';
import { aWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.stop());

const call = (method: string, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  send(world.app, { method, path, as: world.boss, headers });

describe('an address that is nearly right', () => {
  it.each([
    '/api/v1/units/',
    '/API/v1/units',
    '/api/v1/UNITS',
    '/api/v1/Units',
    '//api/v1/units',
    '/api//v1/units',
    '/api/v1//units',
    '/api/v1/units//',
    '/api/v1/units;x=1',
    '/api/v1/units%2f',
    '/api/v1/./units',
    '/api/v1/x/../units',
    '/api/v1/%2e%2e/v1/units',
    '/api%2fv1/units',
    '/api/v1/units%20',
    '/api/v1/units%00',
    '/api/v1/units.json',
    '/api/v2/units',
    '/units',
    '/v1/units',
    '/api/v1',
    '/api/v1/',
    '/api/v1/__proto__',
    '/api/v1/constructor',
    '/.env',
    '/.git/config',
    '/api/v1/units/..%2f..%2fhealth%2flive',
  ])('is no address: %s', async (path) => {
    const answer = await call('GET', path);
    expect(`${answer.status} ${answer.headers['content-type']}`).toMatch(/^40[04] application\/problem\+json/);
  });

  it.each(['/api/v1/%75nits', '/%61pi/v1/units', '/api/v1/un%69ts'])(
    'is the same address behind the same gate: %s',
    async (path) => {
      const stranger = await send(world.app, { method: 'GET', path });
      expect([stranger.status, stranger.code]).toEqual([401, 'access.sign-in-first']);
      const answer = await call('GET', path);
      expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'private, no-cache']);
    },
  );
});

describe('a method that an address does not have', () => {
  const { operations } = apiContract();
  const addresses = [...new Set(operations.map(({ path }) => path))];
  const ID = '0badcafe-0000-4000-8000-000000000000';
  const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'SEARCH', 'PURGE'];

  it('is refused at every address, and nothing comes of it', async () => {
    const count = await counter(world.app);
    const before = await count();
    const mistakes: string[] = [];
    for (const template of addresses) {
      const path = template.replaceAll(/\{\w+\}/g, ID);
      const known = new Set(operations.filter((operation) => operation.path === template).map(({ method }) => method));
      for (const method of METHODS.filter((name) => !known.has(name))) {
        const answer = await call(method, path);
        // A word in the place of an identifier is told as such; QUERY must have a body.
        const fits =
          [400, 404, 405].includes(answer.status) &&
          answer.headers['content-type']?.startsWith('application/problem+json');
        if (!fits) mistakes.push(`${method} ${path} → ${answer.status} ${answer.text.slice(0, 100)}`);
      }
    }
    expect(mistakes).toEqual([]);
    expect(await count()).toBe(before);
  });

  it('is answered as GET without a body when it is HEAD, behind the same gate', async () => {
    const answer = await call('HEAD', '/api/v1/units');
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect((await send(world.app, { method: 'HEAD', path: '/api/v1/units' })).status).toBe(401);
    expect((await call('HEAD', '/api/v1/units/x')).status).toBe(400);
    expect((await call('HEAD', '/api/v1/nowhere')).status).toBe(404);
  });
});

describe('a hostile header', () => {
  const VALUES = [
    '',
    ' ',
    'x',
    'a'.repeat(8000),
    '\u00e1\u00ff',
    '"',
    "';--",
    '%00',
    '../../etc/passwd',
    '${jndi:ldap://x}',
    '{}',
    '[]',
    ',,,,',
    ';;;;',
    '=;=;=',
    'null',
    '-1',
    '1e999',
    '*',
    'W/',
    'W/"',
    '"1',
    '"99999999999"',
    'bytes=0-',
    '\tx\t',
    '<script>',
  ];

  it.each([
    'x-request-id',
    'accept-language',
    'accept',
    'accept-encoding',
    'cookie',
    'if-none-match',
    'if-match',
    'if-modified-since',
    'range',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'forwarded',
    'referer',
    'user-agent',
    'origin',
    'sec-fetch-site',
    'sec-purpose',
    'idempotency-key',
    'x-http-method-override',
    'x-original-url',
    'x-rewrite-url',
    'content-type',
    'traceparent',
    'accept-version',
    'upgrade-insecure-requests',
  ])('does not harm a read: %s', async (name) => {
    const plain = await call('GET', '/api/v1/units');
    for (const value of VALUES) {
      const answer = await call('GET', '/api/v1/units', { [name]: value });
      const wrong = fault({ method: 'GET', path: '/api/v1/units' }, answer);
      expect([value, wrong, answer.status, answer.text]).toEqual([value, null, 200, plain.text]);
    }
  });

  it('is not echoed as the id of the request', async () => {
    for (const value of VALUES) {
      const answer = await call('GET', '/api/v1/nowhere', { 'x-request-id': value });
      expect([answer.status, answer.headers['x-request-id']]).toEqual([404, expect.stringMatching(/^[\w-]{16}$/)]);
    }
    expect((await call('GET', '/api/v1/nowhere', { 'x-request-id': 'abc.DEF-123_4' })).headers['x-request-id']).toBe(
      'abc.DEF-123_4',
    );
  });

  it('asks for a language there is, or gets Vietnamese', async () => {
    for (const value of VALUES.filter((text) => !text.startsWith('en')))
      expect((await call('GET', '/api/v1/nowhere', { 'accept-language': value })).text).toContain(
        'Không có địa chỉ này',
      );
    expect((await call('GET', '/api/v1/nowhere', { 'accept-language': 'en-GB;q=0.1' })).text).toContain(
      'no such address',
    );
  });
});
