import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChainVerifier } from '../../src/receipts/chain-verifier.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { ReleaseDispatches } from '../../src/outgoing/release.job.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../support/organisation.ts';
import { aUnit, type Person } from '../support/people.ts';

interface Drafted {
  readonly id: string;
  readonly symbol: string;
}

describe('what happens at the edges of the road', () => {
  let app: TestApp;
  let org: Organisation;
  const as = (person: Person) => api(app).as(person);
  const unit = (i: number): StaffedUnit => {
    const found = org.units[i];
    if (!found) throw new Error(`no unit ${i}`);
    return found;
  };
  const post = (person: Person, path: string, body: object = {}) => as(person).post(path, body);

  /** A document of the office, issued and ready to send. */
  const issued = async (more: object = {}): Promise<Drafted> => {
    const draft = await post(org.office.clerk, '/outgoing-documents', {
      typeCode: 'cong_van',
      subject: 'Về việc rà soát',
      recipients: [{ target: 'all_units', purpose: 'act' }],
      ...more,
    }).expect(201);
    const path = `/outgoing-documents/${draft.body.id}`;
    await post(org.office.clerk, `${path}/submission`).expect(201);
    await post(org.office.leader, `${path}/approval`).expect(201);
    const { body } = await post(org.office.clerk, `${path}/issuance`).expect(201);
    return { id: body.id, symbol: body.symbol };
  };
  const send = (id: string, body: object = {}) => post(org.office.clerk, `/outgoing-documents/${id}/dispatches`, body);
  const rows = async (id: string) =>
    (await as(org.office.clerk).get(`/outgoing-documents/${id}/tracking`).expect(200)).body.rows;
  const copyOf = async (id: string, at: StaffedUnit): Promise<string> =>
    (await rows(id)).find((r: { unitId: string }) => r.unitId === at.id).deliveryId;

  beforeAll(async () => {
    app = await startTestApp();
    org = await anOrganisation(app, 4);
  });
  afterAll(() => app.stop());

  it('a scheduled dispatch waits unseen, goes out at its hour, and only once', async () => {
    const { id } = await issued();
    const sendAt = '2020-05-18T10:00:00+07:00';
    await send(id, { sendAt: '2020-05-18T07:00:00+07:00' }).expect(422);
    const dispatch = await send(id, { sendAt }).expect(201);
    expect(dispatch.body).toMatchObject({ sentAt: null, sendAt: '2020-05-18T03:00:00.000Z' });
    await send(id).expect(409);
    await post(org.office.clerk, `/outgoing-documents/${id}/voiding`, { reason: 'Không gửi nữa, thừa' }).expect(409);
    await app.get(ReleaseDispatches).run();
    expect((await as(unit(0).clerk).get('/incoming-documents').expect(200)).body.items).toEqual([]);
    await as(unit(0).clerk)
      .get(`/incoming-documents/${await copyOf(id, unit(0))}`)
      .expect(404);
    app.clock.set(new Date('2020-05-18T10:00:30+07:00'));
    await Promise.all([app.get(ReleaseDispatches).run(), app.get(ReleaseDispatches).run()]);
    expect((await as(unit(0).clerk).get('/incoming-documents').expect(200)).body.items).toEqual([
      expect.objectContaining({ deliveredAt: '2020-05-18T03:00:30.000Z' }),
    ]);
    expect((await as(org.office.clerk).get(`/outgoing-documents/${id}`).expect(200)).body).toMatchObject({
      state: 'dispatched',
      dispatches: [{ sentAt: '2020-05-18T03:00:30.000Z' }],
    });
    const proofs = (await as(org.office.clerk).get(`/receipts?documentId=${id}`).expect(200)).body.items;
    expect(proofs.filter((r: { fact: string }) => r.fact === 'dispatched')).toHaveLength(1);
    await post(org.office.clerk, `/outgoing-documents/${id}/dispatches/${dispatch.body.id}/cancellation`).expect(409);
  });

  it('a scheduled dispatch taken back leaves no trace at the units and can be sent again', async () => {
    const { id } = await issued();
    const { body } = await send(id, { sendAt: '2020-05-19T08:00:00+07:00' }).expect(201);
    await post(org.office.clerk, `/outgoing-documents/${id}/dispatches/${body.id}/cancellation`).expect(201);
    await post(org.office.clerk, `/outgoing-documents/${id}/dispatches/${body.id}/cancellation`).expect(200);
    expect(await rows(id)).toEqual([]);
    await send(id).expect(201);
    expect(await rows(id)).toHaveLength(4);
  });

  it('is warned of before sending what does not stop it, in the language asked for', async () => {
    const empty = await aUnit(app, { parentId: org.office.id, name: 'Chi đoàn chưa có người' });
    const one = (unitId: string) => ({ target: 'unit', unitId, purpose: 'act' });
    const respondBy = '2020-05-18T07:00:00+07:00';
    const draft = { typeCode: 'bao_cao', subject: 'Thử', recipients: [one(empty.id), one(unit(0).id)], respondBy };
    const { id } = (await post(org.office.clerk, '/outgoing-documents', draft).expect(201)).body;
    const flight = () => as(org.office.clerk).get(`/outgoing-documents/${id}/pre-flight`);
    const { body } = await flight().expect(200);
    expect(body.checks.map((check: { level: string; code: string }) => [check.level, check.code])).toEqual([
      ['error', 'outgoing.not-issued-yet'],
      ['warning', 'pre-flight.no-attachment'],
      ['warning', 'pre-flight.unmanned-units'],
      ['warning', 'pre-flight.respond-by-passed'],
    ]);
    expect(body.checks[2].detail).toContain('Chi đoàn chưa có người');
    expect((await flight().set('Accept-Language', 'en').expect(200)).body.checks[1].detail).toMatch(/has no file/);
    await as(org.office.admin).post(`/units/${empty.id}/closure`, { on: '2020-05-18' }).expect(201);
  });

  it('a document with a waiting dispatch cannot be closed or revoked; one that is replaced is not sent any more', async () => {
    const toFirst = { recipients: [{ target: 'unit', unitId: unit(0).id, purpose: 'act' }] };
    const old = await issued(toFirst);
    await send(old.id).expect(201);
    const later = {
      sendAt: '2020-05-18T15:00:00+07:00',
      recipients: [{ target: 'unit', unitId: unit(1).id, purpose: 'act' }],
    };
    const waiting = await send(old.id, later).expect(201);
    for (const [person, path] of [
      [org.office.clerk, 'closure'],
      [org.office.leader, 'revocation'],
    ] as const) {
      const { body } = await post(
        person,
        `/outgoing-documents/${old.id}/${path}`,
        path === 'revocation' ? { reason: 'Sai thẩm quyền ban hành' } : {},
      ).expect(409);
      expect(body.code).toBe('outgoing.dispatch-waiting');
    }
    const fresh = await issued({ ...toFirst, relations: [{ documentId: old.id, relation: 'replaces' }] });
    await send(fresh.id).expect(201);
    const { dispatches } = (await as(org.office.clerk).get(`/outgoing-documents/${old.id}`).expect(200)).body;
    expect(dispatches.find((d: { id: string }) => d.id === waiting.body.id)).toMatchObject({
      sentAt: null,
      cancelledAt: expect.any(String),
    });
  });

  it('one scheduled dispatch that cannot go out does not hold up the others', async () => {
    const [stuck, free] = [await issued(), await issued()];
    const sendAt = '2020-05-18T10:30:00+07:00';
    await send(stuck.id, { sendAt }).expect(201);
    await send(free.id, { sendAt: '2020-05-18T10:31:00+07:00' }).expect(201);
    const { rows: before } = await app.db.query(
      `update outgoing_document set state = 'closed' where id = $1 returning id`,
      [stuck.id],
    );
    expect(before).toHaveLength(1);
    app.clock.set(new Date('2020-05-18T10:32:00+07:00'));
    await expect(app.get(ReleaseDispatches).run()).rejects.toThrow(stuck.id);
    expect((await as(org.office.clerk).get(`/outgoing-documents/${free.id}`).expect(200)).body.state).toBe(
      'dispatched',
    );
    await app.db.query(`update outgoing_document set state = 'issued' where id = $1`, [stuck.id]);
    await app.get(ReleaseDispatches).run();
  });

  it('a document issued but never sent becomes void; its number stays in the book with the reason', async () => {
    const [first, second] = [await issued(), await issued()];
    await post(org.office.clerk, `/outgoing-documents/${first.id}/voiding`, {
      reason: 'Ban hành nhầm trích yếu',
    }).expect(201);
    await send(first.id).expect(409);
    const book = (await as(org.office.clerk).get('/registers/outgoing?typeCode=cong_van&limit=100').expect(200)).body
      .items;
    expect(book.map((line: { number: number }) => line.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(book.find((line: { documentId: string }) => line.documentId === first.id)).toMatchObject({
      symbol: '07-CV/ĐTN',
      note: 'Hủy số: Ban hành nhầm trích yếu',
    });
    expect(second.symbol).toBe('08-CV/ĐTN');
  });

  it('a replacing document supersedes what nobody has opened, and puts a banner on the rest', async () => {
    const old = await issued({ subject: 'Bản có sai sót' });
    await send(old.id).expect(201);
    const opened = await copyOf(old.id, unit(0));
    await post(unit(0).clerk, `/incoming-documents/${opened}/opening`).expect(201);
    const fresh = await issued({ subject: 'Bản thay thế', relations: [{ documentId: old.id, relation: 'replaces' }] });
    await send(fresh.id).expect(201);
    expect((await as(org.office.clerk).get(`/outgoing-documents/${old.id}`).expect(200)).body).toMatchObject({
      state: 'superseded',
      supersededBy: fresh.id,
    });
    expect((await as(unit(0).clerk).get(`/incoming-documents/${opened}`).expect(200)).body).toMatchObject({
      state: 'opened',
      retiredAs: 'superseded',
      retiredBy: fresh.symbol,
    });
    expect((await rows(old.id)).map((r: { state: string }) => r.state).toSorted()).toEqual([
      'opened',
      'superseded',
      'superseded',
      'superseded',
    ]);
  });

  it('a revoked document is withdrawn where nobody opened it; there it shows only that something was withdrawn', async () => {
    const { id } = await issued({ subject: 'Nội dung phải rút lại' });
    await send(id).expect(201);
    const [seen, unseen] = [await copyOf(id, unit(0)), await copyOf(id, unit(1))];
    await post(unit(0).clerk, `/incoming-documents/${seen}/acknowledgement`).expect(201);
    await post(org.office.leader, `/outgoing-documents/${id}/revocation`, { reason: 'Sai thẩm quyền ban hành' }).expect(
      201,
    );
    const hidden = (await as(unit(1).clerk).get(`/incoming-documents/${unseen}`).expect(200)).body;
    expect(hidden).toMatchObject({
      state: 'withdrawn',
      subject: null,
      symbol: null,
      attachments: [],
      recipients: [],
      can: { open: { allowed: false } },
    });
    await post(unit(1).clerk, `/incoming-documents/${unseen}/opening`).expect(409);
    expect(
      (
        await as(unit(1).clerk)
          .get(`/incoming-documents?q=${encodeURIComponent('rút lại')}`)
          .expect(200)
      ).body.items,
    ).toEqual([]);
    expect((await as(unit(0).clerk).get(`/incoming-documents/${seen}`).expect(200)).body).toMatchObject({
      state: 'acknowledged',
      retiredAs: 'revoked',
    });
  });

  it('a unit on two lists gets one copy, with the stronger purpose; further units can be added later', async () => {
    const group = await post(org.office.clerk, '/groups', { name: 'Ban Chấp hành', description: '' }).expect(201);
    await as(org.office.clerk)
      .put(`/groups/${group.body.id}/members`, { unitIds: [unit(0).id, unit(1).id] })
      .set('If-Match', `"${group.body.version}"`)
      .expect(200);
    const { id } = await issued({
      recipients: [
        { target: 'group', groupId: group.body.id, purpose: 'inform' },
        { target: 'unit', unitId: unit(0).id, purpose: 'act' },
      ],
    });
    await send(id).expect(201);
    expect((await rows(id)).map((r: { unitId: string; purpose: string }) => [r.unitId, r.purpose]).toSorted()).toEqual(
      [
        [unit(0).id, 'act'],
        [unit(1).id, 'inform'],
      ].toSorted(),
    );
    const further = {
      recipients: [
        { target: 'unit', unitId: unit(1).id, purpose: 'act' },
        { target: 'unit', unitId: unit(2).id, purpose: 'act' },
      ],
    };
    expect((await send(id, further).expect(201)).body.recipientCount).toBe(1);
    await send(id, further).expect(409);
    const told = await copyOf(id, unit(1));
    expect((await post(unit(1).clerk, `/incoming-documents/${told}/acknowledgement`).expect(201)).body).toMatchObject({
      state: 'acknowledged',
      isOpen: false,
    });
  });

  it('a paper document is entered with its number; a twin is warned of, a secret refused', async () => {
    const paper = {
      origin: 'paper',
      authorName: 'Sở Nội vụ',
      symbol: '15/QĐ-SNV',
      documentDate: '2020-05-15',
      typeCode: 'quyet_dinh',
      subject: 'Quyết định về thi đua',
    };
    const year = `/registers/incoming?year=2020`;
    const entered = await post(unit(3).clerk, '/incoming-documents', paper).expect(201);
    expect(entered.body).toMatchObject({
      origin: 'paper',
      state: 'registered',
      sender: { unitId: null, name: 'Sở Nội vụ' },
    });
    await post(unit(3).clerk, '/incoming-documents', { ...paper, symbol: '15 / QD-SNV' }).expect(409);
    await post(unit(3).clerk, '/incoming-documents', { ...paper, acceptDuplicate: true }).expect(201);
    const secret = await post(unit(3).clerk, '/incoming-documents', { ...paper, secrecy: 'Mật' }).expect(422);
    expect(secret.body).toMatchObject({ code: 'secrecy.refused' });
    const numbers = (await as(unit(3).clerk).get(year).expect(200)).body.items.map(
      (line: { arrivalNumber: number }) => line.arrivalNumber,
    );
    expect(numbers).toEqual([1, 2]);
    expect((await as(unit(3).clerk).get(year).expect(200)).body.items[0]).toMatchObject({
      author: 'Sở Nội vụ',
      symbol: '15/QĐ-SNV',
      typeAndSubject: 'Quyết định: Quyết định về thi đua',
      arrivedOn: '2020-05-18',
    });
  });

  it("a unit merged on the way: its unread documents move to the successor; what the successor had stays the sender's to-do", async () => {
    const both = await issued({ recipients: [{ target: 'all_units', purpose: 'act' }] });
    const alone = await issued({ recipients: [{ target: 'unit', unitId: unit(2).id, purpose: 'act' }] });
    await send(both.id).expect(201);
    await send(alone.id).expect(201);
    const closed = await post(org.office.admin, `/units/${unit(2).id}/closure`, {
      on: '2020-05-18',
      successorId: unit(3).id,
    }).expect(201);
    expect(closed.body.moved).toBeGreaterThanOrEqual(1);
    expect(
      (await as(unit(3).clerk).get('/incoming-documents?box=unopened').expect(200)).body.items.map(
        (i: { symbol: string }) => i.symbol,
      ),
    ).toContain(alone.symbol);
    const todo = (await as(org.office.clerk).get('/outstanding-deliveries?waiting=undeliverable').expect(200)).body
      .items;
    expect(todo.map((r: { unitId: string; documentId: string }) => [r.unitId, r.documentId])).toContainEqual([
      unit(2).id,
      both.id,
    ]);
    const { id } = await issued({ recipients: [{ target: 'unit', unitId: unit(1).id, purpose: 'act' }] });
    const refused = await send(id, { recipients: [{ target: 'unit', unitId: unit(2).id, purpose: 'act' }] }).expect(
      422,
    );
    expect(refused.body.code).toBe('outgoing.closed-recipients');
  });

  it('names every chain whole, and tells the administrator who did and viewed what', async () => {
    await app.get(Jobs).drain();
    expect((await app.get(ChainVerifier).verifyAll()).faults).toEqual([]);
    const log = (await as(org.office.admin).get('/audit-entries?limit=200').expect(200)).body.items;
    expect(new Set(log.map((line: { act: string }) => line.act))).toEqual(
      new Set([
        'account.create',
        'post.give',
        'unit.create',
        'view',
        'unit.close',
        'group.create',
        'group.set-members',
      ]),
    );
  });
});
