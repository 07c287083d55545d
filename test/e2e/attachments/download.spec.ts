import { once } from 'node:events';
import { rename, truncate } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  MB,
  admin,
  app,
  as,
  blobPath,
  busy,
  clerk,
  content,
  leftOvers,
  pdf,
  raw,
  sha256,
  startWorld,
  stranger,
  upload,
  type Uploaded,
} from './world.ts';

beforeAll(startWorld);
afterAll(() => app.stop());

describe('sending a file', () => {
  const bytes = Buffer.from('Kính gửi: các chi đoàn\n'.repeat(2000));
  let file: Uploaded;
  beforeAll(async () => {
    file = await upload(bytes, 'Đề án.txt');
  });

  it('says what it is and lets nothing in it run', async () => {
    const { status, headers, body } = await content(file, { 'accept-encoding': 'gzip, br' });
    expect([status, body.equals(bytes)]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="De an.txt"; filename*=UTF-8''${encodeURIComponent('Đề án.txt')}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      'accept-ranges': 'bytes',
      etag: `"${sha256(bytes)}"`,
    });
    expect(headers['content-encoding']).toBeUndefined();
  });

  it.each([
    ['bytes=0-9', 0, 9],
    ['bytes=100-', 100, bytes.length - 1],
    ['bytes=-7', bytes.length - 7, bytes.length - 1],
  ])('sends the part asked for: %s', async (range, start, end) => {
    const { status, headers, body } = await content(file, { range, 'accept-encoding': 'gzip, br' });
    expect([status, headers['content-range']]).toEqual([206, `bytes ${start}-${end}/${bytes.length}`]);
    expect([headers['content-encoding'], body.equals(bytes.subarray(start, end + 1))]).toEqual([undefined, true]);
  });

  it('says how large it is when the part lies outside', async () => {
    const { status, headers, body } = await content(file, { range: `bytes=${bytes.length}-` });
    expect([status, headers['content-range']]).toEqual([416, `bytes */${bytes.length}`]);
    expect(JSON.parse(body.toString())).toMatchObject({ code: 'attachments.range-not-satisfiable' });
  });

  it('goes on with a part only while the content is the same', async () => {
    const range = 'bytes=0-9';
    expect((await content(file, { range, 'if-range': `"${file.sha256}"` })).status).toBe(206);
    expect((await content(file, { range, 'if-range': '"other"' })).status).toBe(200);
  });

  it('sends nothing to who has it already, and only headers for HEAD', async () => {
    const known = await content(file, { 'if-none-match': `"${file.sha256}"` });
    expect([known.status, known.body.length, known.headers.etag]).toEqual([304, 0, `"${file.sha256}"`]);
    const head = await content(file, {}, 'HEAD');
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(bytes.length)]);
  });

  it('is for the people of the unit that uploaded it', async () => {
    await as(stranger).get(`/attachments/${file.id}`).expect(404);
    await as(stranger).get(`/attachments/${file.id}/content`).expect(404);
    await as(admin).get(`/attachments/${file.id}/content`).expect(403);
    await as(busy).get(`/attachments/${file.id}`).expect(200);
  });

  it('shows in place only what can carry no script', async () => {
    const mail = await upload(Buffer.from('From: a@b.vn\r\n\r\n<script>'), 'thư.eml');
    const shown = async ({ id }: Uploaded) =>
      (await raw(`/dev/attachments/shown?id=${id}`)).headers['content-disposition'];
    expect([await shown(file), await shown(mail)]).toEqual([
      expect.stringMatching(/^inline;/),
      expect.stringMatching(/^attachment;/),
    ]);
  });

  it('closes the file when the reader goes away', async () => {
    const large = await upload(pdf(3 * MB));
    const call = http.get(`${app.url}/api/v1/attachments/${large.id}/content`, {
      agent: false,
      headers: { authorization: `Bearer ${clerk.token()}` },
    });
    call.on('error', () => undefined);
    const [answer] = (await once(call, 'response')) as [http.IncomingMessage];
    answer.on('error', () => undefined);
    await once(answer, 'readable');
    call.destroy();
    expect(await leftOvers()).toEqual([]);
  });

  it('answers with an error when the bytes are gone or damaged', async () => {
    const lost = await upload(pdf());
    await truncate(blobPath(lost.sha256), 5);
    expect((await as(clerk).get(`/attachments/${lost.id}/content`).expect(500)).body.code).toBe(
      'attachments.blob-missing',
    );
    await rename(blobPath(lost.sha256), join(app.dataDir, 'away'));
    expect((await as(clerk).get(`/attachments/${lost.id}/content`).expect(500)).body.code).toBe(
      'attachments.blob-missing',
    );
    expect((await raw(`/dev/attachments/zip?ids=${file.id},${lost.id}`)).status).toBe(500);
    expect(await leftOvers()).toEqual([]);
  });
});
