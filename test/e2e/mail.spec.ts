import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import { task } from '../../src/platform/jobs/job-handler.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { MailAttachments, type MailAttachment } from '../../src/platform/mail/mail-attachments.ts';
import { Mail } from '../../src/platform/mail/mail.ts';
import type { MailOutcome, OutgoingMail } from '../../src/platform/mail/outgoing-mail.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/app.ts';
import { startMailServer, type BadMailServer } from './mail-server.ts';

const LETTER: OutgoingMail = {
  purpose: 'test',
  purposeKey: 'one',
  recipient: { name: 'Văn thư Tỉnh đoàn', address: 'vanthu@tinhdoan.vn' },
  subject: 'Thông báo số 12-TB/TĐTN',
  text: 'Kính gửi…\nhttp://gnvb.test/x?a=1&b=2',
  html: null,
  attachmentIds: [],
};
const FILE_ID = '5f2b0000-0000-4000-8000-000000000001';

const opened: MailAttachment[] = [];
class FakeAttachments extends MailAttachments {
  async open(ids: readonly string[]): Promise<MailAttachment[]> {
    const files = ids.map((id) => ({
      filename: 'Thông báo.pdf',
      contentType: 'application/pdf',
      content: Readable.from([`file ${id}`]),
    }));
    opened.push(...files);
    return files;
  }
}
@Module({ providers: [{ provide: MailAttachments, useClass: FakeAttachments }] })
class AttachmentsModule {}

let app: TestApp;
let server: BadMailServer | null;

const start = async (options: TestAppOptions = {}): Promise<void> => {
  app = await startTestApp(options);
};
const startWith = async (mood: Parameters<typeof startMailServer>[0] = {}): Promise<BadMailServer> => {
  server = await startMailServer(mood);
  await start({ config: { SMTP_URL: server.url, MAIL_FROM: 'Gửi nhận văn bản <gnvb@hanam.vn>' } });
  return server;
};
const queue = (...letters: readonly Partial<OutgoingMail>[]): Promise<void> =>
  app.get(UnitOfWork).run((tx) =>
    app.get(Mail).queue(
      tx,
      letters.map((letter) => Object.assign({}, LETTER, letter)),
    ),
  );
const drain = async (): Promise<void> => {
  await app.db.query('update graphile_worker._private_jobs set run_at = now()');
  await app.get(Jobs).drain();
};
const mails = async () =>
  (
    await app.db.query<{
      state: string;
      attempts: number;
      message_id: string;
      last_error: string | null;
      answer: string | null;
    }>('select state, attempts, message_id, last_error, answer from mail_message order by purpose_key')
  ).rows;
const jobs = async (): Promise<number> => (await app.db.query('select from graphile_worker.jobs')).rowCount ?? 0;
const header = (mail: { text: string } | undefined, name: string): string =>
  new RegExp(`^${name}: (.*(?:\\n[ \\t].*)*)`, 'im').exec(mail?.text ?? '')?.[1] ?? '';
const hearOutcomes = (): MailOutcome[] => {
  const heard: MailOutcome[] = [];
  app.get(Mail).onOutcome('test', async (_, outcome) => void heard.push(outcome));
  return heard;
};

beforeEach(() => {
  server = null;
  opened.length = 0;
});

afterEach(async () => {
  await app.stop();
  await server?.close();
});

describe('queueing', () => {
  it('is part of the transaction', async () => {
    await start();
    const work = app.get(UnitOfWork).run(async (tx) => {
      await app.get(Mail).queue(tx, [LETTER]);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect([await mails(), await jobs()]).toEqual([[], 0]);
  });

  it('happens once per purpose and key, whatever comes later', async () => {
    await start();
    await queue({}, { purposeKey: 'two' });
    const [first] = await mails();
    await queue({}, { purposeKey: 'three' }, { subject: 'khác' });
    expect(await jobs()).toBe(3);
    expect((await mails()).map((mail) => mail.message_id)).toContain(first?.message_id);
    expect(first?.message_id).toMatch(/^<[0-9a-f-]{36}@gnvb\.test>$/);
  });

  it('takes a dispatch to 3,000 recipients without a mail server', async () => {
    await start({ config: { SMTP_URL: 'smtp://127.0.0.1:1' } });
    const begun = performance.now();
    await queue(...Array.from({ length: 3000 }, (_, i) => ({ purposeKey: String(i) })));
    expect(performance.now() - begun).toBeLessThan(4000);
    expect(await jobs()).toBe(3000);
  });

  it.each(['u@x.vn\r\nRCPT TO:<evil@x>', 'a@x, b@y', '<a@x.vn>', ''])('refuses the address %j', async (address) => {
    await start();
    await expect(queue({}, { purposeKey: 'two', recipient: { name: 'A', address } })).rejects.toThrow(
      'has not one e-mail address',
    );
    expect(await mails()).toEqual([]);
  });
});

describe('handing over', () => {
  it('sends what was queued, once, and tells who asked', async () => {
    const { taken } = await startWith();
    const heard = hearOutcomes();
    await queue({});
    await drain();
    await queue({});
    await drain();
    const [row] = await mails();
    expect(row).toMatchObject({ state: 'sent', attempts: 1, last_error: null, answer: '250 taken as 4711' });
    expect(heard).toMatchObject([{ purposeKey: 'one', sent: true, answer: '250 taken as 4711' }]);
    expect(taken).toHaveLength(1);
    expect(taken[0]?.commands.filter((line) => /^(MAIL|RCPT)/.test(line))).toEqual([
      'MAIL FROM:<gnvb@hanam.vn>',
      'RCPT TO:<vanthu@tinhdoan.vn>',
    ]);
    expect(header(taken[0], 'Message-ID')).toBe(row?.message_id);
    expect(header(taken[0], 'Auto-Submitted')).toBe('auto-generated');
    expect(header(taken[0], 'Date')).toBe('Mon, 18 May 2020 01:00:00 +0000');
  });

  it('tells the reader’s program how to end mails of the kind, and where there is no way out says nothing', async () => {
    const { taken } = await startWith();
    const unsubscribeUrl = 'https://gnvb.test/api/v1/unsubscriptions/abc.def';
    await queue({ unsubscribeUrl, html: '<p>Kính gửi</p>' });
    await drain();
    await queue({ purposeKey: 'two' });
    await drain();
    expect(header(taken[0], 'List-Unsubscribe')).toBe(`<${unsubscribeUrl}>`);
    expect(header(taken[0], 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(taken[0]?.text).toContain('multipart/alternative');
    expect(header(taken[1], 'List-Unsubscribe')).toBe('');
  });

  it('lets nothing of a name or subject become a header or a recipient', async () => {
    const { taken } = await startWith();
    const evil = 'A <evil@x.vn>, "B"\r\nBcc: evil@x.vn\r\n\r\nRCPT TO:<evil@x.vn>';
    await queue({
      recipient: { name: evil, address: 'a@x.vn' },
      subject: evil,
      text: '.\r\n.\r\nRCPT TO:<evil@x.vn>\r\n',
    });
    await drain();
    expect(taken).toHaveLength(1);
    expect(taken[0]?.commands.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<a@x.vn>']);
    expect(header(taken[0], 'Bcc')).toBe('');
    expect(header(taken[0], 'To')).toMatch(/<a@x\.vn>$/);
  });

  it('takes files along, and closes them when it does not get that far', async () => {
    server = await startMailServer();
    await start({ config: { SMTP_URL: server.url }, imports: [AttachmentsModule] });
    await queue({ attachmentIds: [FILE_ID] });
    server.mood.sender = '451 later';
    await drain();
    expect(opened.every(({ content }) => content.destroyed)).toBe(true);
    server.mood.sender = '250 ok';
    await drain();
    expect(server.taken[0]?.text).toContain(Buffer.from(`file ${FILE_ID}`).toString('base64'));
  });

  it('waits for a server that is down', async () => {
    const { url } = await startWith();
    await server?.close();
    const heard = hearOutcomes();
    await queue({});
    await drain();
    expect(await mails()).toMatchObject([
      { state: 'queued', attempts: 1, last_error: expect.stringContaining('ECONNREFUSED') },
    ]);
    server = await startMailServer({}, Number(new URL(url).port));
    await drain();
    expect(await mails()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(heard).toHaveLength(1);
  });

  it('gives up at once when the recipient is refused for good', async () => {
    await startWith({ recipient: '550 5.1.1 no such user' });
    const heard = hearOutcomes();
    await queue({});
    await drain();
    expect(await mails()).toMatchObject([{ state: 'gave_up', attempts: 1, answer: '550 5.1.1 no such user' }]);
    expect(heard).toMatchObject([{ sent: false, answer: '550 5.1.1 no such user' }]);
    expect(await jobs()).toBe(0);
  });

  it('gives up after the last try', async () => {
    await startWith({ recipient: '450 greylisted' });
    const heard = hearOutcomes();
    await queue({});
    await app.db.query('update graphile_worker._private_jobs set max_attempts = 2');
    await drain();
    expect(heard).toEqual([]);
    await drain();
    expect(await mails()).toMatchObject([{ state: 'gave_up', attempts: 2 }]);
    expect(heard).toMatchObject([{ sent: false, answer: '450 greylisted' }]);
    expect(await jobs()).toBe(0);
  });

  it('repeats the same mail after a cut behind the final dot', async () => {
    const { taken, mood } = await startWith({ message: 'cut' });
    await queue({});
    await drain();
    expect(await mails()).toMatchObject([{ state: 'queued', attempts: 1 }]);
    mood.message = '250 taken';
    app.clock.advance(3_600_000);
    await drain();
    expect(await mails()).toMatchObject([{ state: 'sent' }]);
    expect(taken).toHaveLength(2);
    for (const name of ['Message-ID', 'Date', 'Subject', 'To'])
      expect(header(taken[1], name)).toBe(header(taken[0], name));
  });

  it('does not send again when only the telling failed', async () => {
    const { taken } = await startWith();
    let told = 0;
    app.get(Mail).onOutcome('test', async (tx) => {
      await tx.run(`insert into worker_heartbeat values ('told', now())`);
      if (++told === 1) throw new Error('not now');
    });
    await queue({});
    await drain();
    expect(await mails()).toMatchObject([{ state: 'queued', answer: '250 taken as 4711' }]);
    await drain();
    expect(await mails()).toMatchObject([{ state: 'sent', attempts: 1 }]);
    expect([told, taken.length]).toEqual([2, 1]);
  });
});

it('mails nobody sends any more are found again', async () => {
  await start({ config: { NODE_ENV: 'production', PUBLIC_URL: 'https://gnvb.test' } });
  await queue({}, { purposeKey: 'two' });
  await drain();
  expect(await mails()).toMatchObject([{ state: 'queued', attempts: 0 }, { state: 'queued' }]);
  expect(await jobs()).toBe(0);
  await api(app).anonymous().get('/health/ready').expect(200);
  await api(app).anonymous().get('/dev/mail').expect(404);
  const { database } = app;
  server = await startMailServer();
  const second = await startTestApp({ database, config: { SMTP_URL: server.url } });
  const requeue = () => second.get(UnitOfWork).run((tx) => second.get(Jobs).enqueue(tx, task('mail.requeue'), {}));
  await requeue();
  await requeue();
  await second.get(Jobs).drain();
  expect(server.taken).toHaveLength(2);
  await second.stop();
});

describe('the development catcher', () => {
  it('shows what would have been sent', async () => {
    await start();
    await queue({ subject: '<b>Thông báo</b>' });
    await drain();
    const { body } = await api(app).anonymous().get('/dev/mail.json').expect(200);
    expect(body).toMatchObject([
      { n: 1, to: ['vanthu@tinhdoan.vn'], subject: '<b>Thông báo</b>', text: expect.stringContaining('Kính gửi') },
    ]);
    const list = await api(app)
      .anonymous()
      .get('/dev/mail')
      .expect(200)
      .expect('content-type', /text\/html/);
    expect(list.text).toContain('<a href="/dev/mail/1">&lt;b&gt;Thông báo&lt;/b&gt;</a>');
    const one = await api(app).anonymous().get('/dev/mail/1').expect(200);
    expect(one.text).toContain('<a href="http://gnvb.test/x?a=1&amp;b=2"');
    await api(app).anonymous().get('/dev/mail/2').expect(404);
  });

  it.each([
    ['host', 'evil.vn'],
    ['x-forwarded-for', '10.0.0.1'],
  ])('answers nobody from elsewhere: %s', async (name, value) => {
    await start();
    for (const path of ['/dev/mail', '/dev/mail.json', '/dev/mail/1']) {
      expect((await api(app).anonymous().get(path).set(name, value)).status).toBe(404);
    }
  });
});
