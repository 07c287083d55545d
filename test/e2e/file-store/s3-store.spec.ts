import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, connect, type Server, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { BlobStore } from '../../../src/attachments/blob-store.ts';
import { openStore } from '../../../src/attachments/file-store.provider.ts';
import { runCommand } from '../../../src/cli/run.ts';
import { Config } from '../../../src/platform/config/config.ts';
import { MailAttachments } from '../../../src/platform/mail/mail-attachments.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';
import { CEPH, startS3Server, type S3Server } from '../../support/peers/ceph.ts';
import { describeWithPeer } from '../../support/peers/peer.ts';
import { flipBit, pathOf, pdf, upload, uploadAll } from './world.ts';
import { freeClaims, idOf, keepsItsContract, listed, receive, sha256, waiting, type Subject } from './contract.ts';
import { sharedServer } from '../../support/shared-server.ts';

const MB = 1024 * 1024;

describeWithPeer('a store in a bucket of a real S3 server', CEPH, () => {
  let server: S3Server;
  let client: S3Client;
  let subject: Subject;
  let app: TestApp;
  let clerk: Person;
  const suspect = new Set<string>();
  const opened: BlobStore[] = [];
  const environment = (more: Record<string, string> = {}): Record<string, string> => ({
    BLOB_STORE: 's3',
    S3_ENDPOINT: server.endpoint,
    S3_BUCKET: 'tep',
    S3_KEY_ID: server.keyId,
    S3_SECRET: server.secret,
    S3_PREFIX: 'Đoàn khối/',
    ...more,
  });
  const open = async (more: Record<string, string> = {}): Promise<Subject> => {
    const dataDir = await mkdtemp(join(sharedServer().folder, 's3-'));
    const store = await openStore('s3', Config.read({ DATA_DIR: dataDir, ...environment(more) }), freeClaims(suspect));
    opened.push(store);
    await store.check().catch(() => undefined);
    const spoil = async (hash: string, bytes: Buffer): Promise<void> =>
      void (await client.send(new PutObjectCommand({ Bucket: 'tep', Key: `Đoàn khối/${hash}`, Body: bytes })));
    return { store, dataDir, spoil };
  };
  const unfinished = async (): Promise<number> =>
    (await client.send(new ListMultipartUploadsCommand({ Bucket: 'tep' }))).Uploads?.length ?? 0;

  beforeAll(async () => {
    server = await startS3Server();
    const credentials = { accessKeyId: server.keyId, secretAccessKey: server.secret };
    client = new S3Client({ endpoint: server.endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
    await client.send(new CreateBucketCommand({ Bucket: 'tep' }));
    subject = await open();
    app = await startTestApp({ config: environment({ S3_PREFIX: 'ung-dung/' }) });
    clerk = await aPerson(app, [[(await aUnit(app)).id, 'clerk']]);
  }, 180_000);
  afterAll(async () => {
    await app.stop();
    client.destroy();
    for (const store of opened) (store as unknown as { onApplicationShutdown(): void }).onApplicationShutdown();
    await server.stop();
    await rm(subject.dataDir, { recursive: true, force: true });
  }, 60_000);

  keepsItsContract(() => subject);

  it('takes a large file in parts, with little memory', async () => {
    const block = randomBytes(MB);
    async function* source() {
      for (let i = 0; i < 128; i++) yield block;
    }
    const { Readable } = await import('node:stream');
    const part = await subject.store.receive(
      Readable.from(source(), { objectMode: true }),
      (c) => c,
      AbortSignal.timeout(60_000),
    );
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
    await part.keep();
    clearInterval(watch);
    expect((peak - before) / MB).toBeLessThan(160);
    expect([await subject.store.has(part), await subject.store.verify(part), await unfinished()]).toEqual([
      true,
      'whole',
      0,
    ]);
    await subject.store.remove(part);
  });

  it('never joins parts that are not what was received', async () => {
    const bytes = randomBytes(20 * MB);
    const id = idOf(bytes);
    const path = join(subject.dataDir, 'changed');
    bytes[19 * MB] = (bytes[19 * MB] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await expect(subject.store.adopt(path, id)).rejects.toThrow('attachments.');
    expect([await subject.store.has(id), await unfinished()]).toEqual([false, 0]);
  });

  it('writes again what is known to be damaged', async () => {
    const bytes = randomBytes(1000);
    await (await receive(subject, bytes)).keep();
    await subject.spoil(sha256(bytes), randomBytes(1000));
    suspect.add(sha256(bytes));
    await (await receive(subject, bytes)).keep();
    expect([await subject.store.verify(idOf(bytes)), suspect.size]).toEqual(['whole', 0]);
  });

  it('ends multipart uploads that nobody goes on with, of its own prefix only', async () => {
    for (const Key of ['Đoàn khối/x', 'other/x'])
      await client.send(new CreateMultipartUploadCommand({ Bucket: 'tep', Key }));
    await subject.store.sweepStaging(new Date('2000-01-01'));
    expect(await unfinished()).toBe(2);
    await subject.store.sweepStaging(new Date('2100-01-01'));
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: 'tep' }));
    expect(Uploads.map(({ Key }) => Key)).toEqual(['other/x']);
    for (const { Key, UploadId } of Uploads)
      await client.send(new AbortMultipartUploadCommand({ Bucket: 'tep', Key, UploadId }));
  });

  it.each([
    ['a wrong secret', { S3_SECRET: 'wrong-wrong-wrong' }, 'refused'],
    ['an unknown key', { S3_KEY_ID: 'NOBODY' }, 'refused'],
    ['a bucket that is not there', { S3_BUCKET: 'khong-co' }, 'bucket-missing'],
    ['a server that is not there', { S3_ENDPOINT: 'http://127.0.0.1:9' }, 'unreachable'],
  ])('says why it cannot be used: %s', async (_what, settings, reason) => {
    const { store, dataDir } = await open(settings);
    await expect(store.check()).rejects.toMatchObject({ code: 'attachments.store-unavailable', params: { reason } });
    const part = await receive({ store, dataDir, spoil: subject.spoil }, randomBytes(10));
    await expect(part.keep()).rejects.toMatchObject({ code: 'attachments.store-unavailable' });
    await part.discard();
    expect(await waiting({ store, dataDir, spoil: subject.spoil })).toEqual([]);
    await rm(dataDir, { recursive: true });
  });

  it('serves the whole service: upload, part, removal of nothing', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(9 * MB)]);
    const { body } = await api(app).as(clerk).post('/attachments').attach('file', bytes, 'Đề án.pdf').expect(201);
    const [file] = (body as { items: { id: string; sha256: string }[] }).items;
    const part = await api(app)
      .as(clerk)
      .get(`/attachments/${file?.id}/content`)
      .set('range', 'bytes=9-108')
      .buffer(true)
      .expect(206);
    expect(Buffer.from(part.body as Buffer).equals(bytes.subarray(9, 109))).toBe(true);
    await api(app).anonymous().get('/health/ready').expect(200);
  });

  it('can be filled from the disk, again and again, leaving out what is damaged', async () => {
    const onDisk = await startTestApp({ database: app.database });
    const whole = await upload(onDisk, clerk, pdf(9 * MB));
    const spoilt = await upload(onDisk, clerk);
    await flipBit(pathOf(onDisk, spoilt.sha256));
    const copy = async (): Promise<readonly [number, string, string]> => {
      const [out, complaints]: [string[], string[]] = [[], []];
      const code = await runCommand(['copy-blobs', '--to', 's3'], {
        environment: {
          NODE_ENV: 'test',
          LOG_LEVEL: 'silent',
          DATABASE_URL: app.database.ownerUrl,
          DATA_DIR: onDisk.dataDir,
          ...environment({ S3_PREFIX: 'ung-dung/', BLOB_STORE: 'disk' }),
        },
        print: (line) => void out.push(line),
        complain: (line) => void complaints.push(line),
        askSecretly: async () => null,
      });
      return [code, out.join(), complaints.join()];
    };
    const complaint = `not whole, not copied: ${spoilt.sha256} (${spoilt.size} bytes)`;
    const there = expect.stringMatching(/^1 copied, \d+ were there, 1 not whole[.]$/);
    expect(await copy()).toEqual([1, there, complaint]);
    const again = expect.stringMatching(/^0 copied, \d+ were there, 1 not whole[.]$/);
    expect(await copy()).toEqual([1, again, complaint]);
    expect(await app.get(BlobStore).verify(whole)).toBe('whole');
    await app.db.query(`delete from attachment where id = $1`, [spoilt.id]);
    await onDisk.stop();
  });

  it('brings more files into one mail than it gives connections', async () => {
    const contents = Array.from({ length: 60 }, () => pdf(70_000));
    const sent = await uploadAll(app, clerk, contents);
    const files = await app.get(MailAttachments).open(sent.map(({ id }) => id));
    for (const [i, { content }] of files.entries())
      expect((await buffer(content)).equals(contents[i] ?? Buffer.of())).toBe(true);
  });

  it('answers 503 while the server is gone in the middle of an upload, records nothing, and goes on by itself', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(24 * MB)]);
    const send = () => api(app).as(clerk).post('/attachments').attach('file', bytes, 'a.pdf');
    const rows = async () => (await app.db.query(`select from attachment`)).rowCount;
    const before = await rows();
    const cutter = await cutAfter(new URL(server.endpoint), 10 * MB);
    const through = await openThrough(cutter);
    const part = await receive(through, bytes);
    await expect(part.keep()).rejects.toMatchObject({ code: 'attachments.store-unavailable' });
    await part.discard();
    expect([await through.store.has(idOf(bytes)).catch(() => false), await waiting(through)]).toEqual([false, []]);
    cutter.close();

    await server.kill();
    const refused = await send().expect(503);
    expect((refused.body as { code: string }).code).toBe('attachments.store-unavailable');
    app.clock.set(new Date(app.clock.now().getTime() + 60_000));
    const ready = await api(app).anonymous().get('/health/ready').expect(503);
    expect((ready.body as { params: object }).params).toMatchObject({ missing: 'file-store', reason: 'unreachable' });
    expect([await rows(), await waiting({ ...subject, dataDir: app.dataDir })]).toEqual([before, []]);
    await server.revive();
    await send().expect(201);
    await api(app).anonymous().get('/health/ready').expect(200);
    expect(await listed(subject)).not.toContain('');
  });

  const openThrough = async (proxy: Server): Promise<Subject> =>
    open({ S3_ENDPOINT: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
});

/** A line to the server that breaks for good once so many bytes went in. */
async function cutAfter(target: URL, bytes: number): Promise<Server> {
  let left = bytes;
  const proxy = createServer((near) => {
    if (left < 0) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    far.pipe(near);
    near.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) near.destroy();
      else far.write(chunk);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', () => resolve()));
  return proxy;
}
