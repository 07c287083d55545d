import { once } from 'node:events';
import { rename } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { placeOf } from '../../../src/attachments/disk-store.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';
import { startNginx, type Nginx } from '../../support/peers/nginx.ts';
import { describeWithPeer } from '../../support/peers/peer.ts';
import { pathOf, pdf, upload, type Uploaded } from './world.ts';

describeWithPeer('downloads that a real nginx sends', ['nginx'], () => {
  let app: TestApp;
  let nginx: Nginx;
  let clerk: Person;
  let stranger: Person;
  let file: Uploaded;
  const NAME = 'Đề án “Chuyển đổi số” 100% (bản ký).pdf';
  const bytes = pdf(700_000);

  beforeAll(async () => {
    app = await startTestApp({ config: { X_ACCEL_PREFIX: '/internal/blobs/', TRUST_PROXY: '127.0.0.1' } });
    const [unit, other] = [await aUnit(app), await aUnit(app)];
    clerk = await aPerson(app, [[unit.id, 'clerk']]);
    stranger = await aPerson(app, [[other.id, 'clerk']]);
    file = await upload(app, clerk, bytes, NAME);
    nginx = await startNginx(app.url, join(app.dataDir, 'blobs'));
  });
  afterAll(async () => {
    await nginx.stop();
    await app.stop();
  });

  const ask = async (
    path: string,
    headers: http.OutgoingHttpHeaders = {},
    method = 'GET',
    person: Person | null = clerk,
  ) => {
    const authorization = person && { authorization: `Bearer ${person.token()}` };
    const call = http.request(`${nginx.url}${path}`, {
      method,
      headers: { ...authorization, ...headers },
      agent: false,
    });
    call.end();
    const [answer] = (await once(call, 'response')) as [http.IncomingMessage];
    return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(await answer.toArray()) };
  };
  const content = (headers: http.OutgoingHttpHeaders = {}, method = 'GET', person: Person | null = clerk) =>
    ask(`/api/v1/attachments/${file.id}/content`, headers, method, person);

  it('are whole, with name, type, tag and guards as the service says them', async () => {
    const { status, headers, body } = await content({ 'accept-encoding': 'gzip, br' });
    expect([status, body.equals(bytes)]).toEqual([200, true]);
    expect(headers).toMatchObject({
      server: expect.stringContaining('nginx'),
      etag: `"${file.sha256}"`,
      'content-length': String(bytes.length),
      'content-type': 'application/pdf',
      'content-disposition': expect.stringContaining(
        `filename*=UTF-8''${encodeURIComponent(NAME).replace('(', '%28').replace(')', '%29')}`,
      ),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      'accept-ranges': 'bytes',
    });
    expect([headers['x-accel-redirect'], headers['last-modified'], headers['content-encoding']]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('come in parts, and go on only while the content is the same', async () => {
    const part = await content({ range: 'bytes=100-199' });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 100-199/${bytes.length}`]);
    expect(part.body.equals(bytes.subarray(100, 200))).toBe(true);
    expect((await content({ range: 'bytes=-5' })).body.equals(bytes.subarray(-5))).toBe(true);
    expect((await content({ range: 'bytes=0-9', 'if-range': `"${file.sha256}"` })).status).toBe(206);
    expect((await content({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
    expect((await content({ range: `bytes=${bytes.length}-` })).status).toBe(416);
  });

  it('are only headers for HEAD, and nothing for who has it already', async () => {
    const head = await content({}, 'HEAD');
    expect([head.status, head.headers['content-length'], head.headers.etag, head.body.length]).toEqual([
      200,
      String(bytes.length),
      `"${file.sha256}"`,
      0,
    ]);
    const known = await content({ 'if-none-match': `"${file.sha256}"` });
    expect([known.status, known.body.length, known.headers.etag]).toEqual([304, 0, `"${file.sha256}"`]);
    expect((await content({ 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('are not for strangers, and the folder is not reachable from outside', async () => {
    expect((await content({}, 'GET', stranger)).status).toBe(404);
    expect((await content({}, 'GET', null)).status).toBe(401);
    const place = placeOf(file.sha256);
    for (const path of [
      `/internal/blobs/${place}`,
      `/internal/blobs//${place}`,
      `/internal/../internal/blobs/${place}`,
      `/%69nternal/blobs/${place}`,
      `/api/v1/../../internal/blobs/${place}`,
      `//internal/blobs/${place}`,
    ])
      expect([path, (await ask(path, { 'x-accel-redirect': `/internal/blobs/${place}` })).status]).toEqual([path, 404]);
  });

  it('fail as the service says when the bytes are gone', async () => {
    await rename(pathOf(app, file.sha256), join(app.dataDir, 'away'));
    const { status, body } = await content();
    expect([status, JSON.parse(body.toString())]).toEqual([
      500,
      expect.objectContaining({ code: 'attachments.blob-missing' }),
    ]);
    await rename(join(app.dataDir, 'away'), pathOf(app, file.sha256));
  });
});
