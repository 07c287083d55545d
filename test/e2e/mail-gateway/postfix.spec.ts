import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTransport, type Transporter } from 'nodemailer';
import { BlobStore } from '../../../src/attachments/blob-store.ts';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { describeWithPeer, until } from '../../support/peers/peer.ts';
import { Postfix } from '../../support/peers/postfix.ts';
import { aMail, anOffice, rowsOf, type Office } from './inboxes.ts';
import { talkTo } from './talk.ts';

const FROM = 'van.thu@so.example';

describeWithPeer('the gateway behind a Postfix', ['postfix', 'openssl'], (_, openssl = '') => {
  let office: Office;
  let postfix: Postfix;
  let out: Transporter;
  const keys = mkdtempSync(join(tmpdir(), 'gnvb-keys-'));
  beforeAll(async () => {
    const [key, cert] = [join(keys, 'key.pem'), join(keys, 'cert.pem')];
    const words = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -keyout ${key} -out ${cert}`;
    execFileSync(openssl, words.split(' '), { stdio: 'ignore' });
    office = await anOffice({
      MAIL_GATEWAY_TLS_CERT: cert,
      MAIL_GATEWAY_TLS_KEY: key,
      MAIL_GATEWAY_MAX_MB: '1',
      MIN_FREE_DISK_MB: '1',
    });
    postfix = await Postfix.start('cu.example', `lmtp:inet:127.0.0.1:${office.lmtp}`);
    out = createTransport({ host: '127.0.0.1', port: postfix.port, secure: false, ignoreTLS: true });
  });
  afterAll(async () => {
    out.close();
    await postfix.stop();
    await office.app.stop();
    rmSync(keys, { recursive: true });
  });

  const relay = (to: string, raw: string): Promise<unknown> => out.sendMail({ envelope: { from: FROM, to }, raw });
  const last = async (to: string) => (await postfix.outcomes(to)).at(-1) ?? { status: '', said: '' };
  const arrived = async (): Promise<string[]> => (await rowsOf(office.app)).map(({ subject }) => subject);

  it('has what Postfix wrote down as sent, over TLS, once also when it goes to two inboxes', async () => {
    const { school, bank } = office.inboxes;
    await out.sendMail({ envelope: { from: FROM, to: [school, bank] }, raw: aMail({ subject: 'qua-postfix' }) });
    await until('both', async () => (await last(school)).status !== '' && (await last(bank)).status !== '', 30);
    for (const to of [school, bank])
      expect(await last(to)).toMatchObject({ status: 'sent', said: expect.stringMatching(/^250 /) });
    expect((await arrived()).filter((subject) => subject === 'qua-postfix')).toHaveLength(2);
    const { rows } = await office.app.db.query(`select count(*)::int as n from received_mail`);
    expect(rows).toEqual([{ n: 1 }]);
    expect(await postfix.log()).not.toMatch(/STARTTLS.*(?:failed|refused)|Cannot start TLS/);
  });

  it('sends back to the sender what has no inbox or is too large, at once', async () => {
    await relay('khong.co@cu.example', aMail({ subject: 'khong-co' }));
    await relay(office.inboxes.school, aMail({ subject: 'qua-lon', body: `${'x'.repeat(70)}\r\n`.repeat(20_000) }));
    await until('the first', async () => (await last('khong.co@cu.example')).status !== '', 30);
    expect(await last('khong.co@cu.example')).toMatchObject({
      status: 'bounced',
      said: expect.stringMatching(/550 5\.1\.1/),
    });
    await until('the second', async () => (await last(office.inboxes.school)).status !== 'sent', 30);
    expect(await last(office.inboxes.school)).toMatchObject({
      status: 'bounced',
      said: expect.stringMatching(/size|552/i),
    });
    expect(await arrived()).not.toContain('qua-lon');
  });

  it('is asked again for what it had no room for, and has it then, once', async () => {
    const blobs = office.app.get(BlobStore);
    const { bank } = office.inboxes;
    const before = (await postfix.outcomes(bank)).length;
    const freeBytes = blobs.freeBytes.bind(blobs);
    blobs.freeBytes = async () => 0;
    await relay(bank, aMail({ subject: 'dia-day' }));
    await until('the answer', async () => (await postfix.outcomes(bank)).length > before, 30);
    expect(await last(bank)).toMatchObject({ status: 'deferred', said: expect.stringMatching(/452 4\.3\.1/) });
    expect(await arrived()).not.toContain('dia-day');
    blobs.freeBytes = freeBytes;
    postfix.flush();
    await until('the second try', async () => (await last(bank)).status === 'sent', 30);
    expect((await arrived()).filter((subject) => subject === 'dia-day')).toHaveLength(1);
    await office.app.get(Jobs).drain();
  });

  it.each([
    ['LF . CRLF', '\n.\r\n'],
    ['LF . LF', '\n.\n'],
    ['CR LF . LF', '\r\n.\n'],
  ])('takes nothing that hides behind %s', async (name, end) => {
    const subject = `lau-${name.replaceAll(' ', '')}`;
    const talk = await talkTo(postfix.port);
    await talk.say(`MAIL FROM:<${FROM}>`);
    await talk.say(`RCPT TO:<${office.inboxes.school}>`);
    await talk.say('DATA');
    const hidden = `MAIL FROM:<boss@so.example>\r\nRCPT TO:<${office.inboxes.school}>\r\nDATA\r\n${aMail({ subject: 'lau-vao' })}`;
    talk.write(`${aMail({ subject })}${end}${hidden}\r\n.\r\n`);
    const answer = await talk.hear();
    talk.end();
    if (answer.startsWith('250')) await until('it', async () => (await arrived()).includes(subject), 30);
    expect(answer).toMatch(/^(?:250|5\d\d)/);
    expect(await arrived()).not.toContain('lau-vao');
  });
});
