import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AttachmentsService } from '../../../src/attachments/attachments.service.ts';
import { BlobStore } from '../../../src/attachments/blob-store.ts';
import { Database } from '../../../src/platform/database/database.ts';
import { Finishing } from '../../../src/uploads/finishing.ts';
import { UploadLocks } from '../../../src/uploads/upload-locks.ts';
import { UploadsReader } from '../../../src/uploads/uploads.reader.ts';
import { Staging } from '../../../src/uploads/staging.ts';
import { UploadRows } from '../../../src/uploads/upload-rows.ts';
import { SweepUploads } from '../../../src/uploads/sweep-uploads.job.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anotherSession, aPerson, aUnit, type Person } from '../../support/people.ts';
import {
  download,
  heldOpen,
  MB,
  metadata,
  pathOf,
  pdf,
  PIECE,
  sha256,
  staged,
  stagedBytes,
  tusOn,
  type Answer,
} from './world.ts';

let app: TestApp;
let tus: ReturnType<typeof tusOn>;
let clerk: Person;
let colleague: Person;
let stranger: Person;
let unitId: string;

beforeAll(async () => {
  app = await startTestApp({ config: { MAX_UPLOAD_MB: '4', UPLOAD_STAGED_MB: '12' } });
  tus = tusOn(app);
  const [unit, other] = [await aUnit(app), await aUnit(app)];
  unitId = unit.id;
  clerk = await aPerson(app, [[unit.id, 'clerk']]);
  colleague = await aPerson(app, [[unit.id, 'leader']]);
  stranger = await aPerson(app, [[other.id, 'clerk']]);
});
afterAll(() => app.stop());

const said = ({ status, body }: Answer): string => `${status} ${body.code}`;
const attachments = async (): Promise<number> =>
  Number((await app.db.query<{ n: string }>('select count(*) as n from attachment')).rows[0]?.n);
const clear = async (person: Person): Promise<void> => {
  const { body } = await api(app).as(person).get('/uploads').expect(200);
  for (const { id } of body.items) await tus.remove(person, `/${id}`);
};

describe('an upload in pieces', () => {
  it('says what it speaks', async () => {
    const { status, headers } = await tus.ask(clerk, { method: 'OPTIONS' });
    expect([status, headers['tus-version'], headers['tus-max-size'], headers['tus-checksum-algorithm']]).toEqual([
      204,
      '1.0.0',
      String(4 * MB),
      'sha1,sha256',
    ]);
    expect(headers['tus-extension']).toBe('creation,creation-with-upload,termination,expiration,checksum');
  });

  it('becomes one file, byte for byte, and keeps telling which', async () => {
    const bytes = pdf(300_000);
    const name = 'Kế hoạch Đại hội Đoàn.pdf';
    const before = await attachments();
    const created = await tus.create(clerk, name.normalize('NFD'), bytes.length, { body: bytes.subarray(0, 1000) });
    expect([created.status, created.headers['upload-offset'], created.body]).toEqual([
      201,
      '1000',
      expect.objectContaining({ name, size: bytes.length, received: 1000, unitId, attachmentId: null }),
    ]);
    const path = pathOf(created);
    expect(await tus.offset(clerk, path)).toBe(1000);
    const middle = await tus.patch(clerk, path, 1000, bytes.subarray(1000, 200_000));
    expect([middle.status, middle.headers['upload-offset']]).toEqual([204, '200000']);
    expect(middle.headers['upload-expires']).toBe('Mon, 25 May 2020 01:00:00 GMT');
    const last = await tus.patch(clerk, path, 200_000, bytes.subarray(200_000));
    const id = last.headers['upload-attachment-id'];
    expect([last.status, last.headers['upload-offset'], last.headers['upload-expires']]).toEqual([
      204,
      String(bytes.length),
      undefined,
    ]);
    await api(app)
      .as(clerk)
      .get(`/attachments/${String(id)}`)
      .expect(200, {
        id,
        name,
        size: bytes.length,
        sha256: sha256(bytes),
        mediaType: 'application/pdf',
        uploadedAt: app.clock.now().toISOString(),
        unitId,
        scan: { state: 'off', signature: null, reason: null, scannedAt: null },
      });
    expect((await download(app, clerk, id)).equals(bytes)).toBe(true);
    // The answer was lost: whatever the client does, it is the same file.
    expect(said(await tus.patch(clerk, path, 200_000, bytes.subarray(200_000)))).toBe('409 uploads.wrong-offset');
    const again = await tus.patch(clerk, path, bytes.length, Buffer.alloc(0));
    const looked = await tus.head(clerk, path);
    const { body } = await api(app).as(clerk).get(`/uploads${path}`).expect(200);
    expect([again, looked].map(({ headers }) => headers['upload-attachment-id'])).toEqual([id, id]);
    expect([looked.status, looked.headers['cache-control'], body.attachmentId]).toEqual([204, 'no-store', id]);
    expect(await attachments()).toBe(before + 1);
    expect(await staged(app)).toEqual([]);
  });

  it('is continued only from where it stands', async () => {
    const bytes = pdf(10_000);
    const path = await tus.begin(clerk, 'a.pdf', bytes.length);
    await tus.patch(clerk, path, 0, bytes.subarray(0, 5000));
    for (const wrong of [0, 4999, 5001, 10_000])
      expect(said(await tus.patch(clerk, path, wrong, Buffer.from('x')))).toBe('409 uploads.wrong-offset');
    expect(said(await tus.patch(clerk, path, 5000, pdf(6000)))).toBe('413 uploads.beyond-length');
    const endless = tus.open(clerk, {
      method: 'PATCH',
      path,
      headers: { ...PIECE, 'upload-offset': 5000, 'transfer-encoding': 'chunked' },
    });
    endless.on('error', () => undefined);
    endless.end(pdf(200_000));
    const [response] = (await once(endless, 'response')) as [{ statusCode: number; destroy: () => void }];
    expect(response.statusCode).toBe(413);
    endless.destroy();
    expect(await tus.offset(clerk, path)).toBe(5000);
    const { headers } = await tus.patch(clerk, path, 5000, bytes.subarray(5000));
    expect((await download(app, clerk, headers['upload-attachment-id'])).equals(bytes)).toBe(true);
  });

  it('keeps what came before the line broke', async () => {
    const bytes = pdf(2 * MB);
    const path = await tus.begin(clerk, 'b.pdf', bytes.length);
    const call = tus.open(clerk, {
      method: 'PATCH',
      path,
      headers: { ...PIECE, 'upload-offset': 0, 'content-length': bytes.length },
    });
    call.on('error', () => undefined);
    const before = await stagedBytes(app);
    call.write(bytes.subarray(0, MB));
    while ((await stagedBytes(app)) === before) await sleep(5);
    // The newer request makes the hanging one give way, and finds all of its bytes.
    const offset = await tus.offset(clerk, path);
    expect(offset).toBeGreaterThan(0);
    call.destroy();
    const { headers } = await tus.patch(clerk, path, offset, bytes.subarray(offset));
    expect((await download(app, clerk, headers['upload-attachment-id'])).equals(bytes)).toBe(true);
  });

  it('gives way to the newer of two requests, and ends as one file', async () => {
    const bytes = pdf(MB);
    const path = await tus.begin(clerk, 'c.pdf', bytes.length);
    const before = await attachments();
    const run = async (): Promise<unknown> => {
      for (;;) {
        const { headers } = await tus.head(clerk, path);
        if (headers['upload-attachment-id']) return headers['upload-attachment-id'];
        const at = Number(headers['upload-offset']);
        await tus.patch(clerk, path, at, bytes.subarray(at, at + 100_000));
      }
    };
    const [one, two] = await Promise.all([run(), run()]);
    expect(one).toBe(two);
    expect(await attachments()).toBe(before + 1);
    expect((await download(app, clerk, one)).equals(bytes)).toBe(true);
  });

  it('drops a piece that is not what its checksum says', async () => {
    const bytes = pdf(20_000);
    const path = await tus.begin(clerk, 'd.pdf', bytes.length);
    const of = (piece: Buffer, algorithm = 'sha1') => ({
      'upload-checksum': `${algorithm} ${createHash(algorithm).update(piece).digest('base64')}`,
    });
    const first = bytes.subarray(0, 8000);
    expect((await tus.patch(clerk, path, 0, first, of(first))).status).toBe(204);
    const second = bytes.subarray(8000);
    expect(said(await tus.patch(clerk, path, 8000, pdf(12_000), of(second, 'sha256')))).toBe(
      '460 uploads.checksum-mismatch',
    );
    expect(await tus.offset(clerk, path)).toBe(8000);
    for (const bad of ['md5 AAAA', 'sha1', 'sha1 AAAA', 'sha256 !!', 'sha1 x y'])
      expect(said(await tus.patch(clerk, path, 8000, second, { 'upload-checksum': bad }))).toBe(
        '400 uploads.bad-checksum',
      );
    const { headers } = await tus.patch(clerk, path, 8000, second, of(second, 'sha256'));
    expect((await download(app, clerk, headers['upload-attachment-id'])).equals(bytes)).toBe(true);
  });

  it('starts again when the whole is not what was declared', async () => {
    const bytes = pdf(9000);
    const path = await tus.begin(clerk, 'e.pdf', bytes.length, { sha256: sha256(bytes) });
    expect(said(await tus.patch(clerk, path, 0, pdf(9000)))).toBe('460 uploads.content-mismatch');
    expect(await tus.offset(clerk, path)).toBe(0);
    const { headers } = await tus.patch(clerk, path, 0, bytes);
    expect((await download(app, clerk, headers['upload-attachment-id'])).equals(bytes)).toBe(true);
  });
});

describe('the end of an upload', () => {
  const steps = [
    [Staging, 'sync'],
    [UploadRows, 'seal'],
    [BlobStore, 'adopt'],
    [AttachmentsService, 'keep'],
    [UploadRows, 'finish'],
    [Staging, 'remove'],
  ] as const;
  const cuts = steps.flatMap(([of, step]) => [[of, step, 'before'] as const, [of, step, 'after'] as const]);

  it.each(cuts.map(([of, step, when]) => [`${when} ${of.name}.${step}`, of, step, when] as const))(
    'may be cut off %s, and is made up for',
    async (_, of, step, when) => {
      const bytes = pdf(50_000);
      const before = await attachments();
      const path = await tus.begin(clerk, 'a.pdf', bytes.length, { sha256: sha256(bytes) });
      const room = app.get(of as typeof Staging) as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      const real = room[step]?.bind(room);
      const cut = jest.spyOn(room, step).mockImplementationOnce(async (...args) => {
        if (when === 'after') await real?.(...args);
        throw new Error('the service was stopped here');
      });
      await tus.patch(clerk, path, 0, bytes).catch(() => undefined);
      expect(cut).toHaveBeenCalled();
      cut.mockRestore();
      const [one, two] = await Promise.all([tus.head(clerk, path), tus.head(clerk, path)]);
      const id = one.headers['upload-attachment-id'];
      expect([one.status, two.status, two.headers['upload-attachment-id']]).toEqual([204, 204, id]);
      expect((await download(app, clerk, id)).equals(bytes)).toBe(true);
      expect(await attachments()).toBe(before + 1);
      await app.get(SweepUploads).run();
      expect(await staged(app)).not.toContain(path.slice(1));
    },
  );

  it('makes one file also when two hold what only one should', async () => {
    const bytes = pdf(50_000);
    const before = await attachments();
    const path = await tus.begin(clerk, 'a.pdf', bytes.length);
    const rows = app.get(UploadRows);
    const cut = jest.spyOn(rows, 'finish').mockRejectedValueOnce(new Error('the service was stopped here'));
    await tus.patch(clerk, path, 0, bytes);
    cut.mockRestore();
    const row = await app.get(UploadsReader).byId(app.get(Database), path.slice(1));
    const ids = await Promise.all([row, row].map((seen) => app.get(Finishing).finish(seen ?? (null as never))));
    expect(ids[0]).toBe(ids[1]);
    expect(await attachments()).toBe(before + 1);
  });

  it('is written by one process at a time: the newer waits until the older has put down what it has', async () => {
    const bytes = pdf(MB);
    const path = await tus.begin(clerk, 'a.pdf', bytes.length);
    const id = path.slice(1);
    const headers = { ...PIECE, 'upload-offset': 0, 'content-length': bytes.length };
    const older = tus.open(clerk, { method: 'PATCH', path, headers });
    older.on('error', () => undefined);
    older.write(bytes.subarray(0, 600_000));
    const staging = join(app.dataDir, 'uploads', id, '1');
    while (((await stat(staging).catch(() => null))?.size ?? 0) === 0) await sleep(10);
    const second = await startTestApp({ database: app.database, config: { DATA_DIR: app.dataDir } });
    try {
      const locks = second.get(UploadLocks);
      const holder = await locks.acquire(id, new AbortController().signal, () => undefined);
      const { rows } = await app.db.query<{ received: string }>('select received from upload where id = $1', [id]);
      expect(Number(rows[0]?.received)).toBe((await stat(staging)).size);
      expect(Number(rows[0]?.received)).toBeGreaterThan(500_000);
      await locks.release(id, holder);
    } finally {
      older.destroy();
      await second.stop();
    }
    await tus.remove(clerk, path);
  });

  it('finds out that the staged file was cut short behind its back', async () => {
    const bytes = pdf(50_000);
    const path = await tus.begin(clerk, 'a.pdf', bytes.length, { sha256: sha256(bytes) });
    await tus.patch(clerk, path, 0, bytes.subarray(0, 40_000));
    // As after a power failure: this process knows nothing, and of the file only a part is left.
    app.get(Staging).forget(path.slice(1));
    await truncate(join(app.dataDir, 'uploads', path.slice(1), '1'), 30_000);
    expect(await tus.offset(clerk, path)).toBe(30_000);
    await app.db.query(`update upload set boot = 'an earlier one', synced = 20000 where id = $1`, [path.slice(1)]);
    expect(await tus.offset(clerk, path)).toBe(20_000);
    const { headers } = await tus.patch(clerk, path, 20_000, bytes.subarray(20_000));
    expect((await download(app, clerk, headers['upload-attachment-id'])).equals(bytes)).toBe(true);
  });
});

describe('what cannot be taken in', () => {
  it.each<[string, string, number, Record<string, string>, string]>([
    ['a program', 'a.exe', 100, {}, '415 attachments.type-refused'],
    ['nothing', 'a.pdf', 0, {}, '400 attachments.empty-file'],
    ['too much', 'a.pdf', 4 * MB + 1, {}, '413 attachments.too-large'],
    ['a path', '../a.pdf', 100, {}, '400 attachments.bad-name'],
    ['a name without end', `${'a'.repeat(255)}.pdf`, 100, {}, '400 attachments.name-too-long'],
    ['no unit', 'a.pdf', 100, { unitId: 'x' }, '400 request.invalid'],
    ['no hash', 'a.pdf', 100, { sha256: 'x' }, '400 request.invalid'],
    ['a unit that is none', 'a.pdf', 100, { unitId: '0badcafe-0000-4000-8000-000000000000' }, '404 request.not-found'],
  ])('is refused before a byte is sent: %s', async (_, name, size, meta, refusal) => {
    expect(said(await tus.create(clerk, name, size, { meta }))).toBe(refusal);
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ['no length', { 'upload-length': undefined }, '411 uploads.length-needed'],
    ['a length told later', { 'upload-length': undefined, 'upload-defer-length': '1' }, '411 uploads.length-needed'],
    ['half a byte', { 'upload-length': '1.5' }, '400 uploads.bad-header'],
    ['less than nothing', { 'upload-length': '-1' }, '400 uploads.bad-header'],
    ['no metadata', { 'upload-metadata': undefined }, '400 uploads.bad-metadata'],
    ['no base64', { 'upload-metadata': 'filename ???' }, '400 uploads.bad-metadata'],
    ['no name', { 'upload-metadata': metadata({ filetype: 'application/pdf' }) }, '400 uploads.bad-metadata'],
    ['bytes that are no UTF-8', { 'upload-metadata': 'filename /////w==' }, '400 attachments.bad-name'],
    ['parts of a file', { 'upload-concat': 'partial' }, '400 uploads.bad-header'],
    ['another protocol', { 'tus-resumable': '0.2.2' }, '412 uploads.version-needed'],
    ['no protocol', { 'tus-resumable': undefined }, '412 uploads.version-needed'],
  ])('is refused with %s', async (_, more, refusal) => {
    const headers = { 'upload-length': '10', 'upload-metadata': metadata({ filename: 'a.pdf' }), ...more };
    const kept = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
    const call = tus.open(clerk, { method: 'POST', headers: kept });
    if (more['tus-resumable'] === undefined && 'tus-resumable' in more) call.removeHeader('tus-resumable');
    call.end();
    const [response] = (await once(call, 'response')) as [
      { statusCode: number; toArray: () => Promise<Buffer[]>; headers: Record<string, string> },
    ];
    const { code } = JSON.parse(Buffer.concat(await response.toArray()).toString()) as { code: string };
    expect(`${response.statusCode} ${code}`).toBe(refusal);
    expect(response.headers['tus-version']).toBe('1.0.0');
  });

  it('is refused by its first bytes, long before the last', async () => {
    const path = await tus.begin(clerk, 'a.pdf', 4 * MB);
    const call = tus.open(clerk, {
      method: 'PATCH',
      path,
      headers: { ...PIECE, 'upload-offset': 0, 'content-length': 4 * MB },
    });
    call.on('error', () => undefined);
    call.write(Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(8192)]));
    const [response] = (await once(call, 'response')) as [{ statusCode: number }];
    call.destroy();
    expect(response.statusCode).toBe(415);
    expect((await tus.head(clerk, path)).status).toBe(404);
    expect(await staged(app)).toEqual([]);
  });

  it('is refused when the first bytes come one by one', async () => {
    const path = await tus.begin(clerk, 'a.pdf', 3);
    expect((await tus.patch(clerk, path, 0, Buffer.from('M'))).status).toBe(204);
    expect((await tus.patch(clerk, path, 1, Buffer.from('Z'))).status).toBe(204);
    expect(said(await tus.patch(clerk, path, 2, Buffer.from('!')))).toBe('415 attachments.type-refused');
    expect((await tus.head(clerk, path)).status).toBe(404);
  });

  it('is refused as another content type', async () => {
    const path = await tus.begin(clerk, 'a.pdf', 3);
    for (const type of ['application/json', 'application/octet-stream', 'multipart/form-data; boundary=x', ''])
      expect((await tus.patch(clerk, path, 0, Buffer.from('{}'), { 'content-type': type })).status).toBe(415);
    await tus.remove(clerk, path);
  });
});

describe('an upload of somebody', () => {
  it('is nothing to others, not even to colleagues of the same unit', async () => {
    const path = await tus.begin(clerk, 'a.pdf', 100);
    await tus.patch(clerk, path, 0, pdf(50));
    for (const person of [colleague, stranger]) {
      expect((await tus.head(person, path)).status).toBe(404);
      expect(said(await tus.patch(person, path, 50, pdf(50)))).toBe('404 request.not-found');
      expect(said(await tus.remove(person, path))).toBe('404 request.not-found');
      await api(app).as(person).get(`/uploads${path}`).expect(404);
      expect((await api(app).as(person).get('/uploads').expect(200)).body.items).toEqual([]);
    }
    expect(await tus.offset(clerk, path)).toBe(50);
    await tus.remove(clerk, path);
  });

  it('stops when the session ends, and goes on with the next', async () => {
    const bytes = pdf(2000);
    const person = await aPerson(app, [[unitId, 'member']]);
    const path = await tus.begin(person, 'a.pdf', bytes.length);
    await tus.patch(person, path, 0, bytes.subarray(0, 1000));
    await app.db.query('update session set revoked_at = $2 where id = $1', [person.sessionId, app.clock.now()]);
    expect(said(await tus.patch(person, path, 1000, bytes.subarray(1000)))).toBe('401 access.sign-in-first');
    const back = await anotherSession(app, person);
    expect(await tus.offset(back, path)).toBe(1000);
    const { headers } = await tus.patch(back, path, 1000, bytes.subarray(1000));
    expect((await download(app, back, headers['upload-attachment-id'])).equals(bytes)).toBe(true);
  });

  it('is nothing any more to somebody whose post has ended', async () => {
    const person = await aPerson(app, [
      [unitId, 'member'],
      [(await aUnit(app)).id, 'clerk'],
    ]);
    const path = await tus.begin(person, 'a.pdf', 100, { unitId });
    await app.db.query('update post set ends_at = $2 where account_id = $1 and unit_id = $3', [
      person.id,
      app.clock.now(),
      unitId,
    ]);
    expect(said(await tus.patch(person, path, 0, pdf(100)))).toBe('404 request.not-found');
  });

  it('is asked for by no other site', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect(said(await tus.create(clerk, 'a.pdf', 100, { headers }))).toBe('403 request.cross-site');
  });

  it('is listed for its owner while it is unfinished', async () => {
    await clear(clerk);
    const [one, two] = [await tus.begin(clerk, 'một.pdf', 100), await tus.begin(clerk, 'hai.pdf', 100)];
    await tus.patch(clerk, two, 0, pdf(40));
    const { body } = await api(app).as(clerk).get('/uploads').expect(200);
    const found = body.items.map(({ id, name, received }: Record<string, unknown>) => [
      `/${String(id)}`,
      name,
      received,
    ]);
    expect(found.toSorted()).toEqual(
      [
        [one, 'một.pdf', 0],
        [two, 'hai.pdf', 40],
      ].toSorted(),
    );
    const page = await api(app).as(clerk).get('/uploads?limit=1').expect(200);
    const rest = await api(app).as(clerk).get(`/uploads?limit=1&after=${page.body.next}`).expect(200);
    expect([page.body.items.length, rest.body.items.length, rest.body.next]).toEqual([1, 1, null]);
    expect(rest.body.items[0].id).not.toBe(page.body.items[0].id);
  });

  it('is one of not too many, however fast they are begun', async () => {
    const person = await aPerson(app, [[unitId, 'clerk']]);
    const begun = await Promise.all(Array.from({ length: 30 }, () => tus.create(person, 'a.pdf', 100)));
    expect(begun.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(new Set(begun.filter(({ status }) => status !== 201).map(said))).toEqual(
      new Set(['429 uploads.too-many-open']),
    );
    await clear(person);
    for (let i = 0; i < 3; i++) await tus.begin(person, 'a.pdf', 4 * MB);
    expect(said(await tus.create(person, 'a.pdf', 1))).toBe('429 uploads.too-much-open');
  });
});

describe('what is given up', () => {
  it('leaves no file, no row and no descriptor, 500 times over', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => aPerson(app, [[unitId, 'clerk']])));
    const bytes = pdf(30_000);
    const abort = async (person: Person, i: number): Promise<void> => {
      const path = await tus.begin(person, `${i}.pdf`, bytes.length);
      const call = tus.open(person, {
        method: 'PATCH',
        path,
        headers: { ...PIECE, 'upload-offset': 0, 'content-length': bytes.length },
      });
      call.on('error', () => undefined);
      await new Promise<void>((sent) => call.write(bytes.subarray(0, 10 + i * 500), () => sent()));
      call.destroy();
      expect((await tus.remove(person, path)).status).toBe(204);
    };
    await Promise.all(
      people.map(async (person) => {
        for (let i = 0; i < 50; i++) await abort(person, i);
      }),
    );
    expect(await heldOpen(app)).toEqual([]);
    const mine = people.map(({ id }) => id);
    const { rows } = await app.db.query('select id from upload where account_id = any($1)', [mine]);
    expect(rows).toEqual([]);
    const left = await staged(app);
    const { rowCount } = await app.db.query('select from upload where id = any($1::uuid[])', [left]);
    expect(rowCount).toBe(left.length);
  });

  it('is swept with its bytes after a week without any', async () => {
    const [old, young] = [await tus.begin(clerk, 'a.pdf', 100), await tus.begin(clerk, 'b.pdf', 100)];
    for (const path of [old, young]) await tus.patch(clerk, path, 0, pdf(50));
    await app.db.query(`update upload set touched_at = touched_at + interval '1 minute' where id = $1`, [
      young.slice(1),
    ]);
    const before = app.clock.now();
    app.clock.set(new Date(before.getTime() + 7 * 24 * 3600_000));
    try {
      expect((await tus.head(clerk, old)).status).toBe(410);
      expect(said(await tus.patch(clerk, old, 50, pdf(50)))).toBe('410 uploads.gone');
      await app.get(SweepUploads).run();
      expect((await tus.head(clerk, old)).status).toBe(404);
      expect(await tus.offset(clerk, young)).toBe(50);
      expect(await staged(app)).toContain(young.slice(1));
      expect(await staged(app)).not.toContain(old.slice(1));
    } finally {
      app.clock.set(before);
    }
  });
});
