import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  MB,
  PART,
  admin,
  app,
  as,
  blobPath,
  busy,
  clerk,
  codeOf,
  content,
  count,
  leftOvers,
  openUpload,
  pdf,
  post,
  sha256,
  startWorld,
  stranger,
  unitIds,
  upload,
  waiting,
  type Uploaded,
} from './world.ts';

beforeAll(startWorld);
afterAll(() => app.stop());

describe('taking files in', () => {
  it('keeps a name decomposed by macOS as NFC, and the bytes as they are', async () => {
    const bytes = pdf(300_000);
    const name = 'Kế hoạch Đại hội Đoàn.pdf';
    const { body } = await post(clerk).attach('file', bytes, name.normalize('NFD')).expect(201);
    expect(body.items).toEqual([
      {
        id: expect.any(String),
        name: name.normalize('NFC'),
        size: bytes.length,
        sha256: sha256(bytes),
        mediaType: 'application/pdf',
        uploadedAt: app.clock.now().toISOString(),
        unitId: unitIds[0],
        scan: { state: 'off', signature: null, reason: null, scannedAt: null },
      },
    ]);
    expect((await content(body.items[0])).body.equals(bytes)).toBe(true);
    await as(clerk).get(`/attachments/${body.items[0].id}`).expect(200, body.items[0]);
  });

  it('keeps equal bytes once, under as many names as they come', async () => {
    const bytes = pdf();
    const before = await count('blob');
    const call = post(clerk);
    for (const name of ['a.pdf', 'b.pdf', 'a.pdf']) void call.attach('file', bytes, name);
    const { body } = await call.expect(201);
    await upload(bytes, 'c.pdf', stranger);
    expect(body.items.map(({ name }: Uploaded) => name)).toEqual(['a.pdf', 'b.pdf', 'a.pdf']);
    expect((await count('blob')) - before).toBe(1);
    expect(await leftOvers()).toEqual([]);
  });

  it('takes all files of a request or none', async () => {
    const [rows, blobs] = [await count('attachment'), await count('blob')];
    const good = pdf();
    await post(clerk).attach('file', good, 'tốt.pdf').attach('file', Buffer.from('MZ'), 'xấu.pdf').expect(415);
    expect([await count('attachment'), await count('blob')]).toEqual([rows, blobs]);
    await expect(readdir(join(blobPath(sha256(good)), '..'))).rejects.toThrow('ENOENT');
    expect(await leftOvers()).toEqual([]);
  });

  it.each([
    ['an empty file', 'rỗng.pdf', '', 400, 'attachments.empty-file'],
    ['a program in disguise', 'a.pdf', 'MZ\0\0', 415, 'attachments.type-refused'],
    ['a web page', 'a.html', '<p>', 415, 'attachments.type-refused'],
    ['a Windows path', String.raw`C:\fakepath\a.txt`, 'chữ', 400, 'attachments.bad-name'],
    ['a name that runs backwards', 'a\u202Etxt.exe.txt', 'chữ', 400, 'attachments.bad-name'],
    ['a line break in the name', 'a\r\nb.txt', 'chữ', 400, 'attachments.bad-name'],
    ['a name of 256 bytes', `${'a'.repeat(252)}.txt`, 'chữ', 400, 'attachments.name-too-long'],
  ])('refuses %s', async (_, name, bytes, status, code) => {
    const { body } = await post(clerk).attach('file', Buffer.from(bytes), name).expect(status);
    expect(body.code).toBe(code);
    expect(await leftOvers()).toEqual([]);
  });

  it('refuses a path instead of cutting it to its last name', async () => {
    const call = openUpload({ 'transfer-encoding': 'chunked' });
    call.end(`${PART.replace('a.pdf', '../../a.pdf')}\r\n--x--\r\n`);
    expect(await codeOf(call)).toBe('400 attachments.bad-name');
  });

  it('refuses requests that are not an upload', async () => {
    expect((await post(clerk).field('unitId', '').expect(400)).body.code).toBe('attachments.no-file');
    expect((await post(clerk).attach('other', pdf(), 'a.pdf').expect(400)).body.code).toBe('request.invalid');
    expect((await post(clerk).field('more', 'x').attach('file', pdf(), 'a.pdf').expect(400)).body.errors[0].field).toBe(
      'more',
    );
    expect((await post(clerk).send({}).expect(415)).body.code).toBe('request.wrong-media-type');
    const many = post(clerk);
    for (let i = 0; i < 21; i++) void many.attach('file', pdf(10), `${i}.pdf`);
    expect((await many.expect(400)).body.code).toBe('attachments.too-many-files');
    expect(await leftOvers()).toEqual([]);
  });

  it('asks people of several units which one they act for', async () => {
    expect((await post(busy).attach('file', pdf(), 'a.pdf').expect(400)).body.code).toBe('access.unit-needed');
    const named = await post(busy)
      .attach('file', pdf(), 'a.pdf')
      .field('unitId', unitIds[1] ?? '')
      .expect(201);
    expect(named.body.items[0].unitId).toBe(unitIds[1]);
    await post(clerk)
      .attach('file', pdf(), 'a.pdf')
      .field('unitId', unitIds[1] ?? '')
      .expect(404);
    await post(admin).attach('file', pdf(), 'a.pdf').expect(403);
    expect(await leftOvers()).toEqual([]);
  });

  it('answers a repeated call with its first answer, unless the files are others', async () => {
    const bytes = pdf();
    const send = (file: Buffer) => post(clerk).set('idempotency-key', 'once-and-again').attach('file', file, 'a.pdf');
    const first = await send(bytes).expect(201);
    const rows = await count('attachment');
    expect((await send(bytes).expect(201)).body).toEqual(first.body);
    expect((await send(pdf()).expect(422)).body.code).toBe('request.key-reused');
    expect(await count('attachment')).toBe(rows);
  });
});

describe('an upload that is too large or breaks off', () => {
  it('is refused by its declared length before anything is read', async () => {
    const call = openUpload({ 'content-length': 6 * MB });
    call.flushHeaders();
    expect(await codeOf(call)).toBe('413 attachments.too-large');
  });

  it('is cut at the limit when it declares none', async () => {
    const call = openUpload({ 'transfer-encoding': 'chunked' });
    call.write(PART);
    for (let i = 0; i < 5; i++) call.write(randomBytes(MB));
    expect(await codeOf(call)).toBe('413 attachments.too-large');
    expect(await leftOvers()).toEqual([]);
  });

  it('may be as large as the limit', async () => {
    const { sha256: hash } = await upload(pdf(4 * MB - 9));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(
      (
        await post(clerk)
          .attach('file', pdf(4 * MB - 8), 'a.pdf')
          .expect(413)
      ).body.params,
    ).toEqual({ limitMb: 4 });
  });

  it('leaves no file and no descriptor when the sender goes away', async () => {
    const rows = await count('attachment');
    const call = openUpload({ 'content-length': 3 * MB });
    call.write(PART);
    call.write(randomBytes(MB));
    while ((await waiting()).length === 0) await sleep(10);
    call.destroy();
    expect(await leftOvers()).toEqual([]);
    expect(await count('attachment')).toBe(rows);
  });

  it('is refused when its end is missing', async () => {
    const call = openUpload({ 'transfer-encoding': 'chunked' });
    call.end(PART);
    expect(await codeOf(call)).toBe('400 attachments.upload-cut');
    expect(await leftOvers()).toEqual([]);
  });
});
