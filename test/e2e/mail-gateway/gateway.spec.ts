import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOffice, aMail, rowsOf, type Office } from './inboxes.ts';
import { open, send, talkTo } from './talk.ts';

let office: Office;
beforeAll(async () => {
  office = await anOffice({
    MAIL_GATEWAY_MAX_MB: '1',
    MAIL_GATEWAY_SENDER_PER_HOUR: '5',
    MAIL_GATEWAY_CLIENTS: '20',
  });
});
afterAll(() => office.app.stop());

const count = async (where = 'true'): Promise<number> => {
  const { rows } = await office.app.db.query<{ n: number }>(
    `select count(*)::int as n from arrived_mail a join received_mail m on m.id = a.mail_id where ${where}`,
  );
  return rows[0]?.n ?? -1;
};
const ofSubject = (subject: string): Promise<number> => count(`m.subject = '${subject}'`);

describe('the gateway', () => {
  it('takes mail for old inboxes and for nobody else', async () => {
    const talk = await talkTo(office.smtp);
    expect(await talk.say('MAIL FROM:<a1@so.example>')).toMatch(/^250/);
    expect(await talk.say('RCPT TO:<nguoi.la@gmail.example>')).toMatch(/^550 5\.1\.1/);
    expect(await talk.say('RCPT TO:<doan.truong@cu.example@gmail.example>')).toMatch(/^5/);
    // RFC 5321 C: the route is passed over, nothing is ever sent along it.
    expect(await talk.say('RCPT TO:<@cu.example:nguoi.la@gmail.example>')).toMatch(/^550 5\.1\.1/);
    expect(await talk.say('RCPT TO:<"doan.truong@cu.example"@gmail.example>')).toMatch(/^5/);
    expect(await talk.say(`RCPT TO:<Doan.Truong@CU.example>`)).toMatch(/^250/);
    talk.end();
  });

  it('offers neither signing in nor TLS without a certificate', async () => {
    const talk = open(office.smtp);
    await talk.hear();
    const offered = await talk.say('EHLO x');
    expect(offered).toContain('SIZE 1048576');
    expect(offered).not.toMatch(/AUTH|STARTTLS/);
    expect(await talk.say('AUTH PLAIN AGEAYg==')).toMatch(/^5/);
    talk.end();
  });

  it('keeps one document however often the sender tries', async () => {
    const text = aMail({ subject: 'lap-lai' });
    for (const trace of ['', '', 'Received: from a by b; Tue, 2 Jun 2020 08:59:30 +0700\r\n']) {
      const talk = await talkTo(office.smtp);
      expect(await send(talk, { to: [office.inboxes.school], from: 'a2@so.example', text: trace + text })).toEqual([
        expect.stringMatching(/^250 /),
      ]);
      talk.end();
    }
    expect(await ofSubject('lap-lai')).toBe(1);
  });

  it('makes of one mail to several inboxes one at each unit, also when they are told one after the other', async () => {
    const { school, schoolToo, bank } = office.inboxes;
    const text = aMail({ subject: 'nhieu-noi' });
    const talk = await talkTo(office.smtp);
    await send(talk, { to: [school, schoolToo], from: 'a3@so.example', text });
    await send(talk, { to: [school, bank, schoolToo], from: 'a3@so.example', text });
    const rows = (await rowsOf(office.app)).filter(({ subject }) => subject === 'nhieu-noi');
    expect(new Set(rows.map(({ unitId }) => unitId))).toEqual(new Set([office.school.id, office.bank.id]));
    expect(rows).toHaveLength(2);
    talk.end();
  });

  it('answers for each recipient by LMTP', async () => {
    const { school, bank } = office.inboxes;
    const talk = await talkTo(office.lmtp, 'LHLO');
    await talk.say('MAIL FROM:<a4@so.example>');
    expect(await talk.say(`RCPT TO:<${school}>`)).toMatch(/^250/);
    expect(await talk.say('RCPT TO:<khong.co@cu.example>')).toMatch(/^550 5\.1\.1/);
    expect(await talk.say(`RCPT TO:<${bank}>`)).toMatch(/^250/);
    // One of them is taken off the list between its RCPT and the message.
    await office.app.db.query(`update legacy_inbox set address = 'doi.ten@cu.example' where address = $1`, [bank]);
    await talk.say('DATA');
    talk.write(`${aMail({ subject: 'lmtp' })}\r\n.\r\n`);
    expect([await talk.hear(), await talk.hear()]).toEqual([
      expect.stringMatching(/^250 /),
      expect.stringMatching(/^550 5\.1\.1/),
    ]);
    await office.app.db.query(`update legacy_inbox set address = $1 where address = 'doi.ten@cu.example'`, [bank]);
    expect(await ofSubject('lmtp')).toBe(1);
    talk.end();
  });

  it.each([
    ['LF . LF', '\n.\n'],
    ['LF . CRLF', '\n.\r\n'],
    ['CRLF . LF', '\r\n.\n'],
    ['CR . CR', '\r.\r'],
    ['CR . CRLF', '\r.\r\n'],
    ['LF . CR', '\n.\r'],
  ])('takes %s for text, not for the end of a mail', async (name, end) => {
    const talk = await talkTo(office.smtp);
    const subject = `lau-${name.replaceAll(' ', '')}`;
    await talk.say(`MAIL FROM:<${subject.toLowerCase().replaceAll('.', '')}@so.example>`);
    await talk.say(`RCPT TO:<${office.inboxes.school}>`);
    await talk.say('DATA');
    const smuggled = `MAIL FROM:<boss@so.example>\r\nRCPT TO:<${office.inboxes.school}>\r\nDATA\r\n${aMail({ subject: 'lau-vao' })}`;
    talk.write(`${aMail({ subject })}${end}${smuggled}\r\n.\r\n`);
    expect(await talk.hear()).toMatch(/^250 /);
    expect(await talk.say('NOOP')).toMatch(/^250/);
    expect([await ofSubject(subject), await ofSubject('lau-vao')]).toEqual([1, 0]);
    talk.end();
  });

  it('refuses what is too large: said, and found out', async () => {
    const talk = await talkTo(office.smtp);
    expect(await talk.say('MAIL FROM:<a5@so.example> SIZE=2000000')).toMatch(/^552/);
    await talk.say('MAIL FROM:<a5@so.example>');
    await talk.say(`RCPT TO:<${office.inboxes.school}>`);
    await talk.say('DATA');
    talk.write(aMail({ subject: 'qua-lon', body: 'x'.repeat(1_200_000) }));
    expect(await talk.hear()).toMatch(/^552 5\.3\.4/);
    talk.end();
    expect(await ofSubject('qua-lon')).toBe(0);
  });

  it('puts off who sends too much, and refuses loops and nothing', async () => {
    const talk = await talkTo(office.smtp);
    const to = [office.inboxes.school];
    const from = 'may@so.example';
    for (let i = 0; i < 5; i++) await send(talk, { to, from, text: aMail({ subject: `nhieu-${i}` }) });
    expect(await talk.say(`MAIL FROM:<${from}>`)).toMatch(/^450 4\.7\.1/);
    expect(await talk.say('RSET')).toMatch(/^250/);
    const hops = Array.from({ length: 51 }, (_, i) => `Received: from a${i} by b; Tue, 2 Jun 2020 08:59:30 +0700`);
    expect(await send(talk, { to, from: 'a6@so.example', text: aMail({ head: hops }) })).toEqual([
      expect.stringMatching(/^554 5\.4\.6/),
    ]);
    await talk.say('MAIL FROM:<a6@so.example>');
    await talk.say(`RCPT TO:<${to[0]}>`);
    await talk.say('DATA');
    expect(await talk.say('.')).toMatch(/^554 5\.6\.0/);
    talk.end();
  });

  it('lets nobody take all connections', async () => {
    const talks = [];
    for (let i = 0; i < 4; i++) talks.push(await talkTo(office.smtp));
    const fifth = open(office.smtp);
    expect(await fifth.hear()).toMatch(/^421/);
    for (const talk of talks) talk.end();
    fifth.end();
    await Promise.all(talks.map(({ over }) => over));
  });

  it('tells nothing half when the sender goes away in the middle', async () => {
    const talk = await talkTo(office.smtp);
    await talk.say('MAIL FROM:<a7@so.example>');
    await talk.say(`RCPT TO:<${office.inboxes.school}>`);
    await talk.say('DATA');
    talk.write(aMail({ subject: 'dut' }));
    talk.end();
    await talk.over;
    expect(await ofSubject('dut')).toBe(0);
  });
});
