import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BlobClaims, BlobStore, Inspect, Part } from './blob-store.ts';
import { DiskStore } from './disk-store.ts';
import { inspectFile } from './inspect-file.ts';

let folder: string;
let store: BlobStore;
const alone: BlobClaims = {
  claim: async () => ({ isSuspect: false }),
  claimMany: async () => new Set<string>(),
  renewed: async () => undefined,
};
const never = new AbortController().signal;
const asIs: Inspect = (chunks) => chunks;
const BYTES = randomBytes(3_000_000);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gnvb-blobs-'));
  store = new DiskStore(folder, alone);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const receive = (bytes: Buffer = BYTES, inspect = asIs): Promise<Part> =>
  store.receive(Readable.from(cut(bytes)), inspect, never);
const waiting = (): Promise<string[]> => readdir(join(folder, 'blobs', 'incoming'));
const pathOf = (sha256: string): string => join(folder, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);

/** Until the store listens to it. */
async function begun(source: PassThrough): Promise<void> {
  while (source.listenerCount('error') === 0) await new Promise((wake) => setTimeout(wake, 5));
}

function* cut(bytes: Buffer): Generator<Buffer> {
  for (let i = 0; i < bytes.length; i += 65_000) yield bytes.subarray(i, i + 65_000);
}

describe('the byte store', () => {
  it('keeps bytes under their hash and gives them back, whole or in part', async () => {
    const part = await receive();
    expect(part).toMatchObject({ sha256: SHA256, size: BYTES.length });
    expect(await store.has(part)).toBe(false);
    await part.keep();
    await part.discard();
    expect([await store.has(part), await waiting()]).toEqual([true, []]);
    expect((await buffer(await store.open(part))).equals(BYTES)).toBe(true);
    expect((await buffer(await store.open(part, { start: 5, end: 9 }))).equals(BYTES.subarray(5, 10))).toBe(true);
  });

  it('keeps the same bytes once', async () => {
    const parts = await Promise.all([receive(), receive(), receive()]);
    await Promise.all(parts.map((part) => part.keep()));
    expect([await waiting(), await readdir(join(pathOf(SHA256), '..'))]).toEqual([[], [SHA256]]);
  });

  it('says that bytes are missing or damaged, and is healed by the same bytes', async () => {
    const part = await receive();
    await expect(store.open(part)).rejects.toThrow('attachments.blob-missing');
    await part.keep();
    await truncate(pathOf(SHA256), 10);
    await expect(store.open(part)).rejects.toThrow('attachments.blob-missing');
    await (await receive()).keep();
    expect((await buffer(await store.open(part))).equals(BYTES)).toBe(true);
  });

  it('leaves nothing behind when the source breaks, is refused, or is given up', async () => {
    const broken = new PassThrough();
    const breaking = store.receive(broken, asIs, never);
    broken.write(BYTES);
    const cutOff = begun(broken).then(() => broken.destroy(new Error('line cut')));
    await Promise.all([expect(breaking).rejects.toThrow('line cut'), cutOff]);

    const { inspect } = inspectFile('a.pdf', { left: 1e9, limitMb: 1 });
    await expect(receive(BYTES, inspect)).rejects.toThrow('attachments.type-refused');

    const giveUp = new AbortController();
    const endless = new PassThrough();
    const stopped = store.receive(endless, asIs, giveUp.signal);
    endless.write(BYTES.subarray(0, 1000));
    const givenUp = begun(endless).then(() => giveUp.abort());
    await Promise.all([expect(stopped).rejects.toThrow('aborted'), givenUp]);
    expect([await waiting(), broken.destroyed, endless.destroyed]).toEqual([[], true, true]);
  });

  it('says so when it cannot write at all', async () => {
    await writeFile(join(folder, 'blobs'), 'in the way');
    await expect(receive()).rejects.toThrow(/ENOTDIR|EEXIST/);
  });
});

describe('a file on its way in', () => {
  const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), BYTES]);

  it('is known by its first bytes and passes unchanged', async () => {
    const { inspect, kind } = inspectFile('a.pdf', { left: pdf.length, limitMb: 3 });
    expect((await receive(pdf, inspect)).sha256).toBe(createHash('sha256').update(pdf).digest('hex'));
    expect(kind().mediaType).toBe('application/pdf');
  });

  it('is cut one byte over the allowance, and empty files are refused', async () => {
    await expect(receive(pdf, inspectFile('a.pdf', { left: pdf.length - 1, limitMb: 3 }).inspect)).rejects.toThrow(
      'attachments.too-large',
    );
    await expect(receive(Buffer.alloc(0), inspectFile('a.pdf', { left: 9, limitMb: 3 }).inspect)).rejects.toThrow(
      'attachments.empty-file',
    );
  });
});
