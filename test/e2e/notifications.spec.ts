import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DailyMail } from '../../src/notifications/daily-mail.job.ts';
import { UnsubscribeLinks } from '../../src/notifications/unsubscribe-links.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../support/organisation.ts';
import type { Person } from '../support/people.ts';

interface MailRow {
  readonly purpose: string;
  readonly recipient_address: string;
  readonly subject: string;
  readonly text_body: string;
  readonly html_body: string | null;
  readonly unsubscribe_url: string | null;
}

const SUBJECT = 'Rà soát danh sách đoàn viên';
const REFUSAL = { code: 'other', text: 'Không thuộc đối tượng thực hiện' };

describe('telling people', () => {
  let app: TestApp;
  let org: Organisation;
  let unit: StaffedUnit;

  const as = (person: Person) => api(app).as(person);
  const drain = async (): Promise<void> => {
    await app.db.query(`update graphile_worker._private_jobs set run_at = now()`);
    await app.get(Jobs).drain();
  };
  const addressOf = async (person: Person): Promise<string> =>
    (await app.db.query<{ email: string }>(`select email from account where id = $1`, [person.id])).rows[0]?.email ??
    '';
  /** New mails to the person since the last look. */
  const seen = new Set<string>();
  const newMails = async (person: Person): Promise<MailRow[]> => {
    const { rows } = await app.db.query<MailRow & { id: string }>(
      `select * from mail_message where recipient_address = $1 order by created_at, subject`,
      [await addressOf(person)],
    );
    const fresh = rows.filter(({ id }) => !seen.has(id));
    for (const { id } of rows) seen.add(id);
    return fresh;
  };
  const send = async (urgency = 'normal'): Promise<string> => {
    const { body } = await as(org.office.clerk)
      .post('/outgoing-documents', {
        typeCode: 'cong_van',
        subject: SUBJECT,
        urgency,
        recipients: [{ target: 'unit', unitId: unit.id, purpose: 'act' }],
      })
      .expect(201);
    const path = `/outgoing-documents/${body.id}`;
    await as(org.office.clerk).post(`${path}/submission`).expect(201);
    await as(org.office.leader).post(`${path}/approval`).expect(201);
    await as(org.office.clerk).post(`${path}/issuance`).expect(201);
    await as(org.office.clerk).post(`${path}/dispatches`).expect(201);
    await drain();
    const { rows } = await app.db.query<{ id: string }>(`select id from delivery where document_id = $1`, [body.id]);
    return rows[0]?.id ?? '';
  };
  const choose = (person: Person, kind: string, choice: string, status = 200) =>
    as(person).put(`/notification-choices/${kind}`, { choice }).expect(status);
  const morning = async (): Promise<void> => {
    await app.get(DailyMail).run();
    app.clock.advance(60_000);
  };

  beforeAll(async () => {
    app = await startTestApp();
    org = await anOrganisation(app, 1);
    unit = org.units[0] as StaffedUnit;
  });
  afterAll(() => app.stop());

  it('says in both bodies that a document waits, never what is in it, with a way out', async () => {
    await send();
    const [mail, ...others] = await newMails(unit.clerk);
    expect(others).toEqual([]);
    expect(mail?.subject).toMatch(/^Văn bản đến /);
    for (const body of [mail?.text_body, mail?.html_body]) {
      expect(body).toContain(org.office.name);
      expect(body).toContain('/incoming/');
      expect(`${mail?.subject}${body}`).not.toContain(SUBJECT);
    }
    expect(mail?.unsubscribe_url).toContain('/api/v1/unsubscriptions/');
    await newMails(unit.leader);
  });

  it('gathers what was chosen so into one mail in the morning, without what has been dealt with', async () => {
    await choose(unit.clerk, 'document.arrived', 'daily');
    const [first, second] = [await send(), await send()];
    expect(await newMails(unit.clerk)).toEqual([]);
    expect(await newMails(unit.leader)).toHaveLength(2);
    await as(unit.clerk).post(`/incoming-documents/${first}/acknowledgement`).expect(201);
    await Promise.all([morning(), morning()]);
    const [mail, ...others] = await newMails(unit.clerk);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('1 việc đang chờ trên hệ thống văn bản');
    expect(mail?.text_body).toContain(`/incoming/${second}`);
    expect(mail?.text_body).not.toContain(`/incoming/${first}`);
    await morning();
    expect(await newMails(unit.clerk)).toEqual([]);
  });

  it('lets hỏa tốc wait for no morning', async () => {
    await send('hoa_toc');
    expect((await newMails(unit.clerk)).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^\[HỎA TỐC\] /),
    ]);
    await choose(unit.clerk, 'document.arrived', 'at_once');
  });

  it('tells those a leader named, and not the ones who chose silence', async () => {
    const id = await send();
    await newMails(unit.member);
    await choose(unit.clerk, 'document.assigned', 'off');
    await newMails(unit.clerk);
    await as(unit.clerk).post(`/incoming-documents/${id}/registration`).expect(201);
    await as(unit.leader)
      .post(`/incoming-documents/${id}/assignments`, {
        leadAccountId: unit.member.id,
        cooperateAccountIds: [unit.clerk.id],
        informAccountIds: [],
        instruction: 'Tham mưu văn bản trả lời',
      })
      .expect(201);
    await drain();
    const mails = await newMails(unit.member);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text_body).toContain('chủ trì');
    expect(mails[0]?.text_body).not.toContain('Tham mưu');
    expect(await newMails(unit.clerk)).toEqual([]);
  });

  it('tells the sender of a refusal, unless it was taken back at once', async () => {
    const id = await send();
    await newMails(org.office.clerk);
    await as(unit.clerk).post(`/incoming-documents/${id}/refusal`, REFUSAL).expect(201);
    await as(unit.clerk).post(`/incoming-documents/${id}/reconsideration`).expect(201);
    await drain();
    expect(await newMails(org.office.clerk)).toEqual([]);
    app.clock.advance(60_000);
    await as(unit.clerk).post(`/incoming-documents/${id}/refusal`, REFUSAL).expect(201);
    await drain();
    const [mail, ...others] = await newMails(org.office.clerk);
    expect(others).toEqual([]);
    expect(mail?.subject).toContain('từ chối tiếp nhận');
    expect(mail?.text_body).not.toContain(REFUSAL.text);
  });

  it('shows every kind, and refuses to switch off what must be told', async () => {
    const { body } = await as(unit.clerk).get('/notification-choices').expect(200);
    expect(body).toMatchObject({ address: await addressOf(unit.clerk) });
    expect(body.items.find(({ kind }: { kind: string }) => kind === 'document.arrived')).toMatchObject({
      choice: 'at_once',
      allowed: ['at_once', 'daily'],
      because: expect.stringContaining('trong ngày'),
    });
    const refused = await choose(unit.clerk, 'document.arrived', 'off', 422);
    expect(refused.body).toMatchObject({ code: 'notifications.choice-not-allowed' });
    await choose(unit.clerk, 'document.lost', 'off', 404);
    await choose(unit.clerk, 'constructor', 'off', 404);
  });

  it('takes one press from a mail program, and changes nothing for a scanner that only looks', async () => {
    const token = app.get(UnsubscribeLinks).tokenFor({ accountId: unit.member.id, kind: 'document.assigned' });
    const url = `/api/v1/unsubscriptions/${token}`;
    const choice = async (): Promise<string> => {
      const { body } = await as(unit.member).get('/notification-choices').expect(200);
      return body.items.find(({ kind }: { kind: string }) => kind === 'document.assigned').choice;
    };
    const looked = await fetch(`${app.url}${url}`);
    expect([looked.status, await looked.text(), await choice()]).toEqual([
      200,
      expect.stringContaining('<form method="post">'),
      'at_once',
    ]);
    // A browser names the page's origin in what its button sends only under such a policy.
    expect(looked.headers.get('referrer-policy')).toBe('same-origin');
    const press = () =>
      fetch(`${app.url}${url}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: app.url },
        body: 'List-Unsubscribe=One-Click',
      });
    expect([(await press()).status, (await press()).status, await choice()]).toEqual([200, 200, 'off']);
    const audited = await app.db.query(
      `select from audit_entry where act = 'notification.choose' and subject_id = $1`,
      [unit.member.id],
    );
    expect(audited.rowCount).toBe(1);
  });

  it('knows its own links only', async () => {
    const token = app.get(UnsubscribeLinks).tokenFor({ accountId: unit.member.id, kind: 'document.assigned' });
    const [said = '', mac = ''] = token.split('.');
    const other = Buffer.from(`${unit.clerk.id} document.assigned`).toString('base64url');
    for (const forged of [
      `${other}.${mac}`,
      said,
      `${said}.`,
      `${said}.${mac.slice(1)}A`,
      'x',
      `${said}.${mac}.${mac}x`.slice(0, 190),
    ]) {
      const { status } = await fetch(`${app.url}/api/v1/unsubscriptions/${forged}`, { method: 'POST' });
      // What follows a whole token is not looked at.
      expect([forged, status]).toEqual([forged, forged.startsWith(token) ? 200 : 404]);
    }
  });

  it('takes forms nowhere else', async () => {
    const { status } = await fetch(`${app.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'username=a&password=b',
    });
    expect(status).toBe(415);
  });
});
