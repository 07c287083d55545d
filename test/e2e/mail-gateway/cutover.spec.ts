import { once } from 'node:events';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { placeOf } from '../../../src/attachments/disk-store.ts';
import { MovableClock } from '../../../src/platform/clock/clock.ts';
import type { TestApp } from '../../support/app.ts';
import { startService, type Service } from '../../support/service.ts';
import { aMail, anOffice, CUTOVER, type Office } from './inboxes.ts';
import { send, talkTo } from './talk.ts';

const AT = new Date(CUTOVER).getTime();

interface Row {
  readonly subject: string;
  readonly side: string;
  readonly state: string;
  readonly at: number;
  readonly sha256: string;
}

async function rowsOf(app: TestApp): Promise<Row[]> {
  const { rows } = await app.db.query<Omit<Row, 'at'> & { at: Date }>(
    `select m.subject, a.side, a.state, a.arrived_at as at, m.sha256 from arrived_mail a join received_mail m on m.id = a.mail_id`,
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** Every mail once, nothing else. */
function expectEachOnce(rows: readonly Row[], count: number): void {
  expect(rows.map(({ subject }) => subject).toSorted()).toEqual(
    Array.from({ length: count }, (_, i) => `thu-${i}`).toSorted(),
  );
}

describe('around the second of the cutover', () => {
  const MAILS = 1000;
  const LINES = 8;
  let office: Office;
  const clock = new MovableClock(new Date(AT - 1000));

  beforeAll(async () => {
    office = await anOffice({ MAIL_GATEWAY_TRUSTED: '127.0.0.0/8', MAIL_GATEWAY_SENDER_PER_HOUR: '1000000' }, clock);
  });
  afterAll(() => office.app.stop());

  it('no mail of a thousand is lost, none is there twice, each lies on its side', async () => {
    const { smtp, inboxes } = office;
    const begun = new Map<string, number>();
    const answered = new Map<string, number>();
    let next = 0;
    const line = async (): Promise<void> => {
      let talk = await talkTo(smtp);
      for (let i = next++; i < MAILS; i = next++) {
        const mail = { to: [inboxes.school], text: aMail({ subject: `thu-${i}` }) };
        clock.advance(2);
        begun.set(`thu-${i}`, clock.now().getTime());
        // Of every tenth the sender never hears the answer, and sends it again.
        if (i % 10 === 0) {
          void send(talk, mail);
          await sleep(i % 7);
          talk.end();
          talk = await talkTo(smtp);
        }
        expect(await send(talk, mail)).toEqual([expect.stringMatching(/^250 /)]);
        answered.set(`thu-${i}`, clock.now().getTime());
      }
      talk.end();
    };
    await Promise.all(Array.from({ length: LINES }, line));
    const rows = await rowsOf(office.app);
    expectEachOnce(rows, MAILS);
    for (const { subject, side, state, at } of rows) {
      expect([subject, side, state]).toEqual([subject, at >= AT ? 'after' : 'before', at >= AT ? 'waiting' : 'kept']);
      expect(at).toBeGreaterThanOrEqual(begun.get(subject) ?? Infinity);
      expect(at).toBeLessThanOrEqual(answered.get(subject) ?? 0);
    }
    const sides = rows.filter(({ side }) => side === 'before').length;
    expect(sides).toBeGreaterThan(300);
    expect(sides).toBeLessThan(700);
  });

  it('what the database cannot take is put off, and nothing of it is there', async () => {
    const { app, smtp, inboxes } = office;
    const talk = await talkTo(smtp);
    const mail = { to: [inboxes.school], text: aMail({ subject: 'sau' }) };
    await app.db.query(`alter table arrived_mail rename to elsewhere`);
    expect(await send(talk, mail)).toEqual([expect.stringMatching(/^451 4\.3\.0/)]);
    await app.db.query(`alter table elsewhere rename to arrived_mail`);
    const { rows } = await app.db.query(`select from received_mail where subject = 'sau'`);
    expect(rows).toHaveLength(0);
    expect(await send(talk, mail)).toEqual([expect.stringMatching(/^250 /)]);
    talk.end();
  });
});

describe('a gateway that is killed', () => {
  const MAILS = process.env['FULL'] ? 1000 : 120;
  const LONGEST_MS = 300_000;
  /** Of the mails, those that are sent before the instant; the rest wait for it. */
  const BEFORE = 0.5;
  let office: Office;
  let dataDir: string;
  let service: Service;
  let port: number;

  const start = async (at: string): Promise<void> => {
    service = await startService(dataDir, {
      DATABASE_URL: office.app.database.ownerUrl,
      NODE_ENV: 'test',
      JOBS_CONCURRENCY: '0',
      MIN_FREE_DISK_MB: '0',
      MAIL_GATEWAY_PORT: '0',
      MAIL_GATEWAY_SENDER_PER_HOUR: '1000000',
      MAIL_GATEWAY_TRUSTED: '127.0.0.0/8',
      CUTOVER_AT: at,
    });
    const said = service.log.find((text) => text.includes('the mail gateway listens'));
    port = (JSON.parse(said ?? '{}') as { smtp: number }).smtp;
  };
  const kill = async (): Promise<void> => {
    const gone = once(service.process, 'exit');
    service.process.kill('SIGKILL');
    await gone;
  };

  beforeAll(async () => {
    office = await anOffice();
    dataDir = await mkdtemp(join(tmpdir(), 'gnvb-gateway-'));
  });
  afterAll(async () => {
    await kill();
    await office.app.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it(
    'has every mail it said 250 to, and every other once when it is sent again, each on its side of the line',
    async () => {
      // Far away until the first kill: the mails before it are before the line, however slow the machine.
      let cutover = new Date(Date.now() + 3600_000);
      await start(cutover.toISOString());
      const told = new Set<string>();
      let next = 0;
      const once250 = async (subject: string, text: string): Promise<void> => {
        for (;;) {
          const talk = await Promise.race([talkTo(port).catch(() => null), sleep(2000, null)]);
          const answers = talk ? await send(talk, { to: [office.inboxes.school], text }) : [];
          talk?.end();
          if (answers[0]?.startsWith('250 ')) return void told.add(subject);
          await sleep(50);
        }
      };
      const isEarly = (i: number): boolean => i >= MAILS * BEFORE && Date.now() < cutover.getTime() - 100;
      const line = async (): Promise<void> => {
        for (let i = next++; i < MAILS; i = next++) {
          while (isEarly(i)) await sleep(5);
          await once250(`thu-${i}`, aMail({ subject: `thu-${i}` }));
        }
      };
      const lines = Promise.all(Array.from({ length: 6 }, line));
      // While mails come before it, in its very second, and while they come after it.
      const moments = [
        () => told.size >= MAILS * 0.25,
        () => Date.now() >= cutover.getTime() && told.size >= MAILS * BEFORE,
        () => told.size >= MAILS * 0.75,
      ];
      for (const [n, isThere] of moments.entries()) {
        while (!isThere()) await sleep(1);
        await kill();
        const kept = new Set((await rowsOf(office.app)).map(({ subject }) => subject));
        expect([...told].filter((subject) => !kept.has(subject))).toEqual([]);
        if (n === 0) cutover = new Date(Date.now() + 10_000);
        await start(cutover.toISOString());
      }
      await lines;
      const rows = await rowsOf(office.app);
      expectEachOnce(rows, MAILS);
      for (const { side, at, sha256 } of rows) {
        expect(side).toBe(at >= cutover.getTime() ? 'after' : 'before');
        await access(join(dataDir, 'blobs', placeOf(sha256)));
      }
      const before = rows.filter(({ side }) => side === 'before').length;
      expect(before).toBeGreaterThanOrEqual(MAILS * 0.25);
      expect(before).toBeLessThan(MAILS);
    },
    LONGEST_MS,
  );

  it('takes a mail of 40 MB without holding it', async () => {
    const talk = await talkTo(port);
    await talk.say('MAIL FROM:<lon@so.example>');
    await talk.say(`RCPT TO:<${office.inboxes.school}>`);
    await talk.say('DATA');
    const before = await residentMb(service);
    talk.write(`${aMail({ subject: 'bon-muoi' })}\r\n`);
    const line = Buffer.from(`${'x'.repeat(76)}\r\n`.repeat(10_000));
    for (let sent = 0; sent < 40 * 1024 * 1024; sent += line.length) await talk.pour(line);
    const during = await residentMb(service);
    talk.write('.\r\n');
    expect(await talk.hear()).toMatch(/^250 /);
    talk.end();
    expect(during - before).toBeLessThan(100);
  });
});

/** Memory the process has ever had, in MiB. */
async function residentMb({ process: { pid } }: Service): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
