import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readAnswer } from '../../../src/scans/answer.policy.ts';
import { ask, ClamdTrouble, instream } from '../../../src/scans/clamd.ts';
import { FakeClamd, type Manner } from './fake-clamd.ts';
import { aWorld, type Uploaded, type World } from './world.ts';

let fake: FakeClamd;
beforeEach(async () => {
  fake = await FakeClamd.start();
});
afterEach(() => fake.stop());

const CONTENT = Buffer.alloc(300_000, 'gnvb ');

async function verdict(manner: Manner, content = CONTENT, silenceMs = 5000): Promise<string> {
  fake.manner = manner;
  const within = { silenceMs, signal: new AbortController().signal };
  try {
    return readAnswer(await instream(fake.address, Readable.from([content]), within)).kind;
  } catch (error) {
    if (error instanceof ClamdTrouble) return 'trouble';
    throw error;
  }
}

const afterAllOfIt =
  (...parts: readonly string[]): Manner =>
  async (_, line, whole) => {
    await whole;
    for (const part of parts.slice(0, -1)) {
      line.write(part);
      await new Promise((resolve) => setImmediate(resolve));
    }
    line.end(parts.at(-1) ?? '');
  };

describe('what a scanner may say', () => {
  it.each([
    ['the exact words', ['stream: OK\0'], 'clean'],
    ['the exact words in pieces', ['str', 'eam: O', 'K\0'], 'clean'],
    ['half of them', ['stream: O'], 'nothing'],
    ['OK in the wrong place', ['OK\0'], 'nothing'],
    ['of another stream', ['1: stream: OK\0'], 'nothing'],
    ['a file by name', ['/tmp/stream: OK\0'], 'nothing'],
    ['OK and then something found', ['stream: OK\0', 'stream: X FOUND\0'], 'nothing'],
    ['a trouble of its own', ['stream: lstat() failed ERROR\0'], 'nothing'],
    ['nothing before it hangs up', [''], 'trouble'],
    ['far too much', ['stream: OK\0'.repeat(1000)], 'nothing'],
    ['something found', ['stream: Win.Test.EICAR_HDB-1 FOUND\0'], 'infected'],
    ['a limit', ['stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND\0'], 'unscannable'],
  ])('%s', async (_, parts, kind) => {
    const got = await verdict(afterAllOfIt(...parts));
    expect(kind === 'nothing' ? ['nothing', 'trouble'] : [kind]).toContain(got);
  });

  it('is not believed before the end of the file', async () => {
    const early: Manner = (_, line) => void line.write('stream: OK\0');
    expect(['nothing', 'trouble']).toContain(await verdict(early, Buffer.alloc(20_000_000), 500));
    const earlyEnd: Manner = (_, line) => void line.end('stream: OK\0');
    expect(['nothing', 'trouble']).toContain(await verdict(earlyEnd, Buffer.alloc(20_000_000)));
  });

  it('is not waited for without end', async () => {
    expect(await verdict(() => undefined, CONTENT, 200)).toBe('trouble');
    expect(await verdict((_, line) => void line.destroy())).toBe('trouble');
    fake.manner = () => undefined;
    const never = { silenceMs: 200, signal: new AbortController().signal };
    await expect(ask(fake.address, 'VERSION', never)).rejects.toThrow('it is silent');
  });

  it('ends with the process', async () => {
    const stopping = new AbortController();
    fake.manner = () => stopping.abort();
    const within = { silenceMs: 60_000, signal: stopping.signal };
    await expect(instream(fake.address, Readable.from([CONTENT]), within)).rejects.toThrow('the process stops');
  });
});

describe('a file whose scanner talks rubbish', () => {
  let world: World;
  let file: Uploaded;
  beforeAll(async () => {
    // Taken before the fake is there: nobody listens on port 9 of loopback.
    world = await aWorld({ CLAMD_HOST: '127.0.0.1', CLAMD_PORT: '9', CLAMD_TIMEOUT_SECONDS: '1' });
    file = await world.upload(Buffer.from('Kính gửi các chi đoàn'), 'thư.txt');
  });
  afterAll(() => world.app.stop());

  it('waits, is tried later each time, and administrators see why', async () => {
    expect(file.scan.state).toBe('pending');
    await world.work();
    await world.retry();
    expect(await world.stateOf(file)).toBe('pending');
    const [scan] = await world.rows<{ attempts: number; pause: number }>(
      `select s.attempts, extract(epoch from j.run_at - now())::int as pause from blob_scan s join graphile_worker.jobs j on j.key = 'scan:' || s.sha256 where sha256 = $1`,
      [file.sha256],
    );
    expect(scan?.attempts).toBe(2);
    expect(scan?.pause).toBeGreaterThan(10);
    const { body } = await world.as(world.org.office.admin).get('/scanner').expect(200);
    expect(body).toMatchObject({ state: 'failing', problem: expect.stringContaining('ECONNREFUSED'), waiting: 1 });
    const closed = await world.as(world.org.office.clerk).get(`/attachments/${file.id}/content`).expect(409);
    expect(closed.body.code).toBe('attachments.not-scanned-yet');
  });
});
