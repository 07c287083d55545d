import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { head, raw } from './raw.ts';
import { isAnswering, refusalOf } from './refusal.ts';
import { send } from './wire.ts';
import { aDocument, aDraft, aWorld, type World } from './world.ts';

const MIB = 1024 * 1024;
const FORM = '--x\r\ncontent-disposition: form-data; name="sendAt"\r\n\r\n2021-01-01T00:00:00Z\r\n--x--\r\n';

let world: World;
let issued: string;

beforeAll(async () => {
  world = await aWorld();
  issued = await aDocument(world, 'issuance');
});
afterAll(() => world.stop());

const draft = (): string => JSON.stringify(aDraft(world));
const post = (headers: Record<string, string>, body: string | Buffer, path = '/api/v1/outgoing-documents') => ({
  method: 'POST',
  path,
  as: world.boss,
  headers,
  body,
});

describe('a body that is not JSON by its header', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'application/json;charset=utf-7',
    'application/json; charset="utf-16"',
    'application/json; charset=iso-8859-1',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/problem+json',
    'text/json',
    'application/jsonx',
    'application',
    '/',
    'application/json, text/plain',
    '*/*',
    `a/${'b'.repeat(4000)}`,
  ])('is refused as %s', async (type) => {
    expect(await refusalOf(world, post({ 'content-type': type }, draft()))).toBe('request.wrong-media-type');
  });

  it('is refused without any', async () => {
    expect(await refusalOf(world, post({}, draft()))).toBe('request.wrong-media-type');
  });

  it.each(['gzip', 'br', 'deflate', 'gzip, gzip', 'x'])('is refused in the coding %s', async (coding) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': coding };
    expect(await refusalOf(world, post(headers, gzipSync(draft())))).toBe('request.wrong-media-type');
  });

  it('is refused as a small file that unpacks into a large one', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect(await refusalOf(world, post(headers, gzipSync(Buffer.alloc(64 * MIB, ' '))))).toBe(
      'request.wrong-media-type',
    );
  });

  it.each(['multipart/form-data; boundary=x', 'text/plain', 'application/x-www-form-urlencoded'])(
    'is not taken for an empty body as %s',
    async (type) => {
      const path = `/api/v1/outgoing-documents/${issued}/dispatches`;
      expect(await refusalOf(world, post({ 'content-type': type }, FORM, path))).toBe('request.wrong-media-type');
    },
  );

  it.each([
    ['application/json', '{', 'request.not-json'],
    ['text/plain', 'x', 'request.wrong-media-type'],
    ['application/json', ' '.repeat(MIB + 1), 'request.too-large'],
    ['application/json', '['.repeat(40), 'request.too-deep'],
  ])('is refused behind DELETE too: %s %j', async (type, body, code) => {
    const path = '/api/v1/sessions/0badcafe-0000-4000-8000-000000000000';
    expect(await refusalOf(world, { ...post({ 'content-type': type }, body, path), method: 'DELETE' })).toBe(code);
  });

  it('is JSON with a charset that says so', async () => {
    const answer = await send(world.app, post({ 'content-type': 'application/json; charset=UTF-8' }, '{"typeCode":1}'));
    const subject = expect.objectContaining({ field: 'subject' });
    expect(answer.json).toMatchObject({ code: 'request.invalid', errors: expect.arrayContaining([subject]) });
  });
});

describe('a body over 1 MiB', () => {
  const announced = (...lines: string[]) =>
    head(
      'POST /api/v1/outgoing-documents HTTP/1.1',
      'host: x',
      `authorization: Bearer ${world.boss.token()}`,
      'content-type: application/json',
      ...lines,
    );
  const TOO_LARGE = { status: 413, type: 'application/problem+json', code: 'request.too-large' };

  it('is refused before a byte of it is sent', async () => {
    const started = performance.now();
    expect(await raw(world.app, announced(`content-length: ${MIB + 1}`))).toMatchObject(TOO_LARGE);
    expect(await raw(world.app, announced(`content-length: ${50 * 1024 * MIB}`))).toMatchObject(TOO_LARGE);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(await isAnswering(world)).toBe(true);
  });

  it('is refused before it is sent to somebody who asks first', async () => {
    const { text } = await raw(world.app, announced(`content-length: ${MIB + 1}`, 'expect: 100-continue'));
    expect(text).toContain('"code":"request.too-large"');
  });

  it('is cut off where the limit is when it does not say its length', async () => {
    const chunk = `100000\r\n${' '.repeat(MIB)}\r\n`;
    expect(await raw(world.app, announced('transfer-encoding: chunked'), chunk, chunk)).toMatchObject(TOO_LARGE);
    expect(await isAnswering(world)).toBe(true);
  });

  it('is taken to the last byte below it', async () => {
    expect(await refusalOf(world, post({ 'content-type': 'application/json' }, '{}'.padEnd(MIB)))).toBe(
      'request.invalid',
    );
  });
});
