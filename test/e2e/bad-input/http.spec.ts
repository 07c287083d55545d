import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { head, raw } from './raw.ts';
import { countOf, isAnswering } from './refusal.ts';
import { aWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.stop());

const bearer = (): string => `authorization: Bearer ${world.boss.token()}`;
const get = (...lines: string[]): string => head('GET /api/v1/units HTTP/1.1', ...lines);
const post = (...lines: string[]): string => head('POST /api/v1/outgoing-documents HTTP/1.1', ...lines);
const JSON_TYPE = 'content-type: application/json';

describe('what is not HTTP', () => {
  it.each<[string, () => readonly string[], string]>([
    ['a greeting for TLS', () => ['\u0016\u0003\u0001\u0002 hello'], 'request.malformed'],
    ['half a request line', () => ['GET\r\n\r\n'], 'request.malformed'],
    ['another protocol', () => [head('GET / FTP/9', 'host: x')], 'request.malformed'],
    ['an unknown method', () => [head('BREW /api/v1/units HTTP/1.1', 'host: x')], 'request.malformed'],
    ['two hosts', () => [get('host: x', 'host: y', bearer())], 'request.malformed'],
    ['no host', () => [get(bearer())], 'request.malformed'],
    ['a NUL in a header', () => [get('host: x', 'x-a: a\0b')], 'request.malformed'],
    ['a header that goes on in the next line', () => [get('host: x', 'x-a: a', ' b: c')], 'request.malformed'],
    ['a length that is no number', () => [post('host: x', 'content-length: ten')], 'request.malformed'],
    ['a negative length', () => [post('host: x', 'content-length: -1')], 'request.malformed'],
    ['two lengths', () => [post('host: x', 'content-length: 1', 'content-length: 2'), 'ab'], 'request.malformed'],
    [
      'a length and chunks',
      () => [post('host: x', 'content-length: 3', 'transfer-encoding: chunked'), '0\r\n\r\n'],
      'request.malformed',
    ],
    [
      'a chunk of no size',
      () => [post('host: x', JSON_TYPE, 'transfer-encoding: chunked'), 'zz\r\n\r\n'],
      'request.malformed',
    ],
    ['headers of 20 kB', () => [get('host: x', `x-a: ${'a'.repeat(20_000)}`)], 'request.headers-too-large'],
    [
      'raw bytes in the path',
      () => [head('GET /api/v1/units/\u00e1\u1ea1 HTTP/1.1', 'host: x', bearer())],
      'request.malformed',
    ],
    ['a path that is not one', () => [head('GET api/v1/units HTTP/1.1', 'host: x', bearer())], 'request.malformed'],
    ['a percent sign alone', () => [head('GET /api/v1/%zz HTTP/1.1', 'host: x', bearer())], 'request.malformed'],
  ])('is refused: %s', async (_, bytes, code) => {
    const before = await (await countOf(world))();
    const answer = await raw(world.app, ...bytes());
    expect([answer.type, answer.code]).toEqual(['application/problem+json', code]);
    expect(answer.status).toBeLessThan(500);
    expect([await (await countOf(world))(), await isAnswering(world)]).toEqual([before, true]);
  });

  it('gets no tunnel to somewhere else', async () => {
    expect((await raw(world.app, head('CONNECT example.vn:443 HTTP/1.1', 'host: x'))).status).toBe(0);
    expect(await isAnswering(world)).toBe(true);
  });

  it('does not smuggle a second request behind a body that is longer than it says', async () => {
    const before = await (await countOf(world))();
    const { status } = await raw(world.app, post('host: x', bearer(), JSON_TYPE, 'content-length: 2'), '{}{"x":1}');
    expect([status, await (await countOf(world))()]).toEqual([400, before]);
  });
});

describe('a header', () => {
  it('may have 200 fields', async () => {
    const fields = Array.from({ length: 200 }, (_, i) => `x-${i}: ${i}`);
    expect((await raw(world.app, get('host: x', bearer(), ...fields))).status).toBe(200);
  });

  it('may be without a host in HTTP/1.0, which knew none', async () => {
    expect((await raw(world.app, head('GET /health/live HTTP/1.0'))).status).toBe(200);
  });
});
