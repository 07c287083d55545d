import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import { Traffic } from '../../../src/platform/http/traffic.ts';
import { CatchUpPreviews } from '../../../src/previews/catch-up.job.ts';
import { OfficeConverter } from '../../../src/previews/office-converter.ts';
import { Clamd, EICAR } from '../../support/peers/clamd.ts';
import { describeWithPeer } from '../../support/peers/peer.ts';
import { aWorld, type Uploaded, type World } from '../scans/world.ts';
import { docx, pdfOf, photograph, pngBomb, xlsx } from './files.ts';

/** 9° 56′, as EXIF writes it. */
const GPS_LATITUDE = Buffer.from([9, 0, 0, 0, 1, 0, 0, 0, 56, 0, 0, 0, 1, 0, 0, 0]);
const NOTICE = new URL('../../../src/sample/thong-bao.pdf', import.meta.url);

let world: World;
beforeAll(async () => {
  world = await aWorld({ PREVIEWS: 'on' });
});
afterAll(() => world.app.stop());

const as = () => world.as(world.org.office.clerk);
const previewOf = async ({ id }: Uploaded) => (await as().get(`/attachments/${id}/previews`).expect(200)).body;
const pageOf = async ({ id }: Uploaded, page: number) => {
  const answer = await as().get(`/attachments/${id}/previews/${page}`).expect(200).buffer(true).parse(bytesOf);
  return answer.body as Buffer;
};
const textOf = async ({ id }: Uploaded) => (await as().get(`/attachments/${id}/text`).expect(200)).body;
const made = async (bytes: Buffer, name: string): Promise<Uploaded> => {
  const file = await world.upload(bytes, name);
  await world.work();
  return file;
};

function bytesOf(answer: unknown, done: (error: Error | null, body: Buffer) => void): void {
  // supertest says it is its own answer; it is Node's.
  const response = answer as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}

describe('a PDF', () => {
  let notice: Uploaded;
  let waiting: unknown;
  beforeAll(async () => {
    const bytes = await readFile(NOTICE);
    notice = await world.upload(bytes, 'Thông báo.pdf');
    waiting = await previewOf(notice);
    await as().get(`/attachments/${notice.id}/previews/1`).expect(404);
    await world.work();
  });

  it('waits for its turn', () => {
    expect(waiting).toMatchObject({ state: 'waiting', pages: [], hasText: false });
  });

  it('waits while people ask for something', async () => {
    const traffic = world.app.get(Traffic);
    const seen = jest.spyOn(traffic, 'seen');
    const file = await world.upload(pdfOf(1), 'chờ.pdf');
    expect(seen).toHaveBeenCalled();
    const calm = new EventEmitter();
    jest.spyOn(traffic, 'calm').mockImplementationOnce(async () => {
      calm.emit('asked for');
      await once(calm, 'there');
    });
    const asked = once(calm, 'asked for');
    const work = world.work();
    await asked;
    expect(await previewOf(file)).toMatchObject({ state: 'waiting' });
    calm.emit('there');
    await work;
    expect(await previewOf(file)).toMatchObject({ state: 'ready' });
    jest.restoreAllMocks();
  });

  it('is shown page by page, with a small picture of the first', async () => {
    expect(await previewOf(notice)).toEqual({
      state: 'ready',
      reason: null,
      pageCount: 1,
      pages: [
        { page: 0, width: 240, height: 339 },
        { page: 1, width: 1200, height: 1697 },
      ],
      hasText: true,
    });
    const { data, info } = await sharp(await pageOf(notice, 1))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([1200, 1697]);
    const dark = data.filter((value) => value < 128).length / data.length;
    // Ink on paper: neither an empty page nor a black one.
    expect(dark).toBeGreaterThan(0.01);
    expect(dark).toBeLessThan(0.2);
  });

  it('gives its text, composed and whole, and what it folds to for search', async () => {
    const { text, isCut } = await textOf(notice);
    expect(isCut).toBe(false);
    expect(text).toContain('ĐOÀN KHỐI CÁC CƠ QUAN');
    expect(text).toBe(text.normalize('NFC'));
    const found = await world.rows(
      `select from preview_text where sha256 = $1 and words @@ plainto_tsquery('simple', 'thong bao doan khoi')`,
      [notice.sha256],
    );
    expect(found).toHaveLength(1);
  });

  it('is made once for the same bytes under any name, and its pictures are no attachments', async () => {
    const again = await world.upload(await readFile(NOTICE), 'bản sao.pdf');
    expect((await previewOf(again)).state).toBe('ready');
    const jobs = await world.rows(`select from graphile_worker.jobs where key = 'preview:' || $1`, [again.sha256]);
    expect(jobs).toEqual([]);
    const strangers = await world.rows(
      `select from attachment a join preview_page p on p.blob_sha256 = a.sha256 where p.sha256 = $1`,
      [again.sha256],
    );
    expect(strangers).toEqual([]);
  });

  it('may be kept by the browser for good, and by nobody in between', async () => {
    const first = await as().get(`/attachments/${notice.id}/previews/0`).expect(200);
    expect(first.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    const etag = String(first.headers['etag']);
    await as().get(`/attachments/${notice.id}/previews/0`).set('if-none-match', etag).expect(304);
    for (const page of ['2', '51', '-1', '01', 'x', '1e1'])
      expect((await as().get(`/attachments/${notice.id}/previews/${page}`).expect(404)).body.code).toBe(
        'previews.no-such-page',
      );
  });

  it('is seen by the receiver with the right to download it, and proves nothing', async () => {
    const id = await world.issued([notice]);
    await as().post(`/outgoing-documents/${id}/dispatches`, {}).expect(201);
    const own = `/outgoing-documents/${id}/attachments/${notice.id}`;
    for (const path of ['previews', 'previews/1', 'text']) await as().get(`${own}/${path}`).expect(200);
    const [receiver, stranger] = world.org.units;
    const [copy] = await world.rows<{ id: string }>(`select id from delivery where document_id = $1 and unit_id = $2`, [
      id,
      receiver?.id,
    ]);
    const received = `/incoming-documents/${copy?.id}/attachments/${notice.id}`;
    for (const path of ['previews', 'previews/0', 'previews/1', 'text']) {
      await world
        .as(receiver?.member ?? world.org.office.clerk)
        .get(`${received}/${path}`)
        .expect(200);
      await world
        .as(stranger?.clerk ?? world.org.office.clerk)
        .get(`${received}/${path}`)
        .expect(404);
      await world
        .as(receiver?.clerk ?? world.org.office.clerk)
        .get(`/attachments/${notice.id}/${path}`)
        .expect(404);
    }
    const receipts = await world.rows(`select fact from receipt where delivery_id = $1`, [copy?.id]);
    expect(receipts).toEqual([]);
    expect(await world.rows(`select opened_at, downloaded_at from delivery where id = $1`, [copy?.id])).toEqual([
      { opened_at: null, downloaded_at: null },
    ]);
  });

  it('of ten thousand pages is shown as far as page 50', async () => {
    const preview = await previewOf(await made(pdfOf(10_000), 'dài.pdf'));
    expect(preview).toMatchObject({ state: 'ready', pageCount: 10_000, hasText: false });
    expect(preview.pages.map(({ page }: { page: number }) => page)).toEqual(Array.from({ length: 51 }, (_, i) => i));
  });

  it('that is broken says so', async () => {
    const broken = await made(Buffer.from(`%PDF-1.7\n${randomUUID()}`), 'hỏng.pdf');
    expect(await previewOf(broken)).toMatchObject({ state: 'failed', reason: 'damaged', pages: [] });
  });
});

describe('an image', () => {
  it('stands upright, and no longer says where it was taken', async () => {
    const bytes = await photograph();
    const before = await sharp(bytes).metadata();
    expect([before.orientation, before.exif?.includes(GPS_LATITUDE)]).toEqual([6, true]);
    const photo = await made(bytes, 'ảnh.jpg');
    expect(await previewOf(photo)).toMatchObject({
      state: 'ready',
      pageCount: 1,
      pages: [
        { page: 0, width: 200, height: 300 },
        { page: 1, width: 200, height: 300 },
      ],
    });
    for (const page of [0, 1]) {
      const shown = await pageOf(photo, page);
      const metadata = await sharp(shown).metadata();
      expect([metadata.exif, metadata.orientation, shown.includes('Exif'), shown.includes('GPS')]).toEqual([
        undefined,
        undefined,
        false,
        false,
      ]);
    }
  });

  it('of 900 million pixels is not unpacked', async () => {
    const bomb = await made(pngBomb(), 'bom.png');
    expect(await previewOf(bomb)).toMatchObject({ state: 'failed', reason: 'too-large' });
  });

  it('that is no image says so', async () => {
    const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
    const broken = await made(Buffer.concat([head, Buffer.from(randomUUID())]), 'hỏng.png');
    expect(await previewOf(broken)).toMatchObject({ state: 'failed', reason: 'damaged' });
  });
});

it('a text gives its text, also in the encodings of old offices', async () => {
  const plain = await made(Buffer.from(`\uFEFFKính gửi ${randomUUID()}`), 'thư.txt');
  expect(await previewOf(plain)).toMatchObject({ state: 'ready', pageCount: null, pages: [], hasText: true });
  expect((await textOf(plain)).text).toMatch(/^Kính gửi /);
  const utf16 = await made(Buffer.from(`\uFEFFĐoàn Khối ${randomUUID()}`, 'utf16le'), 'thư 16.txt');
  expect((await textOf(utf16)).text).toMatch(/^Đoàn Khối /);
  const long = await made(Buffer.from(`${randomUUID()} ${'đ'.repeat(700_000)}`), 'dài.txt');
  const { text, isCut } = await textOf(long);
  expect([isCut, Buffer.byteLength(text) <= 1024 * 1024, text.endsWith('đ')]).toEqual([true, true, true]);
});

it('what nothing can be shown of says so', async () => {
  expect(await previewOf(await made(Buffer.from(`From: a@b.vn\r\n\r\n${randomUUID()}`), 'thư.eml'))).toMatchObject({
    state: 'unsupported',
  });
});

describe('the process that takes files apart', () => {
  /** Kills the child as soon as it is there; it is one this test has started. */
  async function killChild(): Promise<void> {
    for (;;) {
      const ids = (await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')).trim().split(' ');
      for (const id of ids.filter(Boolean)) {
        const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
        if (line.includes('preview-child')) return void process.kill(Number(id), 'SIGKILL');
      }
      await wait(2);
    }
  }

  it('is tried again when it dies, and given up the second time', async () => {
    const file = await world.upload(pdfOf(200), 'chết.pdf');
    await Promise.all([world.work(), killChild()]);
    expect(await previewOf(file)).toMatchObject({ state: 'waiting' });
    await world.app.db.query(`update graphile_worker._private_jobs set run_at = now() where key = $1`, [
      `preview:${file.sha256}`,
    ]);
    await Promise.all([world.work(), killChild()]);
    expect(await previewOf(file)).toMatchObject({ state: 'failed', reason: 'crashed' });
    expect(await readdir(join(world.app.dataDir, 'previews-at-work'))).toEqual([]);
  });

  it('is asked again for files whose job was lost, and for those from before', async () => {
    const file = await world.upload(pdfOf(1), 'quên.pdf');
    await world.app.db.query(`delete from graphile_worker._private_jobs`);
    await world.app.db.query(`delete from preview where sha256 = $1`, [file.sha256]);
    await world.app.get(CatchUpPreviews).run();
    await world.work();
    expect((await previewOf(file)).state).toBe('ready');
  });
});

it('an office file waits honestly where LibreOffice is not installed', async () => {
  const office = world.app.get(OfficeConverter);
  const isThere = office.isThere.bind(office);
  office.isThere = async () => false;
  const file = await made(await docx(randomUUID()), 'kế hoạch.docx');
  expect(await previewOf(file)).toMatchObject({ state: 'no-converter', pages: [] });
  office.isThere = isThere;
});

describeWithPeer('with LibreOffice', ['soffice'], () => {
  it.each([
    ['a Word file', docx, 'kế hoạch.docx'],
    ['an Excel file', xlsx, 'danh sách.xlsx'],
  ])('%s is shown and read', async (_, make, name) => {
    const id = randomUUID();
    const file = await made(await make(`Đoàn Khối các cơ quan ${id}`), name);
    expect(await previewOf(file)).toMatchObject({ state: 'ready', pageCount: 1, hasText: true });
    expect((await textOf(file)).text.replaceAll(/\s+/g, ' ')).toContain('Đoàn Khối các cơ quan');
    expect((await sharp(await pageOf(file, 1)).metadata()).width).toBe(1200);
  });
});

describeWithPeer('with a virus scanner', ['clamd'], (program) => {
  it('an infected file has no preview, and one found later loses it', async () => {
    const clamd = await Clamd.make(program);
    await clamd.start();
    const scanned = await aWorld({ PREVIEWS: 'on', CLAMD_SOCKET: clamd.socket, CLAMD_TIMEOUT_SECONDS: '5' });
    try {
      const { clerk } = scanned.org.office;
      const bad = await scanned.upload(Buffer.from(`${EICAR} ${randomUUID()}`), 'xấu.txt');
      const good = await scanned.upload(await readFile(NOTICE), 'tốt.pdf');
      expect((await scanned.as(clerk).get(`/attachments/${good.id}/previews`)).body.state).toBe('waiting');
      await scanned.work();
      expect((await scanned.as(clerk).get(`/attachments/${bad.id}/previews`)).body).toMatchObject({
        state: 'failed',
        reason: 'not-clean',
      });
      expect(await scanned.rows(`select from preview_text where sha256 = $1`, [bad.sha256])).toEqual([]);
      await scanned.as(clerk).get(`/attachments/${good.id}/previews/1`).expect(200);
      await scanned.app.db.query(
        `update blob_scan set state = 'infected', signature = 'Test.Later' where sha256 = $1`,
        [good.sha256],
      );
      for (const path of ['previews/0', 'previews/1', 'text'])
        expect((await scanned.as(clerk).get(`/attachments/${good.id}/${path}`).expect(409)).body.code).toBe(
          'attachments.infected',
        );
    } finally {
      await scanned.app.stop();
      await clamd.remove();
    }
  });
});
