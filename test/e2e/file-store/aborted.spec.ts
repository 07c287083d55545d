import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';
import { upload } from './world.ts';

const UPLOADS = 500;
const AT_ONCE = 20;

let app: TestApp;
let clerk: Person;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await aPerson(app, [[(await aUnit(app)).id, 'clerk']]);
});
afterAll(() => app.stop());

/** Descriptors of this process by what they are; a socket's number is no news. */
async function descriptors(): Promise<string[]> {
  const links = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => 'gone'));
  return (await Promise.all(links))
    .filter((link) => link !== 'gone' && !link.startsWith('/proc/'))
    .map((link) => link.replace(/\d{3,}/g, 'N'))
    .toSorted();
}

const incoming = (): Promise<string[]> => readdir(join(app.dataDir, 'blobs', 'incoming')).catch(() => []);
const rows = async (): Promise<unknown> =>
  (
    await app.db.query(
      `select (select count(*) from attachment) a, (select count(*) from blob) b, (select count(*) from blob_keeping) k`,
    )
  ).rows[0];

/** What is there now and was not before; each as often as it is there. */
function beyond(now: readonly string[], before: readonly string[]): string[] {
  const left = [...before];
  return now.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Waits for what is being tidied up, and gives up after some seconds. */
async function settled<T>(ask: () => Promise<T>, wanted: T): Promise<T> {
  for (let i = 0; ; i++) {
    const found = await ask();
    if (JSON.stringify(found) === JSON.stringify(wanted) || i === 600) return found;
    await sleep(50);
  }
}

/** A form with three files of which everything arrives but its end. */
function form(): Buffer {
  const parts = [200_000, 50, 90_000].flatMap((size, i) => [
    Buffer.from(`--x\r\nContent-Disposition: form-data; name="file"; filename="Tệp ${i}.pdf"\r\n\r\n%PDF-1.7\n`),
    randomBytes(size),
    Buffer.from('\r\n'),
  ]);
  const body = Buffer.concat([...parts, Buffer.from('--x--\r\n')]);
  const head = `POST /api/v1/attachments HTTP/1.1\r\nHost: gnvb.test\r\nAuthorization: Bearer ${clerk.token()}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** Sends so many bytes, in a few pieces, and goes away: politely or with a reset. */
async function abortAt(request: Buffer, bytes: number, round: number): Promise<void> {
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  for (let at = 0; at < bytes; at += 64_000) {
    if (!socket.write(request.subarray(at, Math.min(bytes, at + 64_000)))) await once(socket, 'drain');
  }
  await sleep(round % 4);
  const closed = once(socket, 'close');
  if (round % 2 === 0) socket.destroy();
  else socket.resetAndDestroy();
  await closed;
}

describe('five hundred uploads that break off', () => {
  it('leave no file, no descriptor and no row', async () => {
    await upload(app, clerk);
    const request = form();
    // The database's pool grows to its size first.
    await Promise.all(Array.from({ length: 40 }, (_, i) => abortAt(request, request.length - 1, i)));
    const agent = await settled(incoming, []);
    await sleep(300);
    const [before, known] = [await descriptors(), await rows()];
    let next = 0;
    const broken = new Set<number>();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (next < UPLOADS) {
          const round = next++;
          // Everywhere in the request: in its head, at the boundaries, in the last bytes.
          const at = round < 60 ? request.length - 1 - round : 1 + Math.floor(Math.random() * (request.length - 2));
          broken.add(at);
          await abortAt(request, at, round);
        }
      }),
    );
    expect([agent, broken.size > UPLOADS / 2]).toEqual([[], true]);
    expect(await settled(incoming, [])).toEqual([]);
    expect(await settled(async () => beyond(await descriptors(), before), [])).toEqual([]);
    expect(await rows()).toEqual(known);
    await upload(app, clerk);
  });
});
