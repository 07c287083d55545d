import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { api } from '../../support/api.ts';
import type { Person } from '../../support/people.ts';
import { startMailServer, type BadMailServer } from '../mail-server.ts';
import { anOffice, aMail, type Office } from './inboxes.ts';
import { send, talkTo } from './talk.ts';

let office: Office;
let mails: BadMailServer;
beforeAll(async () => {
  mails = await startMailServer();
  office = await anOffice({
    SMTP_URL: mails.url,
    MAIL_GATEWAY_TRUSTED: '127.0.0.0/8',
    MAIL_GATEWAY_AUTHSERV_ID: 'mx.tra-vinh.example',
  });
});
afterAll(async () => {
  await office.app.stop();
  await mails.close();
});

interface Mail {
  readonly id: string;
  readonly state: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly leftOut: number;
  readonly can: string[];
  readonly deliveryId: string | null;
  readonly isSpam: boolean;
  readonly noReplyBecause: string | null;
  readonly authentication: object | null;
  readonly files: { id: string; name: string; mediaType: string | null; isInline: boolean; scanState: string }[];
  readonly acts: { act: string; code: string | null }[];
}

const drain = (): Promise<void> => office.app.get(Jobs).drain();
const as = (person: Person) => api(office.app).as(person);

async function arrived(subject: string, person = office.school.clerk): Promise<Mail> {
  const { body } = (await as(person).get('/arrived-mails?limit=200').expect(200)) as { body: { items: Mail[] } };
  const found = body.items.find((item) => item.subject === subject);
  if (!found) throw new Error(`no mail ${subject}`);
  return ((await as(person).get(`/arrived-mails/${found.id}`).expect(200)) as { body: Mail }).body;
}

async function replies(): Promise<{ recipient: string; subject: string; inReplyTo: string; thread: string }[]> {
  const { rows } = await office.app.db.query<{ recipient: string; subject: string; inReplyTo: string; thread: string }>(
    `select recipient_address as recipient, subject, in_reply_to as "inReplyTo", thread from mail_message where purpose = 'mail-gateway.reply' order by created_at`,
  );
  return rows;
}

describe('a mail after the cutover', () => {
  const HOSTILE =
    '<p>Kính gửi <b>Đoàn trường</b></p><script>fetch("https://x.example")</script><img src="https://x.example/1.gif"><form action="https://x.example"><input></form><svg onload=alert(1)></svg><meta http-equiv=refresh content="0;url=https://x.example"><style>p{background:url(https://x.example)}</style>';

  it('becomes what the clerk is told of, reads and registers', async () => {
    const { school, smtp, inboxes } = office;
    const client = createTransport({ host: '127.0.0.1', port: smtp, ignoreTLS: true });
    await client.sendMail({
      envelope: { from: 'van.thu@so.example', to: [inboxes.school] },
      from: { name: 'Sở Nội vụ', address: 'van.thu@so.example' },
      to: inboxes.school,
      subject: 'Công văn số 12',
      text: 'Kính gửi Đoàn trường',
      html: HOSTILE,
      attachments: [
        { filename: 'Công văn.txt', content: 'Nội dung' },
        { filename: 'chay.exe', content: 'MZ' },
      ],
    });
    await drain();
    const mail = await arrived('Công văn số 12');
    expect(mail).toMatchObject({ state: 'waiting', can: ['register', 'dismiss'], text: 'Kính gửi Đoàn trường' });
    expect(mail.html).toContain('<b>Đoàn trường</b>');
    expect(mail.html).not.toMatch(/<(script|img|form|input|svg|meta|style)|x\.example/);
    expect(mail.leftOut).toBeGreaterThanOrEqual(4);
    expect(mail.files.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['Công văn.txt', 'text/plain'],
      ['chay.exe', null],
    ]);
    const { body: notices } = await as(school.clerk).get('/notices').expect(200);
    expect((notices as { items: object[] }).items).toContainEqual(
      expect.objectContaining({ kind: 'mail.arrived', path: `/arrived-mails/${mail.id}`, isWaiting: true }),
    );

    const raw = await as(school.clerk).get(`/arrived-mails/${mail.id}/raw`).expect(200);
    expect(raw.headers['content-disposition']).toContain('attachment');
    expect(raw.headers['content-security-policy']).toContain('sandbox');
    const file = await as(school.clerk).get(`/arrived-mails/${mail.id}/files/${mail.files[0]?.id}/content`).expect(200);
    expect(file.text).toBe('Nội dung');
    await as(school.clerk).get(`/arrived-mails/${mail.id}/files/${mail.files[1]?.id}/content`).expect(404);

    const registration = { symbol: '12/SNV', typeCode: 'cong_van' };
    const { body } = (await as(school.clerk)
      .post(`/arrived-mails/${mail.id}/registration`, registration)
      .expect(201)) as { body: Mail };
    expect(body).toMatchObject({ state: 'registered', can: [] });
    const again = await as(school.clerk).post(`/arrived-mails/${mail.id}/registration`, registration).expect(200);
    expect((again.body as Mail).deliveryId).toBe(body.deliveryId);
    const document = await as(school.clerk).get(`/incoming-documents/${body.deliveryId}`).expect(200);
    expect(document.body).toMatchObject({
      subject: 'Công văn số 12',
      state: 'registered',
      attachments: [{ name: 'Công văn.txt' }, { name: 'thu-dien-tu.eml' }],
    });
    await as(school.clerk)
      .post(`/arrived-mails/${mail.id}/dismissal`, { code: 'spam', text: 'Thư rác thật rồi' })
      .expect(409);
  });

  it('is dismissed with a reason, and waits again when that was wrong', async () => {
    const { school, smtp, inboxes } = office;
    const talk = await talkTo(smtp);
    await send(talk, { to: [inboxes.school], from: 'b@so.example', text: aMail({ subject: 'bo-qua' }) });
    await drain();
    const { id } = await arrived('bo-qua');
    const reason = { code: 'no_document', text: 'Trao đổi thường, không phải văn bản' };
    await as(school.clerk).post(`/arrived-mails/${id}/dismissal`, reason).expect(201);
    await as(school.clerk).post(`/arrived-mails/${id}/dismissal`, reason).expect(200);
    await as(school.clerk).post(`/arrived-mails/${id}/registration`, {}).expect(409);
    await as(school.leader).post(`/arrived-mails/${id}/reopening`).expect(403);
    await as(office.bank.clerk).post(`/arrived-mails/${id}/reopening`).expect(404);
    await as(school.clerk).post(`/arrived-mails/${id}/reopening`).expect(201);
    const mail = await arrived('bo-qua');
    expect([mail.state, mail.acts.map(({ act, code }) => [act, code])]).toEqual([
      'waiting',
      [
        ['dismissed', 'no_document'],
        ['reopened', null],
      ],
    ]);
    talk.end();
  });

  it('is answered once a week, in Vietnamese and from nobody; programs are not', async () => {
    const { smtp, inboxes, app } = office;
    const talk = await talkTo(smtp);
    const to = [inboxes.bank];
    const from = 'c@so.example';
    const say = (subject: string, head: string[] = [], sender = from) =>
      send(talk, { to, from: sender, text: aMail({ subject, head, id: `${subject}@so.example` }) });
    await say('lan-1', ['References: <goc@so.example>']);
    await say('lan-2');
    await say('bounce', [], '');
    await say('ban-tin', ['List-Id: <tin.so.example>'], 'tin@so.example');
    await say('nghi-phep', ['Auto-Submitted: auto-replied'], 'd@so.example');
    await say('hop-thu-cu', [], inboxes.school);
    await say('gia-mao', ['Authentication-Results: mx.tra-vinh.example; spf=fail'], 'e@so.example');
    await say('rac', ['X-Spam-Flag: YES'], 'f@so.example');
    await drain();
    const told = (await replies()).filter(
      ({ recipient }) => recipient !== 'van.thu@so.example' && recipient !== 'b@so.example',
    );
    expect(told).toEqual([
      {
        recipient: from,
        subject: 'Trả lời tự động: lan-1',
        inReplyTo: '<lan-1@so.example>',
        thread: '<goc@so.example> <lan-1@so.example>',
      },
    ]);
    const spam = await arrived('rac', office.bank.clerk);
    expect([spam.isSpam, spam.noReplyBecause]).toEqual([true, 'spam']);
    expect((await arrived('gia-mao', office.bank.clerk)).authentication).toEqual({
      spf: 'fail',
      dkim: null,
      dmarc: null,
    });
    const { rows } = await app.db.query(`select from notice where kind = 'mail.arrived' and path = $1`, [
      `/arrived-mails/${spam.id}`,
    ]);
    expect(rows).toHaveLength(0);
    app.clock.advance(7 * 24 * 3600_000 - 1);
    await say('lan-3');
    await drain();
    expect((await replies()).filter(({ recipient }) => recipient === from)).toHaveLength(1);
    app.clock.advance(1);
    await say('lan-4');
    await drain();
    expect((await replies()).filter(({ recipient }) => recipient === from)).toHaveLength(2);
    talk.end();
  });

  it('is answered in a mail that no program answers', async () => {
    await drain();
    const answer = mails.taken.find(({ text }) => text.includes('In-Reply-To: <lan-1@so.example>'));
    expect(answer?.commands).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^MAIL FROM:<>/),
        expect.stringMatching(/^RCPT TO:<c@so.example>/),
      ]),
    );
    expect(answer?.text).toMatch(/^Auto-Submitted: auto-replied$/m);
    expect(answer?.text).toMatch(/^References: <goc@so.example> <lan-1@so.example>$/m);
  });

  it('that the service wrote itself is kept, and leads to nothing', async () => {
    const { smtp, inboxes, app } = office;
    const { rows } = await app.db.query<{ id: string }>(`select message_id as id from mail_message limit 1`);
    const talk = await talkTo(smtp);
    const text = aMail({ subject: 'quay-lai' }).replace(/Message-ID: .*/, `Message-ID: ${rows[0]?.id}`);
    await send(talk, { to: [inboxes.school], from: 'g@so.example', text });
    await drain();
    expect(await arrived('quay-lai')).toMatchObject({ state: 'kept', can: [], noReplyBecause: 'own-mail' });
    talk.end();
  });

  it('that cannot be taken apart is there as it came', async () => {
    const talk = await talkTo(office.smtp);
    const file = '--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n';
    const parts = `${file.repeat(201)}--b--`;
    const text = aMail({ subject: 'hong', body: parts }).replace(
      'text/plain; charset=utf-8',
      'multipart/mixed; boundary=b',
    );
    await send(talk, { to: [office.inboxes.school], from: 'h@so.example', text });
    await drain();
    expect(await arrived('hong')).toMatchObject({ trouble: 'cannot-be-read', can: ['register', 'dismiss'] });
    talk.end();
  });

  it('says who still writes, most first', async () => {
    const { body } = (await as(office.bank.clerk).get('/arrived-mails/senders').expect(200)) as {
      body: { items: { address: string; mails: number }[] };
    };
    expect(body.items[0]).toMatchObject({ address: 'van.thu@so.example' });
    const page = await as(office.bank.clerk).get('/arrived-mails/senders?limit=1').expect(200);
    expect((page.body as { items: object[] }).items).toHaveLength(1);
  });
});
