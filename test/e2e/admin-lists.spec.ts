import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';

/** What the administrators' lists can be asked: who, which, where, when. */
describe('lists of administrators', () => {
  let app: TestApp;
  let admin: Person;
  let top: { readonly id: string };
  let below: { readonly id: string };

  beforeAll(async () => {
    app = await startTestApp();
    top = await aUnit(app);
    below = await aUnit(app, { parentId: top.id });
    admin = await aPerson(app, [[top.id, 'admin']], { displayName: 'Quản trị' });
  });
  afterAll(() => app?.stop());

  const names = async (query: string, person: Person = admin): Promise<string[]> => {
    const { body } = await api(app).as(person).get(`/accounts?${query}`).expect(200);
    return body.items.map(({ displayName }: { displayName: string }) => displayName);
  };

  it('finds people by words without accents, and by what keeps them out', async () => {
    const clerk = await aPerson(app, [[below.id, 'clerk']], {
      displayName: 'Văn thư Đoàn trường',
      password: 'mưa rào trên sông Hậu',
    });
    const locked = await aPerson(app, [[below.id, 'member']], { displayName: 'Cán bộ bị khóa' });
    await api(app).as(admin).patch(`/accounts/${locked.id}`, { status: 'locked' }).set('if-match', '"1"').expect(200);
    expect(await names('q=doan%20VAN')).toEqual(['Văn thư Đoàn trường']);
    expect(await names(`q=${clerk.username.slice(0, 8)}%20van`)).toEqual(['Văn thư Đoàn trường']);
    expect(await names('q=%25')).toEqual([]);
    expect(await names('show=locked')).toEqual(['Cán bộ bị khóa']);
    expect(await names('show=never-activated')).toEqual(['Quản trị']);
    expect(await names('show=idle')).toEqual([]);
    await app.db.query(`update account set idle_since = idle_since - interval '91 days' where id = $1`, [clerk.id]);
    expect(await names('show=idle')).toEqual(['Văn thư Đoàn trường']);
    await api(app).as(admin).get('/accounts?show=everybody').expect(400);
  });

  it('says to administrators only whether an account is in use', async () => {
    const one = await aPerson(app, [[below.id, 'clerk']], { displayName: 'Người mới' });
    const { body: mine } = await api(app).as(one).get(`/accounts/${one.id}`).expect(200);
    expect(mine.use).toBeNull();
    expect(await names('show=never-activated', one)).toEqual([]);
    const use = async (): Promise<unknown> =>
      (await api(app).as(admin).get(`/accounts/${one.id}`).expect(200)).body.use;
    expect(await use()).toMatchObject({ activated: false, codeWaiting: false });
    const { body } = await api(app).as(admin).post('/activation-codes', { accountId: one.id }).expect(201);
    expect(await use()).toMatchObject({ activated: false, codeWaiting: true });
    await api(app).as(admin).post(`/activation-codes/${body.items[0].id}/voiding`).expect(201);
    expect(await use()).toMatchObject({ codeWaiting: false });
  });

  it('counts open units below each, in the directory too', async () => {
    const { body } = await api(app).as(admin).get(`/units?parentId=${top.id}`).expect(200);
    expect(body.items).toMatchObject([{ id: below.id, childCount: 0 }]);
    await aUnit(app, { parentId: below.id });
    const closed = await aUnit(app, { parentId: below.id });
    await api(app).as(admin).post(`/units/${closed.id}/closure`, { on: '2020-01-01' }).expect(201);
    const { body: after } = await api(app).as(admin).get(`/units?parentId=${top.id}`).expect(200);
    expect(after.items[0].childCount).toBe(1);
  });

  it('shows the log of one unit, from day to day, with names', async () => {
    const day = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
    const today = day(app.clock.now());
    const unit = {
      parentId: top.id,
      code: `NK-${top.id.slice(0, 8).toUpperCase()}`,
      kind: 'agency',
      name: 'Đơn vị nhật ký',
      shortName: 'NK',
    };
    const made = (await api(app).as(admin).post('/units', unit).expect(201)).body;
    const entries = async (query: string): Promise<unknown[]> =>
      (await api(app).as(admin).get(`/audit-entries?${query}`).expect(200)).body.items;
    const [entry] = await entries(`unitId=${made.id}&from=${today}&to=${today}`);
    expect(entry).toMatchObject({ act: 'unit.create', unitName: 'Đơn vị nhật ký', subjectName: 'Đơn vị nhật ký' });
    expect(await entries(`unitId=${made.id}&to=2001-01-01`)).toEqual([]);
    expect(await entries(`unitId=${made.id}&from=2199-01-01`)).toEqual([]);
    const stranger = await aPerson(app, [[(await aUnit(app)).id, 'admin']]);
    const { body } = await api(app).as(stranger).get(`/audit-entries?unitId=${made.id}`).expect(200);
    expect(body.items).toEqual([]);
    await api(app).as(admin).get('/audit-entries?from=2020-13-01').expect(400);
  });
});
