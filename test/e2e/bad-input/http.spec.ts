import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { counter, type Count } from './counts.ts';
import { head, raw, type RawAnswer } from './raw.ts';
import { fault, send, type Answer, type Asked } from './wire.ts';
import { aDocument, aDraft, aWorld, type World } from './world.ts';

const MIB = 1024 * 1024;

let world: World;
let count: Count;
let before: string;
let issued: string;

beforeAll(async () => {
  world = await aWorld();
  issued = await aDocument(world, 'issuance');
  count = await counter(world.app);
  before = await count();
});
afterAll(() => world.stop());

const bearer = () => `authorization: Bearer ${world.boss.token()}`;
const post = (headers: Record<string, string>, body: string | Buffer, path = '/api/v1/outgoing-documents'): Promise<Answer> =>
  send(world.app, { method: 'POST', path, as: world.boss, headers, body });
const draft = () => JSON.stringify(aDraft(world));

/** The answer is a problem, coded as declared, nothing was written, and the next request is answered. */
async function expectRefused(asked: Pick<Asked, 'method' | 'path'>, answer: Answer, code: string): Promise<void> {
  expect([answer.code, fault(asked, answer)]).toEqual([code, null]);
  await expectUnharmed();
}
async function expectUnharmed(): Promise<void> {
  expect(await count()).toBe(before);
  expect((await send(world.app, { method: 'GET', path: '/api/v1/sessions/current', as: world.boss })).status).toBe(200);
}

describe('a body that is not JSON by its header', () => {
  const asked = { method: 'POST', path: '/api/v1/outgoing-documents' };

  it.each([
    'text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'application/json;charset=utf-7', 'application/json; charset="utf-16"', 'application/json; charset=iso-8859-1',
    'multipart/form-data; boundary=x', 'multipart/form-data', 'application/problem+json', 'text/json', 'application/jsonx', 'application', '/', 'application/json, text/plain', '*/*', `a/${'b'.repeat(4000)}`,
  ])('is refused as %s', async (type) => {
    await expectRefused(asked, await post({ 'content-type': type }, draft()), 'request.wrong-media-type');
  });

  it('is refused without any', async () => {
    await expectRefused(asked, await post({}, draft()), 'request.wrong-media-type');
  });

  it.each(['gzip', 'br', 'deflate', 'gzip, gzip', 'x'])('is refused in the coding %s', async (coding) => {
    const answer = await post({ 'content-type': 'application/json', 'content-encoding': coding }, gzipSync(draft()));
    await expectRefused(asked, answer, 'request.wrong-media-type');
  });

  it.each(['multipart/form-data; boundary=x', 'text/plain', 'application/x-www-form-urlencoded'])('is not taken for an empty body as %s', async (type) => {
    const path = `/api/v1/outgoing-documents/${issued}/dispatches`;
    const answer = await post({ 'content-type': type }, '--x\r\ncontent-disposition: form-data; name="sendAt"\r\n\r\n2021-01-01T00:00:00Z\r\n--x--\r\n', path);
    await expectRefused({ method: 'POST', path }, answer, 'request.wrong-media-type');
  });

  it('is refused behind DELETE too, as declared', async () => {
    const path = '/api/v1/sessions/0badcafe-0000-4000-8000-000000000000';
    for (const [type, body] of [['application/json', '{'], ['text/plain', 'x'], ['application/json', ' '.repeat(MIB + 1)], ['application/json', '['.repeat(40)]] as const) {
      const answer = await send(world.app, { method: 'DELETE', path, as: world.boss, headers: { 'content-type': type }, body });
      expect(fault({ method: 'DELETE', path }, answer)).toBeNull();
    }
    await expectUnharmed();
  });

  it('is JSON with a charset that says so', async () => {
    const answer = await post({ 'content-type': 'application/json; charset=UTF-8' }, '{"typeCode":1}');
    expect(answer.json).toMatchObject({ code: 'request.invalid', errors: expect.arrayContaining([expect.objectContaining({ field: 'subject' })]) });
  });
});

describe('a body over 1 MiB', () => {
  const announced = (length: number, ...more: string[]) =>
    head('POST /api/v1/outgoing-documents HTTP/1.1', 'host: x', bearer(), 'content-type: application/json', `content-length: ${length}`, ...more);
  const refused = (answer: RawAnswer) => expect([answer.status, answer.type, answer.code]).toEqual([413, 'application/problem+json', 'request.too-large']);

  it('is refused before a byte of it is sent', async () => {
    const started = performance.now();
    refused(await raw(world.app, announced(MIB + 1)));
    refused(await raw(world.app, announced(50 * 1024 * MIB)));
    expect(performance.now() - started).toBeLessThan(1000);
    await expectUnharmed();
  });

  it('is refused after 100 Continue was asked for', async () => {
    const { text } = await raw(world.app, announced(MIB + 1, 'expect: 100-continue'), ' ');
    expect(text).toContain('"code":"request.too-large"');
  });

  it('is cut off where the limit is when it does not say its length', async () => {
    const chunk = `100000\r\n${' '.repeat(MIB)}\r\n`;
    refused(await raw(world.app, head('POST /api/v1/outgoing-documents HTTP/1.1', 'host: x', bearer(), 'content-type: application/json', 'transfer-encoding: chunked'), chunk, chunk));
    await expectUnharmed();
  });

  it('is taken to the last byte below it', async () => {
    const answer = await post({ 'content-type': 'application/json' }, '{}'.padEnd(MIB));
    expect(answer.code).toBe('request.invalid');
  });
});

describe('garbage for HTTP', () => {
  const get = (...lines: string[]) => head('GET /api/v1/units HTTP/1.1', ...lines);

  it.each<[string, () => readonly string[]]>([
    ['no HTTP at all', () => ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello']],
    ['half a request line', () => ['GET\r\n\r\n']],
    ['another protocol', () => [head('GET / FTP/9', 'host: x')]],
    ['an unknown method', () => [head('BREW /api/v1/units HTTP/1.1', 'host: x')]],
    ['two hosts', () => [get('host: x', 'host: y', bearer())]],
    ['no host', () => [get(bearer())]],
    ['a NUL in a header', () => [get('host: x', 'x-a: a\0b')]],
    ['a bare line feed that smuggles', () => [`GET /api/v1/units HTTP/1.1\nhost: x\r\n\r\n`.replace('host', ' host')]],
    ['a length that is no number', () => [head('POST /api/v1/units HTTP/1.1', 'host: x', 'content-length: ten')]],
    ['a negative length', () => [head('POST /api/v1/units HTTP/1.1', 'host: x', 'content-length: -1')]],
    ['two lengths', () => [head('POST /api/v1/units HTTP/1.1', 'host: x', 'content-length: 1', 'content-length: 2'), 'ab']],
    ['a length and chunks', () => [head('POST /api/v1/units HTTP/1.1', 'host: x', 'content-length: 3', 'transfer-encoding: chunked'), '0\r\n\r\n']],
    ['a chunk of no size', () => [head('POST /api/v1/units HTTP/1.1', 'host: x', 'content-type: application/json', 'transfer-encoding: chunked'), 'zz\r\n\r\n']],
    ['headers of 20 kB', () => [get('host: x', `x-a: ${'a'.repeat(20_000)}`)]],
    ['raw bytes in the path', () => [head('GET /api/v1/units/\u00e1\u1ea1 HTTP/1.1', 'host: x')]],
    ['a path that is not one', () => [head('GET api/v1/units HTTP/1.1', 'host: x', bearer())]],
    ['a percent sign alone', () => [head('GET /api/v1/%zz HTTP/1.1', 'host: x', bearer())]],
    ['a proxy request', () => [head('CONNECT example.vn:443 HTTP/1.1', 'host: x')]],
  ])('is refused: %s', async (_, bytes) => {
    const answer = await raw(world.app, ...bytes().map((part) => Buffer.from(part, 'utf8')));
    expect(answer.status === 0 || (answer.status >= 400 && answer.status < 500)).toBe(true);
    if (answer.status !== 0) expect([answer.type, answer.code]).toEqual(['application/problem+json', expect.stringMatching(/^(request|access)\./)]);
    await expectUnharmed();
  });

  it('does not let a shorter length smuggle a second request', async () => {
    const first = head('POST /api/v1/outgoing-documents HTTP/1.1', 'host: x', bearer(), 'content-type: application/json', 'content-length: 2');
    expect((await raw(world.app, first, '{}{"x":1}')).status).toBe(400);
    await expectUnharmed();
  });

  it('takes 200 header fields', async () => {
    const fields = Array.from({ length: 200 }, (_, i) => `x-${i}: ${i}`);
    expect((await raw(world.app, get('host: x', bearer(), ...fields))).status).toBe(200);
  });
});
