import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';
import { pagesOf } from '../../../src/rehearsal/training-week/papers.ts';
import { tablesWith } from '../credentials/kit.ts';
import { aRoot, Desk, type Root } from '../imports/world.ts';

let app: TestApp;
let top: Root;
let middle: Root;

const as = (person: Person) => api(app).as(person);
const HEAD = 'Tên đăng nhập,Họ và tên,Mã đơn vị,Vai trò';

/** A unit below `middle`, and a list of so many people there, brought by the administrator of `middle`. */
async function aList(people: number, by = middle.admin) {
  const unit = await aUnit(app, { parentId: middle.id, name: 'Chi đoàn Kho bạc Nhà nước huyện Cầu Ngang' });
  const names = Array.from({ length: people }, (_, i) => `${unit.code.toLowerCase()}.${i + 1}`);
  const rows = names.map((name, i) => `${name},Văn thư số ${i + 1},${unit.code},Văn thư`);
  const desk = new Desk(app, by);
  const { id, rows: checked } = await desk.check('accounts', [HEAD, ...rows, ''].join('\n'));
  expect(checked.filter(({ outcome }) => outcome === 'create')).toHaveLength(people);
  await desk.apply(id);
  return { id, unit, names };
}

const listAs = async (person: Person, id: string) =>
  (await as(person).get(`/account-lists/${id}`).expect(200)).body as { state: string; can: { approve: boolean } };
const accountOf = async (username: string): Promise<string> => {
  const { rows } = await app.db.query<{ id: string }>(`select id from account where username = $1`, [username]);
  return rows[0]?.id ?? '';
};
const codesOf = async (person: Person, unitId: string, more = '') =>
  (
    (await as(person).get(`/activation-codes?limit=200&unitId=${unitId}${more}`).expect(200)).body as {
      items: { id: string; username: string; state: string; handedTo: string | null }[];
    }
  ).items;

/** A PDF as supertest takes it. */
const pdf = (person: Person, body: object) =>
  as(person)
    .post('/handouts', body)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });

beforeAll(async () => {
  app = await startTestApp();
  top = await aRoot(app);
  middle = await aRoot(app, top.id);
});
afterAll(() => app.stop());

describe('a list of accounts', () => {
  it('is approved from above before anybody on it gets a code or a password', async () => {
    const { id, unit, names } = await aList(2);
    const accountId = await accountOf(names[0] ?? '');
    expect(await listAs(middle.admin, id)).toMatchObject({ state: 'waiting', accounts: 2, can: { approve: false } });
    const held = { code: 'accounts.not-approved' };
    await as(middle.admin)
      .post('/activation-codes', { accountId })
      .expect(409)
      .expect((r) => expect(r.body).toMatchObject(held));
    await as(middle.admin).post('/activation-codes', { unitId: unit.id }).expect(409);
    await as(top.admin).post('/handouts', { unitId: unit.id }).expect(409);
    await as(middle.admin).put(`/accounts/${accountId}/password`, { password: 'Cánh đồng lúa chín vàng' }).expect(409);
    const { body } = await as(middle.admin).get(`/onboarding/units?q=${unit.code}`).expect(200);
    expect(body).toMatchObject({ items: [{ step: 'listed', reason: 'awaiting-approval' }] });

    await as(middle.admin).post(`/account-lists/${id}/approval`, {}).expect(403);
    const second = await aPerson(app, [[middle.id, 'admin']]);
    await as(second).post(`/account-lists/${id}/approval`, {}).expect(403);
    const note = 'Công văn 12-CV/TĐTN ngày 08/5/2020';
    await as(top.admin).post(`/account-lists/${id}/refusal`, { reason: 'Thiếu một đơn vị' }).expect(201);
    expect(await listAs(top.admin, id)).toMatchObject({ state: 'declined', can: { approve: true } });
    await as(top.admin).post(`/account-lists/${id}/approval`, { note }).expect(201);
    await as(top.admin).post(`/account-lists/${id}/approval`, { note }).expect(200);
    await as(top.admin).post(`/account-lists/${id}/refusal`, { reason: 'Quá muộn rồi' }).expect(409);
    expect(await listAs(middle.admin, id)).toMatchObject({ state: 'approved', approvalNote: note });
    await as(middle.admin).post('/activation-codes', { unitId: unit.id }).expect(201);
  });

  it('leaves the others of a unit their codes, and says how many wait', async () => {
    const { unit } = await aList(2);
    const other = await as(middle.admin).post('/accounts', {
      username: `${unit.code.toLowerCase()}.khac`,
      displayName: 'Văn thư khác',
      posts: [{ unitId: unit.id, role: 'clerk', title: 'Văn thư' }],
    });
    expect(other.status).toBe(201);
    const { body } = await as(middle.admin).post('/activation-codes', { unitId: unit.id }).expect(201);
    expect(body).toMatchObject({ items: [{ displayName: 'Văn thư khác' }], awaitingApproval: 2 });
  });

  it('needs no approval where the unit above says so, or nobody is above', async () => {
    await as(middle.admin).put(`/units/${top.id}/account-list-rule`, { isRequired: false }).expect(404);
    await as(top.admin).put(`/units/${top.id}/account-list-rule`, { isRequired: false }).expect(200);
    const free = await aList(1);
    expect(await listAs(middle.admin, free.id)).toMatchObject({ state: 'not_needed' });
    await as(middle.admin).post('/activation-codes', { unitId: free.unit.id }).expect(201);
    await as(top.admin).put(`/units/${top.id}/account-list-rule`, { isRequired: true }).expect(200);
    // What the unit says of lists from below does not free its own.
    await as(middle.admin).put(`/units/${middle.id}/account-list-rule`, { isRequired: false }).expect(200);
    expect(await listAs(middle.admin, (await aList(1)).id)).toMatchObject({ state: 'waiting' });
    const fromTop = await aList(1, top.admin);
    expect(await listAs(top.admin, fromTop.id)).toMatchObject({ state: 'not_needed' });
    await as(middle.admin).get(`/account-lists/${fromTop.id}`).expect(404);
  });
});

describe('slips', () => {
  let list: Awaited<ReturnType<typeof aList>>;

  beforeAll(async () => {
    list = await aList(3, top.admin);
  });

  it('are one page for each person; each code is on its page and nowhere else, and opens the account', async () => {
    const answer = await pdf(top.admin, { unitId: list.unit.id }).expect(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.headers['cache-control']).toContain('no-store');
    const pages = await pagesOf(answer.body as Buffer);
    expect(pages).toHaveLength(3);
    const codes = pages.map((page) => /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(page)?.[0] ?? '');
    expect(new Set(codes).size).toBe(3);
    pages.forEach((page, i) => {
      expect(page).toContain('PHIẾU CẤP TÀI KHOẢN');
      expect(page).toContain('Chi đoàn Kho bạc Nhà nước huyện Cầu Ngang');
      expect(page).toContain(list.names[i]);
      expect(page).toContain('http://gnvb.test/activation');
    });
    expect(await tablesWith(app, ...codes)).toEqual([]);
    const [username, code, password] = [list.names[0], codes[0], 'Cánh đồng lúa chín vàng'];
    await api(app).anonymous().post('/activations', { username, code, password }).expect(201);
  });

  it('void the old codes when printed again, and there is nothing to print twice by mistake', async () => {
    const before = await codesOf(top.admin, list.unit.id);
    const refused = await as(top.admin).post('/handouts', { unitId: list.unit.id }).expect(409);
    expect(refused.body).toMatchObject({ code: 'credentials.nothing-to-print' });
    const again = await pdf(top.admin, { unitId: list.unit.id, again: true }).expect(200);
    expect(await pagesOf(again.body as Buffer)).toHaveLength(2);
    const after = await codesOf(top.admin, list.unit.id);
    expect(after.filter(({ state }) => state === 'waiting')).toHaveLength(2);
    for (const { id, state } of before.filter((code) => code.state === 'waiting'))
      expect([id, after.find((code) => code.id === id)?.state, state]).toEqual([id, 'void', 'waiting']);
  });

  it('are handed to somebody, which stands in the book once and for good', async () => {
    const [first, second, ...rest] = (await codesOf(top.admin, list.unit.id)).filter(
      ({ state }) => state === 'waiting',
    );
    expect(rest).toEqual([]);
    const hand = (codeIds: readonly (string | undefined)[], more: object = {}) =>
      as(top.admin).post('/handout-handings', { codeIds, recipient: 'Trợ lý', way: 'in_person', ...more });
    await hand([first?.id], { handedAt: '2020-05-19T08:00:00+07:00' }).expect(422);
    await hand([first?.id], { handedAt: '2020-05-17T08:00:00+07:00' }).expect(422);
    const spent = (await codesOf(top.admin, list.unit.id)).find(({ state }) => state === 'void');
    await hand([first?.id, spent?.id]).expect(409);
    await as(middle.admin)
      .post('/handout-handings', { codeIds: [first?.id], recipient: 'Ai đó', way: 'phone' })
      .expect(201)
      .expect(({ body }) => expect(body).toEqual({ noted: 1, already: 0 }));
    expect((await hand([first?.id, second?.id], { recipientPhone: '0912 345 678' }).expect(201)).body).toEqual({
      noted: 1,
      already: 1,
    });
    const told = await codesOf(top.admin, list.unit.id);
    expect(told.find(({ id }) => id === first?.id)).toMatchObject({ handedTo: 'Ai đó' });
    expect(told.find(({ id }) => id === spent?.id)).toMatchObject({ handedTo: null, handedAt: null });
    const unnoted = await codesOf(top.admin, list.unit.id, '&handed=false');
    expect(unnoted.map(({ id }) => id).toSorted()).toEqual(
      told.flatMap(({ id }) => (id === first?.id || id === second?.id ? [] : [id])).toSorted(),
    );
    await as(top.admin).get('/activation-codes?handed=perhaps').expect(400);
    const { body } = await as(top.admin).get(`/handout-handings?unitId=${list.unit.id}`).expect(200);
    const { items } = body as { items: { codeId: string; recipient: string; way: string }[] };
    expect(new Map(items.map(({ codeId, recipient, way }) => [codeId, `${recipient} ${way}`]))).toEqual(
      new Map([
        [first?.id, 'Ai đó phone'],
        [second?.id, 'Trợ lý in_person'],
      ]),
    );
    await expect(app.db.query(`update handout_handing set recipient = 'x'`)).rejects.toThrow('handout_handing');
    const stranger = await aRoot(app);
    await as(stranger.admin)
      .post('/handout-handings', { codeIds: [first?.id], recipient: 'Kẻ lạ', way: 'phone' })
      .expect(404);
    const book = await as(top.admin)
      .get(`/handout-handings/book?unitId=${middle.id}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    // Cell by cell: laid out as on the page, a name in two lines is torn apart by the cells beside it.
    const text = (await pagesOf(book.body as Buffer)).join(' ');
    expect(text).toContain('SỔ GIAO NHẬN PHIẾU CẤP TÀI KHOẢN');
    expect(text.replaceAll(/\s+/g, ' ')).toContain('Trợ lý');
    await as(stranger.admin).get(`/handout-handings/book?unitId=${middle.id}`).expect(404);
  });
});
