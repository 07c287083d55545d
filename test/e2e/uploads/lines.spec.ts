import { createHash, randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { mkdtemp, open, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Upload, type UploadOptions } from 'tus-js-client';
import { MovableClock } from '../../../src/platform/clock/clock.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { cuttingProxy } from '../../support/cutting-proxy.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';
import { type Service, startService } from '../../support/service.ts';
import { MB, PIECE, tusOn } from './world.ts';
import { sharedServer } from '../../support/shared-server.ts';

/** The size product.md promises; smaller unless all is asked for. */
const SIZE = (process.env['FULL'] ? 1024 : 64) * MB;
const SECRET = 'only for tests: forty bytes of no secret';
jest.setTimeout(600_000);

/** Its database and its people; the service under test is a process of its own beside it. */
let home: TestApp;
let folder: string;
let service: Service;
let clerk: Person;
let file: string;
let hash: string;

const start = (): Promise<Service> =>
  startService(join(folder, 'data'), {
    DATABASE_URL: home.database.ownerUrl,
    JWT_SECRET: SECRET,
    JOBS_CONCURRENCY: '0',
    MIN_FREE_DISK_MB: '0',
    LOG_LEVEL: 'info',
  });

async function kill(signal: 'SIGKILL' | 'SIGTERM', which = service): Promise<void> {
  which.process.kill(signal);
  if (which.process.exitCode === null && which.process.signalCode === null) await once(which.process, 'exit');
}

beforeAll(async () => {
  folder = await mkdtemp(join(sharedServer().folder, 'lines-'));
  home = await startTestApp({ clock: new MovableClock(new Date()), config: { JWT_SECRET: SECRET } });
  clerk = await aPerson(home, [[(await aUnit(home)).id, 'clerk']]);
  service = await start();
  file = join(folder, 'phim.mp4');
  hash = await aFilm(file, SIZE);
});
afterAll(async () => {
  await kill('SIGTERM');
  await home.stop();
  await rm(folder, { recursive: true, force: true });
});

/** @returns its SHA-256 */
async function aFilm(path: string, size: number): Promise<string> {
  const digest = createHash('sha256');
  const out = await open(path, 'w');
  const first = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom');
  for (let at = 0; at < size; at += MB) {
    const block = randomBytes(Math.min(MB, size - at));
    if (at === 0) first.copy(block);
    digest.update(block);
    await out.write(block);
  }
  await out.close();
  return digest.digest('hex');
}

/** Begins an upload with the client that browsers use; `done` gives the id of the attachment. */
function tusUpload(url: string, more: Partial<UploadOptions> = {}, path = file) {
  let upload!: Upload;
  const done = new Promise<string>((resolve, reject) => {
    upload = new Upload(createReadStream(path), {
      endpoint: `${url}/api/v1/uploads`,
      retryDelays: Array.from({ length: 60 }, () => 50),
      metadata: { filename: 'Phim tư liệu.mp4' },
      onBeforeRequest: (request) => request.setHeader('authorization', `Bearer ${clerk.token()}`),
      onError: reject,
      onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('upload-attachment-id') ?? 'none'),
      ...more,
    });
  });
  upload.start();
  return { upload, done };
}

/** SHA-256 and length of a file as it is downloaded. */
async function downloaded(id: string): Promise<{ readonly sha256: string; readonly size: number }> {
  const answer = await fetch(`${service.url}/api/v1/attachments/${id}/content`, {
    headers: { authorization: `Bearer ${clerk.token()}` },
  });
  const digest = createHash('sha256');
  let size = 0;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    digest.update(chunk);
    size += chunk.length;
  }
  return { sha256: digest.digest('hex'), size };
}

async function memoryOf(field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${service.process.pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
}

const rows = async (): Promise<number> =>
  Number((await home.db.query<{ n: string }>('select count(*) as n from attachment')).rows[0]?.n);

/** Waits until more than so many bytes of an upload lie on disk. */
async function untilStaged(path: string, bytes: number): Promise<void> {
  const root = join(folder, 'data', 'uploads', path.slice(1));
  const sizeOf = async (name: string) => (await stat(join(root, name)).catch(() => ({ size: 0 }))).size;
  for (;;) {
    const sizes = await Promise.all((await readdir(root).catch(() => [])).map(sizeOf));
    if (Math.max(0, ...sizes) > bytes) return;
    await sleep(20);
  }
}

describe(`a film of ${SIZE / MB} MB`, () => {
  it('arrives byte for byte over a line that breaks five times, without filling the memory', async () => {
    // What is loaded with the first upload and the first download is no matter of size.
    const small = join(folder, 'nhỏ.mp4');
    await aFilm(small, 4 * MB);
    await downloaded(await tusUpload(service.url, {}, small).done);
    const idle = await memoryOf('VmRSS');
    await writeFile(`/proc/${service.process.pid}/clear_refs`, '5').catch(() => undefined);
    const cutsAt = Array.from({ length: 5 }, () => randomInt(1, SIZE)).toSorted((a, b) => a - b);
    const line = await cuttingProxy(service.url, cutsAt);
    const before = await rows();
    const id = await tusUpload(line.url).done;
    const peak = await memoryOf('VmHWM');
    expect(line.cuts()).toBe(5);
    await line.close();
    expect(await downloaded(id)).toEqual({ sha256: hash, size: SIZE });
    expect(await rows()).toBe(before + 1);
    expect(peak - idle).toBeLessThan(96);
  });

  it('goes on after the service was killed in the middle, from what is really there', async () => {
    const before = await rows();
    const kills: Promise<void>[] = [];
    const { upload, done } = tusUpload(service.url, {
      chunkSize: 8 * MB,
      metadata: { filename: 'Sau sự cố.mp4', sha256: hash },
      onProgress: (sent) => {
        if (sent > SIZE / 2 && kills.length === 0) kills.push(kill('SIGKILL'));
      },
      onShouldRetry: () => false,
    });
    await expect(done).rejects.toThrow('tus: ');
    await Promise.all(kills);
    service = await start();
    const path = upload.url?.replace(/.*\/uploads/, '') ?? '';
    const kept = await tusOn(service).offset(clerk, path);
    expect(kept).toBeGreaterThan(0);
    const staged = join(folder, 'data', 'uploads', path.slice(1), '1');
    expect((await stat(staged)).size).toBe(kept);
    const id = await goOn(`${service.url}/api/v1/uploads${path}`);
    expect(await downloaded(id)).toEqual({ sha256: hash, size: SIZE });
    expect(await rows()).toBe(before + 1);
  });

  it('is ended with what has come when the service is told to stop, and goes on at the next one', async () => {
    const path = await tusOn(service).begin(clerk, 'Khởi động lại.mp4', SIZE);
    const headers = { ...PIECE, 'upload-offset': 0, 'content-length': SIZE };
    const waiting = tusOn(service).open(clerk, { method: 'PATCH', path, headers });
    waiting.on('error', () => undefined);
    const answer = once(waiting, 'response') as Promise<[IncomingMessage]>;
    waiting.write(await readPart(0, 3 * MB));
    await untilStaged(path, 0);
    await kill('SIGTERM');
    expect(service.log.some((line) => line.includes('did not end in time'))).toBe(false);
    const [{ statusCode, headers: told }] = await answer;
    expect([statusCode, told.connection]).toEqual([204, 'close']);
    const kept = Number(told['upload-offset']);
    expect(kept).toBeGreaterThan(0);
    service = await start();
    expect(await tusOn(service).offset(clerk, path)).toBe(kept);
    expect((await tusOn(service).remove(clerk, path)).status).toBe(204);
  });

  it('is paused, and resumed at another process while the first one still waits for bytes', async () => {
    const { upload } = await paused('Hai nơi.mp4');
    const address = upload.url?.replace(/.*\/uploads/, '') ?? '';
    const second = await start();
    try {
      const offset = await tusOn(second).offset(clerk, address);
      expect(offset).toBeGreaterThan(0);
      const part = await readPart(offset, 3 * MB);
      const headers = { ...PIECE, 'upload-offset': offset, 'content-length': SIZE - offset };
      const stuck = tusOn(service).open(clerk, { method: 'PATCH', path: address, headers });
      stuck.on('error', () => undefined);
      stuck.write(part);
      await untilStaged(address, offset);
      // The first process holds the lock and waits for more; the second one asks it to let go, and finds what it had.
      expect(await tusOn(second).offset(clerk, address)).toBeGreaterThan(offset);
      stuck.destroy();
      const id = await goOn(`${second.url}/api/v1/uploads${address}`);
      expect(await downloaded(id)).toEqual({ sha256: hash, size: SIZE });
      expect((await tusOn(service).head(clerk, address)).headers['upload-attachment-id']).toBe(id);
    } finally {
      await kill('SIGTERM', second);
    }
  });
});

/** An upload that was stopped by its sender after a quarter. */
async function paused(filename: string): Promise<{ readonly upload: Upload }> {
  return new Promise((resolve, reject) => {
    const { upload, done } = tusUpload(service.url, {
      metadata: { filename },
      chunkSize: 4 * MB,
      onProgress: (sent) => {
        if (sent > SIZE / 4) void upload.abort().then(() => resolve({ upload }), reject);
      },
    });
    done.catch(reject);
  });
}

/** The rest of an upload that is known by its address, as after a restart of the browser. */
function goOn(uploadUrl: string): Promise<string> {
  return tusUpload(uploadUrl, { uploadUrl }).done;
}

async function readPart(from: number, length: number): Promise<Buffer> {
  const source = await open(file, 'r');
  const { buffer } = await source.read(Buffer.alloc(length), 0, length, from);
  await source.close();
  return buffer;
}
