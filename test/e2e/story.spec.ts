import { existsSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChainVerifier } from '../../src/receipts/chain-verifier.ts';
import { NumberBooks } from '../../src/registers/number-books.service.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../support/organisation.ts';
import type { Person } from '../support/people.ts';

/** The notice itself where the seed lies beside the repository; a stand-in of ours elsewhere. */
const SEED = new URL('../../../shared/seed/thong-bao-2020.md', import.meta.url);
const NOTICE_TEXT = existsSync(SEED)
  ? readFileSync(SEED)
  : Buffer.from('Thông báo: từ 01/6/2020 dùng phần mềm gửi, nhận văn bản.\n');
const NOTICE_NAME = 'Thông báo sử dụng phần mềm gửi, nhận văn bản.md';
const SUBJECT =
  'Về việc sử dụng các phần mềm, ứng dụng mạng xã hội trên Internet vào hoạt động trong công tác Đoàn và phong trào thanh, thiếu nhi trong tình hình mới';

describe('the notice of May 2020, from draft to the last unit', () => {
  let app: TestApp;
  let org: Organisation;
  let noticeId = '';
  let attachmentId = '';
  const copies = new Map<string, string>();

  const as = (person: Person) => api(app).as(person);
  const copyAt = (unit: StaffedUnit): string => copies.get(unit.id) ?? 'no copy';
  const unit = (i: number): StaffedUnit => {
    const found = org.units[i];
    if (!found) throw new Error(`no unit ${i}`);
    return found;
  };
  const inbox = async (person: Person, query = '') =>
    (await as(person).get(`/incoming-documents${query}`).expect(200)).body.items;
  const board = async (query = '') =>
    (await as(org.office.clerk).get(`/outgoing-documents/${noticeId}/tracking${query}`).expect(200)).body;
  const act = (person: Person, at: StaffedUnit, name: string, body: object = {}) =>
    as(person).post(`/incoming-documents/${copyAt(at)}/${name}`, body);

  beforeAll(async () => {
    app = await startTestApp();
    app.clock.set(new Date('2020-05-14T08:00:00+07:00'));
    org = await anOrganisation(app, 6);
    const term = await app.db.query<{ id: string }>(`select id from term where unit_id = $1`, [org.office.id]);
    await app
      .get(UnitOfWork)
      .run((tx) =>
        app
          .get(NumberBooks)
          .openAfter(
            tx,
            { unitId: org.office.id, direction: 'outgoing', typeCode: 'thong_bao', period: `term:${term.rows[0]?.id}` },
            51,
          ),
      );
  });
  afterAll(() => app.stop());

  it('is drafted by a member of the office, with its file and its Nơi nhận', async () => {
    const upload = await as(org.office.member)
      .post('/attachments')
      .attach('file', NOTICE_TEXT, NOTICE_NAME)
      .expect(201);
    attachmentId = upload.body.items[0].id;
    expect(upload.body.items[0]).toMatchObject({
      name: NOTICE_NAME,
      sha256: createHash('sha256').update(NOTICE_TEXT).digest('hex'),
    });
    const { body } = await as(org.office.member)
      .post('/outgoing-documents', {
        typeCode: 'thong_bao',
        subject: SUBJECT,
        signerCapacity: 'TM. BAN THƯỜNG VỤ',
        attachmentIds: [attachmentId],
        recipients: [
          { target: 'unit', unitId: org.above.deputySecretary, purpose: 'report' },
          { target: 'unit', unitId: org.above.provinceUnion, purpose: 'report' },
          { target: 'unit', unitId: org.above.partyCommittee, purpose: 'report' },
          { target: 'all_units', purpose: 'act' },
          { target: 'unit', unitId: org.office.id, purpose: 'file' },
        ],
      })
      .expect(201);
    noticeId = body.id;
    expect(body).toMatchObject({
      state: 'draft',
      number: null,
      symbol: null,
      can: { submit: { allowed: true }, approve: { allowed: false, why: 'access.role-needed' } },
    });
  });

  it('goes back once with a reason, is mended, approved, and only then takes its number', async () => {
    await as(org.office.clerk).post(`/outgoing-documents/${noticeId}/dispatches`, {}).expect(409);
    await as(org.office.member).post(`/outgoing-documents/${noticeId}/submission`).expect(201);
    await as(org.office.member).post(`/outgoing-documents/${noticeId}/approval`).expect(403);
    await as(org.office.leader)
      .post(`/outgoing-documents/${noticeId}/sending-back`, { reason: 'Bổ sung tóm tắt nội dung tập huấn' })
      .expect(201);
    const draft = (await as(org.office.member).get(`/outgoing-documents/${noticeId}`).expect(200)).body;
    expect(draft.steps.at(-1)).toMatchObject({
      act: 'sendBack',
      toState: 'draft',
      reason: 'Bổ sung tóm tắt nội dung tập huấn',
    });
    const summary = 'Tập huấn 18–22/5/2020; dùng chính thức từ 01/6/2020.';
    await as(org.office.member)
      .patch(`/outgoing-documents/${noticeId}`, { summary })
      .set('If-Match', `"${draft.version}"`)
      .expect(200);
    await as(org.office.leader)
      .patch(`/outgoing-documents/${noticeId}`, { summary: 'khác' })
      .set('If-Match', `"${draft.version}"`)
      .expect(412);
    await as(org.office.member).post(`/outgoing-documents/${noticeId}/submission`).expect(201);
    await as(org.office.leader).post(`/outgoing-documents/${noticeId}/approval`).expect(201);
    await as(org.office.leader).post(`/outgoing-documents/${noticeId}/issuance`).expect(403);
    const issued = await as(org.office.clerk).post(`/outgoing-documents/${noticeId}/issuance`).expect(201);
    expect(issued.body).toMatchObject({
      state: 'issued',
      number: 52,
      symbol: '52-TB/ĐTN',
      documentDate: '2020-05-14',
      summary,
    });
    await as(org.office.clerk).post(`/outgoing-documents/${noticeId}/issuance`).expect(200);
    await as(org.office.member)
      .patch(`/outgoing-documents/${noticeId}`, { summary: 'muộn' })
      .set('If-Match', `"${issued.body.version}"`)
      .expect(409);
  });

  it('shows before sending exactly who gets it, and is sent once, however often the button is pressed', async () => {
    const flight = (await as(org.office.clerk).get(`/outgoing-documents/${noticeId}/pre-flight`).expect(200)).body;
    expect(flight).toMatchObject({ ready: true });
    expect(flight.recipients).toHaveLength(10);
    const send = () =>
      as(org.office.clerk)
        .post(`/outgoing-documents/${noticeId}/dispatches`, {})
        .set('Idempotency-Key', 'gui-thong-bao-52');
    const [first, again] = [await send().expect(201), await send().expect(201)];
    expect(again.text).toBe(first.text);
    expect(first.body).toMatchObject({ recipientCount: 10, sentAt: '2020-05-14T01:00:00.000Z' });
    await as(org.office.clerk).post(`/outgoing-documents/${noticeId}/dispatches`, {}).expect(409);
    const { rows, summary } = await board();
    for (const row of rows) copies.set(row.unitId, row.deliveryId);
    expect(summary).toMatchObject({ recipients: 10, opened: 0, acknowledged: 0, open: 9, overdue: 0 });
    expect(rows.find((r: { unitId: string }) => r.unitId === org.office.id)).toMatchObject({
      state: 'done',
      purpose: 'file',
    });
  });

  it('lies unread in every inbox; looking at lists and at the document proves nothing', async () => {
    for (const { clerk, id } of org.units) {
      const items = await inbox(clerk, '?box=unopened');
      expect(items).toEqual([
        expect.objectContaining({
          unitId: id,
          symbol: '52-TB/ĐTN',
          state: 'delivered',
          late: { open: false, acknowledge: false, finish: false },
        }),
      ]);
    }
    const shown = (
      await as(unit(0).clerk)
        .get(`/incoming-documents/${copyAt(unit(0))}`)
        .expect(200)
    ).body;
    expect(shown).toMatchObject({
      state: 'delivered',
      sender: { name: org.office.name },
      subject: SUBJECT,
      attachments: [{ name: NOTICE_NAME }],
    });
    expect(shown.recipients.map((line: { label: string }) => line.label)).toContain('Ban Thường vụ Tỉnh đoàn (để b/c)');
    expect(await board('?waiting=open')).toMatchObject({ summary: { opened: 0 } });
  });

  it('tells the units by mail that something waits, and brings the document to those outside', async () => {
    await app.get(Jobs).drain();
    const mails = await app.db.query<{ purpose: string; subject: string; text_body: string; attachment_ids: string[] }>(
      `select * from mail_message order by purpose`,
    );
    const outside = mails.rows.filter((m) => m.purpose === 'outgoing.external-delivery');
    const notices = mails.rows.filter((m) => m.purpose === 'notification.document.arrived');
    expect(outside).toEqual([
      expect.objectContaining({ subject: `52-TB/ĐTN: ${SUBJECT}`, attachment_ids: [attachmentId] }),
    ]);
    expect(notices).toHaveLength(12);
    expect(notices.some((m) => `${m.subject} ${m.text_body}`.includes('mạng xã hội'))).toBe(false);
  });

  it('is opened, downloaded, acknowledged and registered by the first unit, and the office sees person by person', async () => {
    app.clock.advance(3600_000);
    const [first] = org.units;
    if (!first) throw new Error('no unit');
    await act(first.member, first, 'opening').expect(201);
    await act(first.clerk, first, 'opening').expect(201);
    await act(first.clerk, first, 'opening').expect(200);
    const file = await as(first.clerk)
      .get(`/incoming-documents/${copyAt(first)}/attachments/${attachmentId}/content`)
      .buffer(true)
      .expect(200);
    expect(
      createHash('sha256')
        .update(file.text ?? file.body)
        .digest('hex'),
    ).toBe(createHash('sha256').update(NOTICE_TEXT).digest('hex'));
    await act(first.member, first, 'acknowledgement').expect(403);
    await act(first.clerk, first, 'acknowledgement').expect(201);
    const twice = await act(first.leader, first, 'acknowledgement').expect(200);
    expect(twice.body.acknowledgedAt).toBe('2020-05-14T02:00:00.000Z');
    const registered = await act(first.clerk, first, 'registration').expect(201);
    expect(registered.body).toMatchObject({ state: 'registered', arrivalNumber: 1, arrivalYear: 2020 });
    const tracked = (
      await as(org.office.clerk)
        .get(`/outgoing-documents/${noticeId}/tracking/${copyAt(first)}`)
        .expect(200)
    ).body;
    expect(tracked.row).toMatchObject({ unit: first.name, state: 'registered', arrivalNumber: 1 });
    expect(
      tracked.people.map((p: { name: string; acknowledgedAt: string | null }) => [p.name, p.acknowledgedAt !== null]),
    ).toEqual([
      [first.member.displayName, false],
      [first.clerk.displayName, true],
    ]);
    const theirs = (
      await as(first.clerk)
        .get(`/receipts?deliveryId=${copyAt(first)}`)
        .expect(200)
    ).body.items;
    expect(theirs.map((r: { id: string }) => r.id).toSorted()).toEqual(
      tracked.receipts.map((r: { id: string }) => r.id).toSorted(),
    );
  });

  it('is worked on: the leader assigns with an instruction, the lead reports and finishes', async () => {
    const [first] = org.units;
    if (!first) throw new Error('no unit');
    await act(first.member, first, 'completion').expect(403);
    const stranger = unit(1).member;
    await act(first.leader, first, 'assignments', {
      leadAccountId: stranger.id,
      instruction: 'Xem và thực hiện',
    }).expect(422);
    const instruction = 'Cử 01 đồng chí tập huấn chiều 19/5; báo lại trước 20/5.';
    await act(first.leader, first, 'assignments', {
      leadAccountId: first.member.id,
      cooperateAccountIds: [first.clerk.id],
      instruction,
      dueAt: '2020-05-20T17:00:00+07:00',
    }).expect(201);
    expect(await inbox(first.member, '?box=mine')).toHaveLength(1);
    await act(first.clerk, first, 'completion').expect(403);
    const working = await act(first.member, first, 'progress-notes', { text: 'Đã đăng ký người đi tập huấn.' }).expect(
      201,
    );
    expect(working.body).toMatchObject({
      state: 'in_progress',
      assignment: { instruction, people: [{ part: 'lead' }, { part: 'cooperate' }] },
    });
    await act(first.member, first, 'completion', { result: 'Đã cử người' }).expect(201);
  });

  it('is registered at once by the second unit: the earlier facts are implied, and answered upward', async () => {
    const second = unit(1);
    await act(second.clerk, second, 'registration').expect(201);
    const receipts = (
      await as(second.clerk)
        .get(`/receipts?deliveryId=${copyAt(second)}`)
        .expect(200)
    ).body.items;
    const registered = receipts.find((r: { fact: string }) => r.fact === 'registered');
    expect(
      receipts
        .filter((r: { impliedBy: string | null }) => r.impliedBy === registered.id)
        .map((r: { fact: string }) => r.fact)
        .toSorted(),
    ).toEqual(['acknowledged', 'opened']);
    const draft = await as(second.clerk)
      .post('/outgoing-documents', {
        typeCode: 'bao_cao',
        subject: 'Báo cáo cử người tập huấn',
        repliesTo: copyAt(second),
      })
      .expect(201);
    expect(draft.body.recipients).toEqual([
      { target: 'unit', unitId: org.office.id, groupId: null, purpose: 'report' },
    ]);
    const reply = draft.body.id;
    await as(second.clerk).post(`/outgoing-documents/${reply}/submission`).expect(201);
    await as(second.leader).post(`/outgoing-documents/${reply}/approval`).expect(201);
    await as(second.clerk).post(`/outgoing-documents/${reply}/issuance`).expect(201);
    await as(second.clerk).post(`/outgoing-documents/${reply}/dispatches`, {}).expect(201);
    expect((await inbox(org.office.clerk))[0]).toMatchObject({
      symbol: '01-BC/ĐTN',
      sender: { name: second.name },
      purpose: 'report',
      state: 'delivered',
    });
    expect((await board()).rows.find((r: { unitId: string }) => r.unitId === second.id)).toMatchObject({
      repliedAt: '2020-05-14T02:00:00.000Z',
    });
    await act(second.leader, second, 'completion').expect(201);
  });

  it('is refused by the third by mistake, reconsidered, and then finished', async () => {
    const third = unit(2);
    await act(third.clerk, third, 'refusal', { code: 'wrong_addressee', text: 'ngắn' }).expect(400);
    await act(third.clerk, third, 'refusal', {
      code: 'wrong_addressee',
      text: 'Văn bản không gửi cho đơn vị này',
    }).expect(201);
    expect((await board('?waiting=refused')).rows).toEqual([
      expect.objectContaining({ unitId: third.id, refusal: expect.objectContaining({ code: 'wrong_addressee' }) }),
    ]);
    const back = await act(third.clerk, third, 'reconsideration').expect(201);
    expect(back.body).toMatchObject({ state: 'opened', refusal: null });
    await act(third.clerk, third, 'registration').expect(201);
    await act(third.leader, third, 'completion').expect(201);
  });

  it('is returned by the fourth after registering; the number stays and the sender takes note', async () => {
    const fourth = unit(3);
    await act(fourth.clerk, fourth, 'registration').expect(201);
    await act(fourth.clerk, fourth, 'refusal', { code: 'other', text: 'Đơn vị không thuộc đối tượng' }).expect(409);
    const returned = await act(fourth.clerk, fourth, 'return', {
      code: 'not_competent',
      text: 'Đơn vị không thuộc đối tượng thực hiện',
    }).expect(201);
    expect(returned.body).toMatchObject({ state: 'returned', arrivalNumber: 1 });
    await as(org.office.clerk)
      .post(`/outgoing-documents/${noticeId}/deliveries/${copyAt(fourth)}/noting`)
      .expect(201);
    await as(org.office.clerk)
      .post(`/outgoing-documents/${noticeId}/deliveries/${copyAt(fourth)}/noting`)
      .expect(200);
    await act(fourth.clerk, fourth, 'reconsideration').expect(409);
  });

  it('shows the next day who is late, across all documents', async () => {
    app.clock.set(new Date('2020-05-15T09:00:00+07:00'));
    const late = (await as(org.office.clerk).get('/outstanding-deliveries?waiting=overdue').expect(200)).body.items;
    expect(late.map((r: { unitId: string }) => r.unitId).toSorted()).toEqual(
      [unit(4).id, unit(5).id, org.above.provinceUnion].toSorted(),
    );
    expect(late.find((r: { unitId: string }) => r.unitId === unit(4).id)).toMatchObject({
      symbol: '52-TB/ĐTN',
      late: { open: true, acknowledge: true, finish: false },
    });
    expect(await inbox(unit(4).clerk, '?box=overdue')).toHaveLength(1);
  });

  it('reaches those outside by hand, with what proves it, and never in the name of a unit that can speak', async () => {
    const paper = copies.get(org.above.partyCommittee) ?? '';
    const entry = {
      fact: 'acknowledged',
      note: 'Văn thư Đảng ủy Khối ký nhận bản giấy',
      happenedAt: '2020-05-14T15:00:00+07:00',
    };
    const path = (id: string) => `/outgoing-documents/${noticeId}/deliveries/${id}/hand-receipts`;
    await as(org.office.clerk)
      .post(path(copyAt(unit(5))), entry)
      .expect(409);
    const done = await as(org.office.clerk).post(path(paper), entry).expect(201);
    expect(done.body.row).toMatchObject({ state: 'acknowledged', isOpen: false });
    await as(org.office.clerk).post(path(paper), entry).expect(200);
  });

  it('ends when the last late unit has done its part, and every receipt holds', async () => {
    for (const late of [unit(4), unit(5)]) {
      await act(late.clerk, late, 'registration').expect(201);
      await act(late.leader, late, 'completion').expect(201);
    }
    const { summary } = await board();
    expect(summary).toMatchObject({ recipients: 10, done: 6, refused: 1, acknowledged: 7 });
    const late = (await board()).rows.find((r: { unitId: string }) => r.unitId === unit(5).id);
    expect(late).toMatchObject({ state: 'done', late: { open: true, acknowledge: true, finish: false } });
    await as(org.office.clerk).post(`/outgoing-documents/${noticeId}/closure`).expect(201);
    const { receipts, faults } = await app.get(ChainVerifier).verifyAll();
    expect(faults).toEqual([]);
    expect(receipts).toBeGreaterThan(30);
  });
});
