import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit } from '../../support/people.ts';
import { aRoot, briefly, Desk, type Root } from './world.ts';

let app: TestApp;
let root: Root;
let desk: Desk;
let n = 0;
/** Codes that nobody has: in one database each belongs to one unit. */
let at = (name: string): string => name;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  root = await aRoot(app);
  desk = new Desk(app, root.admin);
  const mark = `T${++n}`;
  at = (name) => `${mark}-${name}`;
});

const HEAD = 'Mã đơn vị,Mã cấp trên,Tên đơn vị,Loại,Điện thoại,Thư điện tử\n';
const line = (code: string, parent: string, name: string, rest = 'Cơ quan,,'): string =>
  `${at(code)},${parent === '' ? '' : at(parent)},${name},${rest}\n`;
/** Every unit, name and audit entry of units: what a check must leave as it is. */
const everything = async (): Promise<string> => {
  const { rows } = await app.db.query<{ all: string }>(
    `select md5(coalesce((select string_agg(u::text, '' order by u.id) from unit u), '')
       || coalesce((select string_agg(n::text, '' order by n.unit_id, n.valid_from) from unit_name n), '')
       || coalesce((select string_agg(a::text, '' order by a.id) from audit_entry a where a.act like 'unit.%'), '')
       || coalesce((select string_agg(a::text, '' order by a.id) from account a), '')
       || coalesce((select string_agg(p::text, '' order by p.id) from post p), '')) as all`,
  );
  return rows[0]?.all ?? '';
};
const unitOf = async (code: string) =>
  (
    await app.db.query<Record<string, string | null>>(
      `select u.id, u.phone, u.kind, u.email, p.code as parent, unit_name_on(u.id, '2020-05-18') as name, u.opened_on::text as opened
       from unit u left join unit p on p.id = u.parent_id where u.code = $1`,
      [at(code)],
    )
  ).rows[0];

describe('units from a table', () => {
  it('are shown first, written when asked, and nothing the second time', async () => {
    const file = `${HEAD}${line('B1', 'B', 'Chi đoàn B1', 'Trường học,0226 3852 000,b1@gnvb.example')}${line('B', '', 'Đoàn cơ sở B')}`;
    const before = await everything();
    const { id, rows } = await desk.check('units', file);
    expect(briefly(rows)).toEqual([`2 create ${at('B1')}`, `3 create ${at('B')}`, `- absent ${root.code}`]);
    expect(await everything()).toBe(before);
    expect(await desk.one(id)).toMatchObject({
      state: 'checked',
      totals: { create: 2, change: 0, same: 0, error: 0, absent: 1 },
      progress: { phase: 'done', done: 3, total: 3 },
    });

    expect(await desk.apply(id)).toMatchObject({ state: 'applied', application: { applied: 2, leftOut: 0, total: 2 } });
    expect(await unitOf('B1')).toMatchObject({
      parent: at('B'),
      kind: 'school',
      name: 'Chi đoàn B1',
      opened: '2020-05-18',
    });
    expect(await unitOf('B')).toMatchObject({ parent: root.code });
    const audited = await app.db.query(
      `select detail from audit_entry where act = 'unit.create' and detail->>'code' = $1`,
      [at('B1')],
    );
    expect(audited.rowCount).toBe(1);

    const written = await everything();
    const again = await desk.check('units', file);
    expect(briefly(again.rows)).toEqual([`2 same ${at('B1')}`, `3 same ${at('B')}`, `- absent ${root.code}`]);
    expect(await desk.apply(again.id)).toMatchObject({ state: 'applied', application: { applied: 0, total: 0 } });
    expect(await everything()).toBe(written);
  });

  it('show just the differences, and a new name begins on its day', async () => {
    await desk.bring('units', `${HEAD}${line('A', '', 'Chi đoàn A', 'Cơ quan,0226 111 222,')}`);
    app.clock.advance(24 * 3600_000);
    const { id, rows } = await desk.check('units', `${HEAD}${line('A', '', 'Đoàn cơ sở A', 'Cơ quan,0226 333 444,')}`);
    expect(rows[0]).toMatchObject({
      outcome: 'change',
      changes: [
        { field: 'name', from: 'Chi đoàn A', to: 'Đoàn cơ sở A' },
        { field: 'nameFrom', from: null, to: '2020-05-19' },
        { field: 'phone', from: '0226 111 222', to: '0226 333 444' },
      ],
    });
    await desk.apply(id);
    expect(await unitOf('A')).toMatchObject({ phone: '0226 333 444', name: 'Chi đoàn A' });
    const { rows: names } = await app.db.query(
      `select name, valid_from::text from unit_name where unit_id = $1 order by valid_from`,
      [(await unitOf('A'))?.['id']],
    );
    expect(names).toEqual([
      { name: 'Chi đoàn A', valid_from: '2020-05-18' },
      { name: 'Đoàn cơ sở A', valid_from: '2020-05-19' },
    ]);
    app.clock.advance(-24 * 3600_000);
  });

  it('leave alone what a cell does not say', async () => {
    await desk.bring('units', `${HEAD}${line('A', '', 'Chi đoàn A', 'Cơ quan,0226 111 222,a@gnvb.example')}`);
    expect(briefly((await desk.check('units', `Mã,Tên\n${at('a').toLowerCase()},Chi đoàn A\n`)).rows)[0]).toBe(
      `2 same ${at('A')}`,
    );
  });

  it('name every mistake, and the good rows are written', async () => {
    const stranger = await aRoot(app);
    const file =
      HEAD +
      line('GOOD', '', 'Chi đoàn tốt') +
      `${stranger.code},,Chiếm,Cơ quan,,\n` +
      `${at('LOST')},${stranger.code},Lạc,Cơ quan,,\n` +
      line('BAD', '', 'Sai', 'Siêu thị,,') +
      line('CHILD', 'BAD', 'Con') +
      line('R1', 'R2', 'Vòng 1') +
      line('R2', 'R3', 'Vòng 2') +
      line('R3', 'R1', 'Vòng 3') +
      line('TWICE', '', 'Tên này') +
      line('TWICE', '', 'Tên kia') +
      line('GOOD', '', 'Chi đoàn tốt') +
      line('NONAME', '', '') +
      line('BODY', '', 'Sở', 'Cơ quan ngoài hệ thống,,') +
      `${root.code},${at('GOOD')},,,,\n`;
    const { id, rows } = await desk.check('units', file);
    expect(briefly(rows)).toEqual([
      `2 create ${at('GOOD')}`,
      `3 error ${stranger.code} units.code-taken`,
      `4 error ${at('LOST')} parent-row-bad`,
      `5 error ${at('BAD')} not-a-kind`,
      `6 error ${at('CHILD')} parent-row-bad`,
      `7 error ${at('R1')} ring`,
      `8 error ${at('R2')} ring`,
      `9 error ${at('R3')} ring`,
      `10 error ${at('TWICE')} contradicts-row`,
      `11 error ${at('TWICE')} contradicts-row`,
      `12 same ${at('GOOD')}`,
      `13 error ${at('NONAME')} required`,
      `14 create ${at('BODY')}`,
      `15 error ${root.code} units.move-from-above`,
    ]);
    expect(rows.find(({ row }) => row === 10)?.problems[0]?.detail).toContain('dòng 11');
    expect(rows.find(({ row }) => row === 7)?.problems[0]?.detail).toContain(`${at('R1')} → ${at('R2')} → ${at('R3')}`);
    expect(await desk.apply(id)).toMatchObject({ application: { applied: 2, leftOut: 0 } });
    const { rows: made } = await app.db.query(`select code from unit where code like $1 order by code`, [at('%')]);
    expect(made).toEqual([{ code: at('BODY') }, { code: at('GOOD') }]);
  });

  it('move with everything below them, and a swap is no ring', async () => {
    await desk.bring('units', HEAD + line('A', '', 'A') + line('B', 'A', 'B') + line('C', 'B', 'C'));
    const { id, rows } = await desk.check('units', `${HEAD}${at('A')},${at('B')},A,,,\n${at('B')},${root.code},B,,,\n`);
    expect(briefly(rows).slice(0, 2)).toEqual([`2 change ${at('A')}`, `3 change ${at('B')}`]);
    await desk.apply(id);
    expect([(await unitOf('A'))?.['parent'], (await unitOf('B'))?.['parent'], (await unitOf('C'))?.['parent']]).toEqual(
      [at('B'), root.code, at('B')],
    );
    const inside = await desk.check('units', `${HEAD}${at('B')},${at('C')},B,,,\n`);
    expect(briefly(inside.rows)[0]).toBe(`2 error ${at('B')} units.moved-into-itself`);
  });

  it('are left out and named when something has changed since they were shown', async () => {
    await desk.bring('units', HEAD + line('A', '', 'A', 'Cơ quan,0226 111,') + line('B', '', 'B', 'Cơ quan,0226 111,'));
    const file =
      HEAD +
      line('A', '', 'A', 'Cơ quan,0226 222,') +
      line('B', '', 'B', 'Cơ quan,0226 222,') +
      line('N', '', 'N') +
      line('NN', 'N', 'NN');
    const { id } = await desk.check('units', file);
    await app.db.query(`update unit set phone = '0226 999' where code = $1`, [at('A')]);
    await app.db.query(`update unit set place = 'Hà Nam' where code = $1`, [at('B')]);
    await aUnit(app, { parentId: root.id, code: at('N'), name: 'Của người khác' });
    expect(await desk.apply(id)).toMatchObject({ state: 'applied', application: { applied: 2, leftOut: 2, total: 4 } });
    expect(
      (await desk.rows(id))
        .slice(0, 4)
        .map(({ key, application, leftOutBecause }) => [key, application, leftOutBecause.map(({ code }) => code)]),
    ).toEqual([
      [at('A'), 'left_out', ['changed-meanwhile']],
      [at('B'), 'applied', []],
      [at('N'), 'left_out', ['changed-meanwhile']],
      // Its superior is there, only not by this file.
      [at('NN'), 'applied', []],
    ]);
    expect(await unitOf('A')).toMatchObject({ phone: '0226 999' });
    expect(await unitOf('B')).toMatchObject({ phone: '0226 222' });
    expect(await unitOf('N')).toMatchObject({ name: 'Của người khác' });
  });

  it('come back from an export as they were', async () => {
    await desk.bring(
      'units',
      HEAD + line('A', '', '"=1+1, ""x"""', 'Trường học,+84 226 3852,a@gnvb.example') + line('B', 'A', 'B'),
    );
    const file = await desk.exported('units');
    expect(file).toContain(`'=1+1`);
    const { rows } = await desk.check('units', file);
    expect(briefly(rows)).toEqual(
      [`2 same ${root.code}`, `3 same ${at('A')}`, `4 same ${at('B')}`].toSorted(
        (a, b) => Number(a.split(' ')[0]) - Number(b.split(' ')[0]),
      ),
    );
  });
});

describe('an import', () => {
  it('is seen by administrators of the unit and above, and by nobody else', async () => {
    const below = await aRoot(app, root.id);
    const beside = await aRoot(app, root.id);
    const member = await aPerson(app, [[below.id, 'member']]);
    const both = await aPerson(app, [
      [below.id, 'member'],
      [beside.id, 'admin'],
    ]);
    const { id } = await new Desk(app, below.admin).check('units', HEAD + line('A', '', 'A'));
    for (const path of [`/imports/${id}`, `/imports/${id}/rows`, `/imports/${id}/result`]) {
      await desk.call.get(path).expect(200);
      await new Desk(app, beside.admin).call.get(path).expect(404);
      await new Desk(app, member).call.get(path).expect(403);
      await new Desk(app, both).call.get(path).expect(403);
    }
    await new Desk(app, beside.admin).call.post(`/imports/${id}/application`).expect(404);
    await new Desk(app, beside.admin).call.post(`/imports/${id}/cancellation`).expect(404);
    expect((await desk.call.get('/imports').expect(200)).body).toMatchObject({ items: [{ id }] });
    expect((await new Desk(app, beside.admin).call.get('/imports').expect(200)).body).toMatchObject({ items: [] });
  });

  it('can be cancelled until it is applied, and is applied once', async () => {
    const first = await desk.upload('units', HEAD + line('A', '', 'A'));
    await desk.call.post(`/imports/${first}/application`).expect(409);
    await desk.call.post(`/imports/${first}/cancellation`).expect(201);
    await desk.call.post(`/imports/${first}/cancellation`).expect(200);
    await app.get(Jobs).drain();
    expect(await desk.one(first)).toMatchObject({ state: 'cancelled', totals: null });
    await desk.call.post(`/imports/${first}/application`).expect(409);

    const second = await desk.check('units', HEAD + line('A', '', 'A'));
    await desk.begin(second.id);
    await desk.call.post(`/imports/${second.id}/application`).expect(200);
    await desk.call.post(`/imports/${second.id}/cancellation`).expect(409);
    const third = await desk.check('units', HEAD + line('C', '', 'C'));
    expect(await desk.one(second.id)).toMatchObject({ state: 'applied', application: { applied: 1 } });
    await desk.apply(third.id);
  });

  it('waits while another one of the unit is applied, whoever begins first', async () => {
    const [a, b] = [
      await desk.check('units', HEAD + line('A', '', 'A')),
      await desk.check('units', HEAD + line('A', '', 'B')),
    ];
    const answers = await Promise.all(
      [a, b].map(({ id }) =>
        desk.call
          .post(`/imports/${id}/application`)
          .then(({ status, body }) => `${status} ${(body as { code?: string }).code ?? ''}`),
      ),
    );
    expect(answers.toSorted()).toEqual(['201 ', '409 imports.another-applies']);
    await app.get(Jobs).drain();
    const left = answers[0] === '201 ' ? b : a;
    expect(await desk.apply(left.id)).toMatchObject({ application: { applied: 0, leftOut: 1 } });
  });

  it('stops when the administrator is none any more', async () => {
    const { id } = await desk.check('units', HEAD + line('A', '', 'A'));
    await desk.begin(id);
    await app.db.query(`update post set ends_at = starts_at where account_id = $1`, [root.admin.id]);
    await app.get(Jobs).drain();
    const { rows } = await app.db.query(
      `select i.state, r.application, r.left_out_because->0->>'code' as because from table_import i join table_import_row r on r.import_id = i.id
       where i.id = $1 and r.plan is not null`,
      [id],
    );
    expect(rows).toEqual([{ state: 'applied', application: 'left_out', because: 'no-longer-administrator' }]);
    expect(await unitOf('A')).toBeUndefined();
  });

  it.each([
    ['%PDF-1.7 tệp đổi tên', 'imports.not-a-table', 415],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'imports.old-excel', 415],
    ['', 'imports.empty-file', 400],
    [Buffer.alloc(21 * 1024 * 1024, 'a'), 'imports.too-large', 413],
  ])('refuses a file that is no table at once (%#)', async (file, code, status) => {
    const { body } = await desk.post('units', file).expect(status);
    expect(body).toMatchObject({ code });
  });

  it('says why a file cannot be read', async () => {
    const id = await desk.upload('accounts', 'Tên đăng nhập,Họ tên,Đơn vị,Vai trò,Mật khẩu\na,b,c,d,e\n');
    await app.get(Jobs).drain();
    expect(await desk.one(id)).toMatchObject({ state: 'unreadable', problem: { code: 'passwords-refused' } });
    expect((await desk.call.post(`/imports/${id}/application`).expect(409)).body).toMatchObject({
      code: 'imports.unreadable',
    });
    const english = await desk.call.get(`/imports/${id}`).set('accept-language', 'en').expect(200);
    expect((english.body as { problem: { detail: string } }).problem.detail).toContain('never taken from files');
  });

  it('is downloaded with what became of each row', async () => {
    const { id } = await desk.check('units', HEAD + line('A', '', 'A') + line('B', '', '"=cmd()"', 'Siêu thị,,'));
    await desk.apply(id);
    const { text, headers } = await desk.call.get(`/imports/${id}/result`).expect(200);
    expect(headers['content-disposition']).toContain(
      "filename*=UTF-8''Danh%20s%C3%A1ch%20-%20k%E1%BA%BFt%20qu%E1%BA%A3.csv",
    );
    expect(text.startsWith('\uFEFFDòng,Kết quả,Mã hoặc tên đăng nhập')).toBe(true);
    expect(text).toContain(`2,Thêm mới,${at('A')},A,`);
    expect(text).toContain(`3,Lỗi,${at('B')},'=cmd(),,"Không có loại đơn vị`);
    expect(text).toContain(`Loại: Cơ quan\nTên đơn vị: A\nNgày thành lập: 18/05/2020\nMã cấp trên: ${root.code}`);
    expect(text).toContain('Đã ghi');
  });

  it('gives its file and rows up after 30 days', async () => {
    const { id } = await desk.check('units', HEAD + line('A', '', 'A'));
    app.clock.advance(31 * 24 * 3600_000);
    await app.get(Jobs).drain();
    const { PurgeImports } = await import('../../../src/imports/purge-imports.job.ts');
    await app.get(PurgeImports).run();
    app.clock.advance(-31 * 24 * 3600_000);
    expect(await desk.one(id)).toMatchObject({
      state: 'cancelled',
      purgedAt: expect.any(String),
      totals: { create: 1 },
    });
    expect(await desk.rows(id)).toEqual([]);
    expect((await app.db.query(`select from table_import_part where import_id = $1`, [id])).rowCount).toBe(0);
  });

  it('gives templates that it takes', async () => {
    for (const name of ['units.csv', 'accounts.csv', 'units.xlsx', 'accounts.xlsx']) {
      const { body } = await desk.call
        .get(`/imports/templates/${name}`)
        .buffer(true)
        .parse((response, done) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => done(null, Buffer.concat(chunks)));
        });
      const id = await desk.upload(name.startsWith('units') ? 'units' : 'accounts', body as Buffer);
      await app.get(Jobs).drain();
      // The headings are known; there is just nothing below them.
      expect([name, (await desk.one(id)).problem]).toMatchObject([name, { code: 'no-rows' }]);
    }
    await desk.call.get('/imports/templates/..%2Fsecrets').expect(404);
  });
});
