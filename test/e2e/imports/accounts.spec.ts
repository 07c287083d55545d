import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit } from '../../support/people.ts';
import { aRoot, briefly, Desk, type Root } from './world.ts';

let app: TestApp;
let root: Root;
let desk: Desk;
let a: { readonly id: string; readonly code: string };
let n = 0;
let at = (name: string): string => name;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  root = await aRoot(app);
  desk = new Desk(app, root.admin);
  a = await aUnit(app, { parentId: root.id });
  const mark = `t${++n}`;
  at = (name) => `${name}.${mark}`;
});

const HEAD = 'Tên đăng nhập;Họ và tên;Thư điện tử;Mã đơn vị;Vai trò;Chức danh\n';
const line = (name: string, shown: string, unit: string, role: string, title = '', email = ''): string =>
  `${at(name)};${shown};${email};${unit};${role};${title}\n`;
const postsOf = async (name: string) =>
  (
    await app.db.query<{ code: string; role: string; title: string }>(
      `select u.code, p.role, p.title from post p join account a on a.id = p.account_id join unit u on u.id = p.unit_id
       where a.username = $1 and p.ends_at is null order by p.role`,
      [at(name)],
    )
  ).rows.map(({ code, role, title }) => `${code} ${role} ${title}`);
const accountOf = async (name: string) =>
  (
    await app.db.query<{ id: string; display_name: string; email: string | null; password_hash: string | null }>(
      `select id, display_name, email, password_hash from account where username = $1`,
      [at(name)],
    )
  ).rows[0];

describe('accounts from a table', () => {
  it('are made with all their posts, without a password, and nothing the second time', async () => {
    const file =
      HEAD +
      line('vanthu', 'Văn thư A', a.code, 'văn thư', '', 'vanthu@gnvb.example') +
      line('bithu', 'Bí thư A', a.code, 'Lãnh đạo', 'Bí thư') +
      line('vanthu', '', root.code, 'cán bộ', 'Ủy viên') +
      line('vanthu', 'Văn thư A', a.code, 'clerk');
    const { id, rows } = await desk.check('accounts', file);
    expect(briefly(rows).slice(0, 4)).toEqual([
      `2 create ${at('vanthu')}`,
      `3 create ${at('bithu')}`,
      `4 create ${at('vanthu')}`,
      `5 same ${at('vanthu')}`,
    ]);
    expect(await accountOf('vanthu')).toBeUndefined();
    expect(await desk.apply(id)).toMatchObject({ state: 'applied', application: { applied: 3, leftOut: 0 } });
    expect(await accountOf('vanthu')).toMatchObject({
      display_name: 'Văn thư A',
      email: 'vanthu@gnvb.example',
      password_hash: null,
    });
    expect(await postsOf('vanthu')).toEqual([`${a.code} clerk Văn thư`, `${root.code} member Ủy viên`]);
    expect(await postsOf('bithu')).toEqual([`${a.code} leader Bí thư`]);
    const again = await desk.check('accounts', file);
    expect(again.rows.slice(0, 4).map(({ outcome }) => outcome)).toEqual(['same', 'same', 'same', 'same']);
    expect(await desk.apply(again.id)).toMatchObject({ application: { applied: 0, total: 0 } });
    const { rows: audited } = await app.db.query(
      `select act, count(*)::int as n from audit_entry where account_id = $1 and act ~ '^(account|post)' group by act order by act`,
      [root.admin.id],
    );
    expect(audited).toEqual([
      { act: 'account.create', n: 2 },
      { act: 'post.give', n: 3 },
    ]);
  });

  it('show differences of the person and new posts; posts that the file does not name stay', async () => {
    await desk.bring('accounts', HEAD + line('x', 'Tên cũ', a.code, 'clerk') + line('y', 'Y', a.code, 'leader'));
    const { id, rows } = await desk.check('accounts', HEAD + line('x', 'Tên mới', a.code, 'leader', 'Bí thư'));
    expect(rows[0]).toMatchObject({
      outcome: 'change',
      changes: [
        { field: 'displayName', from: 'Tên cũ', to: 'Tên mới' },
        { field: 'unitCode', from: null, to: a.code },
        { field: 'role', from: null, to: 'leader' },
        { field: 'title', from: null, to: 'Bí thư' },
      ],
    });
    expect(briefly(rows).slice(1).toSorted()).toEqual(
      [`- absent ${root.admin.username}`, `- absent ${at('y')}`].toSorted(),
    );
    await desk.apply(id);
    expect(await accountOf('x')).toMatchObject({ display_name: 'Tên mới' });
    expect(await postsOf('x')).toEqual([`${a.code} clerk Văn thư`, `${a.code} leader Bí thư`]);
    expect(await postsOf('y')).toEqual([`${a.code} leader Lãnh đạo`]);
  });

  it('name every mistake', async () => {
    const stranger = await aRoot(app);
    const outside = await aPerson(app, [[stranger.id, 'member']]);
    const shared = await aPerson(
      app,
      [
        [stranger.id, 'member'],
        [a.id, 'member'],
      ],
      { displayName: 'Chung' },
    );
    const closed = await aUnit(app, { parentId: root.id });
    await app.db.query(`update unit set closed_on = '2020-05-01' where id = $1`, [closed.id]);
    const file =
      HEAD +
      line('p', 'Người này', a.code, 'clerk') +
      line('p', 'Người kia', a.code, 'leader') +
      line('q', 'Q', stranger.code, 'clerk') +
      line('q', 'Q', closed.code, 'clerk') +
      line('q', 'Q', a.code, 'admin', 'Quản trị') +
      `;Nguyễn Văn An;;${a.code};clerk;\n` +
      `${outside.username};Chiếm;;${a.code};clerk;\n` +
      `${shared.username};Đổi tên;;${a.code};clerk;\n` +
      `${root.admin.username};;;${a.code};clerk;\n` +
      line('r', 'R', a.code, 'clerk', 'Một') +
      line('r', 'R', a.code, 'clerk', 'Hai') +
      line('s', '', a.code, 'clerk') +
      line('u', 'U', a.code, 'vua');
    const { id, rows } = await desk.check('accounts', file);
    expect(briefly(rows).slice(0, 13)).toEqual([
      `2 error ${at('p')} contradicts-row`,
      `3 error ${at('p')} contradicts-row`,
      `4 error ${at('q')} accounts.no-such-unit`,
      `5 error ${at('q')} accounts.no-such-unit`,
      `6 create ${at('q')}`,
      `7 error  username-missing`,
      `8 error ${outside.username} accounts.username-taken`,
      `9 error ${shared.username} accounts.beyond-reach`,
      `10 error ${root.admin.username} accounts.own-post`,
      `11 error ${at('r')} contradicts-row`,
      `12 error ${at('r')} contradicts-row`,
      `13 error ${at('s')} required`,
      `14 error ${at('u')} not-a-role`,
    ]);
    expect(rows[5]?.problems[0]?.detail).toMatch(/annv\.dv[0-9a-f]+/);
    expect(rows[0]?.problems[0]?.detail).toContain('dòng 3');
    expect(await desk.apply(id)).toMatchObject({ application: { applied: 1, leftOut: 0 } });
    expect(await postsOf('q')).toEqual([`${a.code} admin Quản trị`]);
    expect(await accountOf('p')).toBeUndefined();
  });

  it('keep titles that are held, and say so', async () => {
    await desk.bring('accounts', HEAD + line('x', 'X', a.code, 'clerk', 'Chánh Văn phòng'));
    const { rows } = await desk.check('accounts', HEAD + line('x', 'X', a.code, 'clerk', 'Văn thư'));
    expect(briefly(rows)[0]).toBe(`2 error ${at('x')} title-differs`);
    expect(rows[0]?.problems[0]?.detail).toContain('Chánh Văn phòng');
    const silent = await desk.check('accounts', HEAD + line('x', 'X', a.code, 'clerk'));
    expect(briefly(silent.rows)[0]).toBe(`2 same ${at('x')}`);
  });

  it('are left out and named when something has changed since they were shown', async () => {
    await desk.bring('accounts', HEAD + line('x', 'X', a.code, 'clerk') + line('y', 'Y', a.code, 'clerk'));
    const gone = await aUnit(app, { parentId: root.id });
    const file =
      HEAD +
      line('x', 'X mới', a.code, 'clerk') +
      line('y', 'Y mới', a.code, 'clerk') +
      line('new', 'Mới', a.code, 'clerk') +
      line('late', 'Trễ', gone.code, 'clerk');
    const { id } = await desk.check('accounts', file);
    await app.db.query(`update account set display_name = 'X khác' where username = $1`, [at('x')]);
    await aPerson(app, [[a.id, 'member']], { username: at('new') });
    await app.db.query(`update unit set closed_on = '2020-05-18' where id = $1`, [gone.id]);
    expect(await desk.apply(id)).toMatchObject({ application: { applied: 1, leftOut: 3, total: 4 } });
    expect(
      (await desk.rows(id))
        .slice(0, 4)
        .map((row) => [row.application, row.leftOutBecause.map(({ code }) => code).join(' ')]),
    ).toEqual([
      ['left_out', 'changed-meanwhile'],
      ['applied', ''],
      ['left_out', 'changed-meanwhile'],
      ['left_out', 'changed-meanwhile accounts.no-such-unit'],
    ]);
    expect(await accountOf('x')).toMatchObject({ display_name: 'X khác' });
    expect(await accountOf('late')).toBeUndefined();
  });

  it('of two administrators at once are each made once', async () => {
    const below = await aRoot(app, root.id);
    const other = new Desk(app, below.admin);
    const rows = Array.from({ length: 40 }, (_, i) => line(`c${i}`, `C ${i}`, below.code, 'clerk')).join('');
    const [mine, theirs] = [await desk.check('accounts', HEAD + rows), await other.check('accounts', HEAD + rows)];
    await Promise.all([desk.begin(mine.id), other.begin(theirs.id)]);
    const { ApplyImport } = await import('../../../src/imports/apply-import.job.ts');
    const context = { attempt: 1, isLastAttempt: false, signal: new AbortController().signal };
    const job = app.get(ApplyImport);
    await Promise.all([mine, theirs].map(({ id }) => job.run({ importId: id }, context)));
    await app.get(Jobs).drain();
    const [one, two] = [await desk.one(mine.id), await other.one(theirs.id)];
    expect([one.application, two.application].map((done) => `${done?.applied} ${done?.leftOut}`).toSorted()).toEqual([
      '0 40',
      '40 0',
    ]);
    const { rows: made } = await app.db.query(`select count(*)::int as n from account where username like $1`, [
      at('c%'),
    ]);
    expect(made).toEqual([{ n: 40 }]);
  });

  it('come back from an export as they were', async () => {
    await desk.bring(
      'accounts',
      HEAD +
        line('x', '=X()', a.code, 'clerk', '-Chánh', '+x@gnvb.example') +
        line('x', '', a.code, 'leader', 'Bí thư'),
    );
    const { rows } = await desk.check('accounts', await desk.exported('accounts'));
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['same']));
    expect(rows).toHaveLength(3);
  });
});
