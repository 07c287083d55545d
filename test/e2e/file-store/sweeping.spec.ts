import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AttachmentsReader } from '../../../src/attachments/attachments.reader.ts';
import { BlobKeeping } from '../../../src/attachments/blob-keeping.ts';
import { BlobStore } from '../../../src/attachments/blob-store.ts';
import { FileSweeper } from '../../../src/attachments/file-sweeper.ts';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.ts';
import { Mail } from '../../../src/platform/mail/mail.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';
import { DAY, pathOf, pdf, sha256, upload, type Uploaded } from './world.ts';

let app: TestApp;
let clerk: Person;
let unitId: string;

beforeAll(async () => {
  app = await startTestApp();
  unitId = (await aUnit(app)).id;
  clerk = await aPerson(app, [[unitId, 'clerk']]);
});
afterAll(() => app.stop());

const sweep = () => app.get(FileSweeper).sweep();
const rowsOf = async (table: 'attachment' | 'blob' | 'blob_keeping', hash: string): Promise<number> =>
  (await app.db.query(`select from ${table} where sha256 = $1`, [hash])).rowCount ?? 0;
const state = async (hash: string) => [
  await rowsOf('attachment', hash),
  await rowsOf('blob', hash),
  existsSync(pathOf(app, hash)),
];
const GONE = [0, 0, false];
const THERE = [1, 1, true];
/** A content whose last file is gone and whose claim is old: the sweeper may take it. */
async function unwanted(bytes: Buffer): Promise<string> {
  const { id, sha256: hash } = await upload(app, clerk, bytes);
  await app.db.query(`delete from attachment where id = $1`, [id]);
  app.clock.advance(2 * DAY);
  return hash;
}

describe('sweeping files', () => {
  it('removes an upload that nobody attached, after its days and not before', async () => {
    const { sha256: hash } = await upload(app, clerk);
    app.clock.advance(6 * DAY);
    await sweep();
    expect(await state(hash)).toEqual(THERE);
    app.clock.advance(2 * DAY);
    expect(await sweep()).toMatchObject({ attachments: 1, blobs: 1 });
    expect([await state(hash), await rowsOf('blob_keeping', hash)]).toEqual([GONE, 0]);
  });

  it('leaves whatever a document, a mail or a receipt refers to', async () => {
    const inDocument = await upload(app, clerk);
    const inMail = await upload(app, clerk);
    const asEvidence = await upload(app, clerk);
    await api(app)
      .as(clerk)
      .post('/outgoing-documents', {
        typeCode: 'cong_van',
        subject: 'A',
        attachmentIds: [inDocument.id],
        recipients: [],
      })
      .expect(201);
    await app.get(UnitOfWork).run((tx) =>
      app.get(Mail).queue(tx, [
        {
          purpose: 'test',
          purposeKey: randomUUID(),
          recipient: { name: 'A', address: 'a@b.test' },
          subject: 'A',
          text: 'A',
          html: null,
          attachmentIds: [inMail.id],
        },
      ]),
    );
    await app.db.query(
      `insert into receipt (id, unit_id, seq, fact, at, revision, detail, leaf, hash) values ($1, $2, 1, 'delivered', now(), 1, $3, '', '')`,
      [randomUUID(), unitId, JSON.stringify({ attachmentId: asEvidence.id })],
    );
    app.clock.advance(30 * DAY);
    expect(await sweep()).toMatchObject({ attachments: 0, blobs: 0 });
    for (const { sha256: hash } of [inDocument, inMail, asEvidence]) expect(await state(hash)).toEqual(THERE);
  });

  it('keeps a content as long as one file names it', async () => {
    const bytes = pdf();
    const old = await upload(app, clerk, bytes);
    app.clock.advance(7.5 * DAY);
    const young = await upload(app, clerk, bytes, 'mới.pdf');
    app.clock.advance(DAY);
    expect(await sweep()).toMatchObject({ attachments: 1, blobs: 0 });
    expect([old.sha256, await state(young.sha256)]).toEqual([young.sha256, THERE]);
  });

  it('removes parts of dead uploads and contents nobody knows of, once they are old', async () => {
    const unknown = pdf();
    const part = join(app.dataDir, 'blobs', 'incoming', `${randomUUID()}.part`);
    await mkdir(dirname(pathOf(app, sha256(unknown))), { recursive: true });
    await writeFile(pathOf(app, sha256(unknown)), unknown);
    await writeFile(part, 'x');
    await utimes(part, new Date('2010-01-01'), new Date('2010-01-01'));
    // Their times are the disk's own; the service's clock has to be past them.
    const before = app.clock.now();
    await sweep();
    expect([existsSync(part), existsSync(pathOf(app, sha256(unknown)))]).toEqual([false, true]);
    app.clock.set(new Date('2099-01-01T00:00:00Z'));
    await app.get(FileSweeper).sweep();
    expect(existsSync(pathOf(app, sha256(unknown)))).toBe(false);
    app.clock.set(before);
  });
});

describe('an upload and the sweeper at the same content', () => {
  const store = () => app.get(BlobStore);
  const keeping = () => app.get(BlobKeeping);
  afterAll(() => void jest.restoreAllMocks());

  it('finds it claimed: the sweeper leaves it', async () => {
    const bytes = pdf();
    const hash = await unwanted(bytes);
    await keeping().claim({ sha256: hash, size: bytes.length });
    expect(await app.get(FileSweeper).removeBlob({ sha256: hash, size: bytes.length })).toBe(false);
    expect(existsSync(pathOf(app, hash))).toBe(true);
  });

  it('comes between the mark and the removal: it waits, and its bytes are there afterwards', async () => {
    const bytes = pdf();
    const hash = await unwanted(bytes);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const reached = new Promise<void>((resolve) => {
      const remove = store().remove.bind(store());
      jest.spyOn(store(), 'remove').mockImplementationOnce(async (id) => {
        resolve();
        await held;
        await remove(id);
      });
    });
    const removing = app.get(FileSweeper).removeBlob({ sha256: hash, size: bytes.length });
    await reached;
    let isDone = false;
    const uploading = upload(app, clerk, bytes).then((file) => ((isDone = true), file));
    await upload(app, clerk);
    expect(isDone).toBe(false);
    release();
    expect(await removing).toBe(true);
    await uploading;
    expect(await state(hash)).toEqual(THERE);
    expect(await store().verify({ sha256: hash, size: bytes.length })).toBe('whole');
  });

  it('has its bytes in the store but no row yet: they stay', async () => {
    const bytes = pdf();
    await writeFile(join(app.dataDir, 'ready'), bytes);
    await store().adopt(join(app.dataDir, 'ready'), { sha256: sha256(bytes), size: bytes.length });
    app.clock.advance(23 * 3600_000);
    await sweep();
    expect(existsSync(pathOf(app, sha256(bytes)))).toBe(true);
    app.clock.advance(2 * 3600_000);
    expect(await sweep()).toMatchObject({ blobs: 1 });
    expect(existsSync(pathOf(app, sha256(bytes)))).toBe(false);
  });

  it('is not held up by a sweeper that died between mark and removal', async () => {
    const bytes = pdf();
    const hash = await unwanted(bytes);
    expect(await keeping().markRemoval({ sha256: hash, size: bytes.length })).not.toBeNull();
    app.clock.advance(11 * 60_000);
    await upload(app, clerk, bytes);
    expect(await state(hash)).toEqual(THERE);
  });

  it('is finished by the next sweep when the sweeper died after its mark', async () => {
    const bytes = pdf();
    const hash = await unwanted(bytes);
    await keeping().markRemoval({ sha256: hash, size: bytes.length });
    app.clock.advance(2 * DAY);
    await sweep();
    expect([await state(hash), await rowsOf('blob_keeping', hash)]).toEqual([GONE, 0]);
  });

  it('is being attached by somebody at this moment: the file stays', async () => {
    const file = await upload(app, clerk);
    app.clock.advance(9 * DAY);
    await app.get(UnitOfWork).run(async (tx) => {
      expect((await app.get(AttachmentsReader).ownedBy(tx, unitId, [file.id])).size).toBe(1);
      await sweep();
    });
    expect(await state(file.sha256)).toEqual(THERE);
  });

  it('never leaves a row without bytes in a hundred unordered rounds', async () => {
    const contents = Array.from({ length: 5 }, () => pdf());
    for (const bytes of contents) await unwanted(bytes);
    const made: Uploaded[] = [];
    for (let round = 0; round < 20; round++) {
      await app.db.query(`delete from attachment where sha256 = any($1)`, [contents.map(sha256)]);
      app.clock.advance(2 * DAY);
      const uploads = contents.map(async (bytes, i) => {
        for (let spin = 0; spin < (round * 7 + i * 13) % 40; spin++) await new Promise(setImmediate);
        made.push(await upload(app, clerk, bytes));
      });
      const sweeps = contents.map((bytes) =>
        app.get(FileSweeper).removeBlob({ sha256: sha256(bytes), size: bytes.length }),
      );
      await Promise.all([...uploads, ...sweeps]);
      for (const bytes of contents) expect(await state(sha256(bytes))).toEqual(THERE);
    }
    expect(made).toHaveLength(100);
  });
});
