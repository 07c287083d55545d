import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { placeOf } from '../../../src/attachments/disk-store.ts';
import { api } from '../../support/api.ts';
import type { TestApp } from '../../support/app.ts';
import type { Person } from '../../support/people.ts';

export interface Uploaded {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
}

export const DAY = 24 * 3600_000;
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
export const pdf = (size = 1000): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)]);

export async function upload(app: TestApp, person: Person, bytes = pdf(), name = 'Thông báo.pdf'): Promise<Uploaded> {
  const { body } = await api(app).as(person).post('/attachments').attach('file', bytes, name).expect(201);
  const [file] = (body as { items: Uploaded[] }).items;
  if (!file) throw new Error('nothing was uploaded');
  return file;
}

/** Many at once. */
export async function uploadAll(app: TestApp, person: Person, contents: readonly Buffer[]): Promise<Uploaded[]> {
  const made: Uploaded[] = [];
  for (let i = 0; i < contents.length; i += 20) {
    const call = api(app).as(person).post('/attachments');
    contents.slice(i, i + 20).forEach((bytes, n) => void call.attach('file', bytes, `Phụ lục ${i + n}.pdf`));
    made.push(...((await call.expect(201)).body as { items: Uploaded[] }).items);
  }
  return made;
}

export const pathOf = (app: TestApp, hash: string): string => join(app.dataDir, 'blobs', placeOf(hash));

/** Turns over one bit of a stored file, keeping its length. */
export async function flipBit(path: string): Promise<void> {
  const bytes = await readFile(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  await writeFile(path, bytes);
}
