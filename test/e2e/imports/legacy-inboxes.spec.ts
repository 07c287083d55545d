import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InboxSecrets } from '../../../src/legacy-inboxes/inbox-secrets.ts';
import { Database } from '../../../src/platform/database/database.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aUnit } from '../../support/people.ts';
import { aRoot, briefly, Desk, type Root } from './world.ts';

let app: TestApp;
let root: Root;
let desk: Desk;
let a: { readonly id: string; readonly code: string };
let b: { readonly id: string; readonly code: string };

beforeAll(async () => {
  app = await startTestApp();
  root = await aRoot(app);
  desk = new Desk(app, root.admin);
  a = await aUnit(app, { parentId: root.id });
  b = await aUnit(app, { parentId: root.id });
});
afterAll(() => app.stop());

const HEAD = 'Địa chỉ hộp thư;Mã đơn vị;Người giữ;Máy chủ IMAP;Cổng;Bảo mật;Tên đăng nhập;Mật khẩu;Ghi chú\n';
const SECRET = 'Bí  mật=của hộp thư';
const OTHER = 'một mật khẩu khác hẳn';

const inboxOf = async (address: string) =>
  (
    await app.db.query<{ id: string; unit_id: string; imap_host: string; imap_port: number; version: number }>(
      `select id, unit_id, imap_host, imap_port, version from legacy_inbox where address = $1`,
      [address],
    )
  ).rows[0];
const secretOf = async (address: string) =>
  app.get(InboxSecrets).of(app.get(Database), (await inboxOf(address))?.id ?? '');
/** Everything kept about tables and inboxes, as whoever has the database reads it. */
const kept = async (): Promise<string> => {
  const dumps = await Promise.all(
    ['table_import_part', 'table_import_row', 'table_import', 'legacy_inbox', 'legacy_inbox_event', 'audit_entry'].map(
      (table) =>
        app.db.query<{ dump: string }>(`select coalesce(string_agg(t::text, ' '), '') as dump from ${table} t`),
    ),
  );
  return dumps.map(({ rows }) => rows[0]?.dump ?? '').join(' ');
};
const isIn = (text: string, secret: string): boolean =>
  [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')].some((form) =>
    text.includes(form),
  );

describe('old inboxes from a table', () => {
  const file =
    HEAD +
    `Mot@Example.vn;A;Văn thư;IMAP.example.vn;;;mot;${SECRET};\n` +
    `hai@example.vn;B;;imap.example.vn;143;;;;Ít dùng\n` +
    `ba@example.vn;A;;;;;ba;${OTHER};\n` +
    `khong phai thu;A;;;;;;;\n` +
    `bon@example.vn;KHONG-CO;;;;;;;\n` +
    `nam@example.vn;A;;imaps://x;99999;ROT13;;;\n`;
  const named = () => file.replaceAll(';A;', `;${a.code};`).replaceAll(';B;', `;${b.code};`);

  it('are looked at row by row before anything is written, and their passwords are shown to nobody', async () => {
    const { id, rows } = await desk.check('legacy-inboxes', named());
    expect(briefly(rows)).toEqual([
      '2 create mot@example.vn',
      '3 create hai@example.vn',
      '4 error ba@example.vn imap-host-missing',
      '5 error  not-an-email',
      '6 error bon@example.vn accounts.no-such-unit',
      '7 error nam@example.vn not-a-host not-a-port not-a-security',
    ]);
    expect(rows[0]?.changes).toContainEqual(expect.objectContaining({ field: 'imapPassword', from: null, to: '•••' }));
    expect(rows[0]?.changes).toContainEqual(expect.objectContaining({ field: 'imapPort', to: '993' }));
    expect(rows[1]?.changes).toContainEqual(expect.objectContaining({ field: 'imapSecurity', to: 'starttls' }));
    expect(await inboxOf('mot@example.vn')).toBeUndefined();
    expect(JSON.stringify(rows)).not.toContain(SECRET);
    expect(await desk.apply(id)).toMatchObject({ application: { applied: 2, leftOut: 0 } });
    expect(await inboxOf('mot@example.vn')).toMatchObject({
      unit_id: a.id,
      imap_host: 'imap.example.vn',
      imap_port: 993,
    });
    expect(await secretOf('mot@example.vn')).toBe(SECRET);
    const { text } = await desk.call.get(`/imports/${id}/result`).expect(200);
    const everything = text + (await kept());
    for (const secret of [SECRET, OTHER]) expect(isIn(everything, secret)).toBe(false);
  });

  it('are the same the second time, and shown as they differ the third', async () => {
    expect(briefly((await desk.check('legacy-inboxes', named())).rows).slice(0, 2)).toEqual([
      '2 same mot@example.vn',
      '3 same hai@example.vn',
    ]);
    const changed = HEAD + `mot@example.vn;${a.code};Bí thư;;;;;${OTHER};\nhai@example.vn;${a.code};;;;;;;\n`;
    const { id, rows } = await desk.check('legacy-inboxes', changed);
    expect(briefly(rows)).toEqual(['2 change mot@example.vn', '3 error hai@example.vn inbox-unit-differs']);
    expect(rows[0]?.changes.map(({ field, from, to }) => `${field}: ${from} → ${to}`)).toEqual([
      'owner: Văn thư → Bí thư',
      'imapPassword: ••• → •••',
    ]);
    await desk.apply(id);
    expect(await secretOf('mot@example.vn')).toBe(OTHER);
    // To another server the password does not go along.
    const moved = HEAD + `mot@example.vn;${a.code};;evil.example;;;;;\n`;
    const check = await desk.check('legacy-inboxes', moved);
    expect(check.rows[0]?.changes).toContainEqual(expect.objectContaining({ field: 'imapPassword', to: null }));
    await desk.apply(check.id);
    expect(await secretOf('mot@example.vn')).toBeNull();
  });

  it('leave a row out that has changed since it was looked at', async () => {
    const { id } = await desk.check('legacy-inboxes', HEAD + `hai@example.vn;${b.code};Văn thư;;;;;;\n`);
    await app.db.query(`update legacy_inbox set owner = 'Kế toán' where address = 'hai@example.vn'`);
    expect(await desk.apply(id)).toMatchObject({ application: { applied: 0, leftOut: 1 } });
  });

  it("do not show one administrator another tree's", async () => {
    const other = new Desk(app, (await aRoot(app)).admin);
    const code = (await aUnit(app, { parentId: null })).code;
    const { rows } = await other.check('legacy-inboxes', HEAD + `mot@example.vn;${code};;;;;;;\n`);
    expect(briefly(rows)).toEqual(['2 error mot@example.vn legacy-inboxes.address-taken']);
  });

  it('come out as they go in, without passwords', async () => {
    const text = await desk.exported('legacy-inboxes');
    expect(text).toContain('hai@example.vn');
    expect(briefly((await desk.check('legacy-inboxes', text)).rows)).toEqual([
      '2 same hai@example.vn',
      '3 same mot@example.vn',
    ]);
    expect((await desk.call.get('/imports/templates/legacy-inboxes.csv').expect(200)).text).toContain('Mật khẩu IMAP');
    await desk.call.get('/imports/templates/legacy-inboxes.xlsx').expect(200);
  });
});
