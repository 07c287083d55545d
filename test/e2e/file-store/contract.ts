import { createHash, randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import type { BlobClaims, BlobId, BlobStore, Inspect, Part } from '../../../src/attachments/blob-store.ts';

/** A store under test, and ways to get at its bytes behind its back. */
export interface Subject {
  readonly store: BlobStore;
  readonly dataDir: string;
  /** Writes other bytes under the name of a content. */
  readonly spoil: (sha256: string, bytes: Buffer) => Promise<void>;
}

export const asIs: Inspect = (chunks) => chunks;
export const never = new AbortController().signal;
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
export const idOf = (bytes: Buffer): BlobId => ({ sha256: sha256(bytes), size: bytes.length });

/** Claims as if one process were alone; `suspect` says what is not to be trusted. */
export function freeClaims(suspect = new Set<string>()): BlobClaims {
  return {
    claim: async ({ sha256: hash }) => ({ isSuspect: suspect.has(hash) }),
    claimMany: async (ids) => new Set(ids.map(({ sha256: hash }) => hash).filter((hash) => suspect.has(hash))),
    renewed: async ({ sha256: hash }) => void suspect.delete(hash),
  };
}

export function* cut(bytes: Buffer, size = 65_000): Generator<Buffer> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

export const receive = ({ store }: Subject, bytes: Buffer): Promise<Part> =>
  store.receive(Readable.from(cut(bytes)), asIs, never);

export async function listed({ store }: Subject): Promise<string[]> {
  const found: string[] = [];
  for await (const { sha256: hash } of store.list()) found.push(hash);
  return found.toSorted();
}

export const waiting = ({ dataDir }: Subject): Promise<string[]> =>
  readdir(join(dataDir, 'blobs', 'incoming')).catch(() => []);

/** What every store does, whatever keeps the bytes. */
export function keepsItsContract(subject: () => Subject): void {
  const keep = async (bytes: Buffer): Promise<BlobId> => {
    const part = await receive(subject(), bytes);
    await part.keep();
    return idOf(bytes);
  };

  describe('a content', () => {
    it('comes back whole and in parts, under its hash', async () => {
      const bytes = randomBytes(3_000_000);
      const part = await receive(subject(), bytes);
      expect(part).toMatchObject(idOf(bytes));
      expect(await subject().store.has(part)).toBe(false);
      await part.keep();
      await part.discard();
      const { store } = subject();
      expect([await store.has(part), await waiting(subject())]).toEqual([true, []]);
      expect((await buffer(await store.open(part))).equals(bytes)).toBe(true);
      expect((await buffer(await store.open(part, { start: 5, end: 9 }))).equals(bytes.subarray(5, 10))).toBe(true);
      const tail = await buffer(await store.open(part, { start: bytes.length - 1, end: bytes.length - 1 }));
      expect(tail.equals(bytes.subarray(-1))).toBe(true);
      expect(await store.verify(part)).toBe('whole');
    });

    it('is kept once, also when it comes several times at the same moment', async () => {
      const bytes = Buffer.from(`Kính gửi các chi đoàn, ${randomBytes(4).toString('hex')} — Đề nghị báo cáo 🇻🇳`);
      const parts = await Promise.all([1, 2, 3, 4].map(() => receive(subject(), bytes)));
      await Promise.all(parts.map((part) => part.keep()));
      expect((await listed(subject())).filter((hash) => hash === sha256(bytes))).toHaveLength(1);
      expect([await waiting(subject()), (await buffer(await subject().store.open(idOf(bytes)))).equals(bytes)]).toEqual(
        [[], true],
      );
    });

    it('is taken over from a file that lies ready, which is then gone', async () => {
      const bytes = randomBytes(200_000);
      const path = join(subject().dataDir, 'ready');
      await writeFile(path, bytes);
      await subject().store.adopt(path, idOf(bytes));
      expect((await buffer(await subject().store.open(idOf(bytes)))).equals(bytes)).toBe(true);
      expect(await readdir(subject().dataDir)).not.toContain('ready');
    });

    it('is taken over together with many others, one of them there already and one not to be trusted', async () => {
      const { store, dataDir } = subject();
      const contents = Array.from({ length: 30 }, () => randomBytes(3000));
      const files = contents.map((bytes, i) => ({ ...idOf(bytes), path: join(dataDir, `ready-${i}`) }));
      await keep(contents[0] ?? Buffer.alloc(0));
      for (const [i, { path }] of files.entries()) await writeFile(path, contents[i] ?? '');
      await store.adoptMany(files);
      for (const [i, file] of files.entries())
        expect((await buffer(await store.open(file))).equals(contents[i] ?? Buffer.alloc(0))).toBe(true);
      expect((await readdir(dataDir)).filter((name) => name.startsWith('ready'))).toEqual([]);
    });

    it('is told as missing before it comes and after it is removed', async () => {
      const id = idOf(randomBytes(10));
      await expect(subject().store.open(id)).rejects.toThrow('attachments.blob-missing');
      expect([await subject().store.has(id), await subject().store.verify(id)]).toEqual([false, 'missing']);
      const kept = await keep(randomBytes(1000));
      await subject().store.remove(kept);
      await subject().store.remove(kept);
      expect([await subject().store.has(kept), await listed(subject())]).toEqual([
        false,
        expect.not.arrayContaining([kept.sha256]),
      ]);
    });

    it('is told as damaged when it is shorter or one bit is another', async () => {
      const bytes = randomBytes(100_000);
      const id = await keep(bytes);
      await subject().spoil(id.sha256, bytes.subarray(0, 99_999));
      expect([await subject().store.has(id), await subject().store.verify(id)]).toEqual([false, 'damaged']);
      await expect(subject().store.open(id)).rejects.toThrow('attachments.blob-missing');
      const flipped = Buffer.from(bytes);
      flipped[77_777] = (flipped[77_777] ?? 0) ^ 4;
      await subject().spoil(id.sha256, flipped);
      expect([await subject().store.has(id), await subject().store.verify(id)]).toEqual([true, 'damaged']);
    });

    it('may be checked slowly, and the check given up', async () => {
      const id = await keep(randomBytes(2_000_000));
      const signal = AbortSignal.timeout(50);
      await expect(subject().store.verify(id, { bytesPerSecond: 1_000_000, signal })).rejects.toThrow(/abort/i);
      expect(await subject().store.verify(id, { bytesPerSecond: 100_000_000 })).toBe('whole');
    });
  });

  describe('an upload that does not end', () => {
    it('leaves nothing behind when its source breaks or is given up', async () => {
      const before = await listed(subject());
      const broken = new PassThrough();
      const breaking = subject().store.receive(broken, asIs, never);
      broken.write(randomBytes(1_000_000));
      setTimeout(() => broken.destroy(new Error('line cut')), 20);
      await expect(breaking).rejects.toThrow('line cut');
      const cutAtOnce = new PassThrough();
      const refused = subject().store.receive(cutAtOnce, asIs, never);
      cutAtOnce.destroy(new Error('cut before anybody listens'));
      await expect(refused).rejects.toThrow('cut before anybody listens');
      const giveUp = new AbortController();
      const endless = new PassThrough();
      const stopped = subject().store.receive(endless, asIs, giveUp.signal);
      endless.write(randomBytes(1000));
      setTimeout(() => giveUp.abort(), 20);
      await expect(stopped).rejects.toThrow('aborted');
      expect([await waiting(subject()), await listed(subject()), broken.destroyed, endless.destroyed]).toEqual([
        [],
        before,
        true,
        true,
      ]);
    });

    it('is swept when it is old, and left alone while it may go on', async () => {
      const { store, dataDir } = subject();
      await writeFile(join(dataDir, 'blobs', 'incoming', 'dead.part'), 'x');
      expect(await store.sweepStaging(new Date('2000-01-01'))).toBe(0);
      expect(await store.sweepStaging(new Date('2100-01-01'))).toBeGreaterThan(0);
      expect(await waiting(subject())).toEqual([]);
    });
  });
}
