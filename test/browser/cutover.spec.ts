import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrived, Browsers, look, press, screens, type Width, WIDTHS } from '../support/browser.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';

const DAY_MS = 24 * 3_600_000;
const MANY = 1000;
const FIRST = 'Chi đoàn Kho bạc Nhà nước và Cục Thuế tỉnh Trà Vinh';
/** What the test provokes: a scoreboard that is off. */
const OFF = /\/public\/cutover-scoreboard/;

describe('the cutover', () => {
  let app: TestApp;
  let browsers: Browsers;
  let admin: Person;
  let rootId: string;
  let inboxId: string;

  /** Units without people, each with an old inbox; every tenth was reminded today, every fifth has retired its own. */
  const manyUnits = async (): Promise<void> => {
    await app.db.query(
      `with made as (
         insert into unit (id, parent_id, code, kind, channel, symbol, numbering, place, phone, opened_on, created_at)
         select gen_random_uuid(), $1, 'CS-' || lpad(n::text, 4, '0'), 'agency', 'system', '', 'TERM', '', '0294 385 ' || lpad(n::text, 4, '0'), '2000-01-01', $2
         from generate_series(1, ${MANY}) n returning id, code),
       named as (insert into unit_name (unit_id, name, short_name, valid_from)
         select id, 'Chi đoàn Trung tâm Dịch vụ việc làm và Giáo dục nghề nghiệp ' || code, code, '2000-01-01' from made),
       listed as (insert into legacy_inbox (id, unit_id, address, state, state_since, created_at)
         select gen_random_uuid(), id, lower(code) || '@cu.travinh.example', case when right(code, 1) in ('0', '5') then 'retired' else 'active' end, $2, $2
         from made where right(code, 1) <> '9' returning id, address)
       insert into legacy_reminder (inbox_id, day, at, account_id)
       select id, ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date, $2, $3 from listed where address like '%1@cu.travinh.example'`,
      [rootId, app.clock.now(), admin.id],
    );
  };

  /** Mails that came to an old address: fewer each day. */
  const oldTraffic = async (): Promise<void> => {
    const client = await app.db.connect();
    await client.query(`set session_replication_role = replica`);
    await client.query(
      `insert into arrived_mail_inbox (arrived_id, inbox_id, at) select gen_random_uuid(), $1, $2::timestamptz - d * interval '1 day'
       from generate_series(0, 27) d, generate_series(1, 1 + d) n where d % 7 <> 2`,
      [inboxId, app.clock.now()],
    );
    await client.query(`set session_replication_role = origin`);
    client.release();
  };

  beforeAll(async () => {
    const now = new Date();
    const at = new Date(now.getTime() + 13.5 * DAY_MS).toISOString();
    app = await startTestApp({ clock: new MovableClock(now), config: { CUTOVER_AT: at } });
    const block = await aUnit(app, { name: 'Đoàn Khối các cơ quan và Doanh nghiệp tỉnh Trà Vinh', kind: 'block' });
    rootId = block.id;
    admin = await aPerson(app, [[block.id, 'admin']], { displayName: 'Quản trị Đoàn Khối' });
    const unit = await aUnit(app, { parentId: rootId, code: 'KB-01', name: FIRST, phone: '0294 385 1234' });
    await aPerson(app, [[unit.id, 'clerk']], { displayName: 'Văn thư Kho bạc', email: 'vanthu@khobac.example' });
    const { body } = await api(app)
      .as(admin)
      .post('/legacy-inboxes', { unitId: unit.id, address: 'doankhobac@cu.travinh.example', owner: 'Văn thư' })
      .expect(201);
    inboxId = (body as { id: string }).id;
    const week = { firstDay: days(now, -5), lastDay: days(now, -1) };
    await api(app)
      .as(admin)
      .post('/training-weeks', { ...week, ...WEEK, unitId: rootId })
      .expect(201);
    await api(app).as(admin).post(`/legacy-inboxes/${inboxId}/dual-run`, {}).expect(201);
    await oldTraffic();
    await manyUnits();
    browsers = await Browsers.start(app);
  }, 60_000);
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  it.each(WIDTHS)(
    'says how many days, how far, what is in the way and whom to call, at %d px',
    async (width: Width) => {
      const page = await browsers.open(admin, '/cutover', { width });
      await page.getByText('Còn 14 ngày tới lúc chuyển đổi').waitFor();
      await page
        .getByText(`${countOf(MANY + 2)} đơn vị chưa sẵn sàng`)
        .first()
        .waitFor();
      const called = page.locator('.cockpit li', { hasText: 'CS-0001' });
      expect(await called.getByRole('link', { name: /Gọi/ }).getAttribute('href')).toBe('tel:02943850001');
      const moments = await page.locator('.passage li > strong').allTextContents();
      expect(moments).toEqual(['Tuần tập huấn', 'Bắt đầu chạy song song', 'Hôm nay', 'Chuyển đổi']);
      await page.getByText('Đang giảm').waitFor();
      await page.getByText('Xem dạng bảng').click();
      await look(page, 'cutover-cockpit');
      await screens.shot(page, 'cutover-cockpit-whole', true);
      await page.getByRole('button', { name: /có tài khoản/ }).click();
      await page.getByText('Đang xem 1 đơn vị').waitFor();
      expect(new URL(page.url()).search).toBe('?show=account_issued');
    },
  );

  it.each(WIDTHS)('a thousand roads are filtered, found and walked by keys, at %d px', async (width: Width) => {
    const page = await browsers.open(admin, '/cutover/units', { width });
    await page.getByText(`Đang xem ${countOf(MANY + 2)} đơn vị`).waitFor();
    await look(page, 'cutover-roads');
    // Only what is near the window is in the page.
    expect(await page.locator('.board-body .road-line').count()).toBeLessThan(60);
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await page.getByText('CS-1000').last().waitFor();
    expect(await page.locator('.board-body .road-line').count()).toBeLessThan(60);
    await page.evaluate('scrollTo(0, 0)');
    await page.getByLabel('Tìm đơn vị').fill('kho bac');
    await page.getByText('Đang xem 1 đơn vị').waitFor();
    await page.locator('.board-body').getByRole('link', { name: /Gọi/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: FIRST }).waitFor();
    await look(page, 'cutover-road');
    await page.keyboard.press('Escape');
    // The focus comes back to the row it came from.
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe(FIRST);
  });

  it.each(WIDTHS)('reminds those that can be reminded, and says who is left out, at %d px', async (width: Width) => {
    const page = await browsers.open(admin, '/cutover/units?show=listed', { width });
    await press(page, `Nhắc ${countOf(MANY + 1)} đơn vị`);
    const dialog = page.getByRole('dialog');
    const left = await remindable();
    if (width === 1440) await dialog.getByText(`Thư nhắc gửi tới ${left} hộp thư của ${left} đơn vị.`).waitFor();
    else await dialog.getByText('Không còn ai để nhắc lúc này.').first().waitFor();
    await dialog.getByText('200 đơn vị đã ngừng dùng hết hộp thư cũ').waitFor();
    await dialog.getByText('101 đơn vị chưa khai hộp thư cũ nào').waitFor();
    await look(page, 'cutover-remind');
    if (width === 360) return;
    await dialog.getByRole('button', { name: `Gửi tới ${left} hộp thư` }).click();
    await page.getByText(`Đã xếp gửi tới ${left} hộp thư.`).waitFor();
    expect(await remindable()).toBe(0);
  });

  it.each(WIDTHS)('shows everybody how far it is, once that is switched on, at %d px', async (width: Width) => {
    await api(app).as(admin).put('/cutover/scoreboard', { shown: false, names: false }).expect(200);
    const asked: string[] = [];
    const outside = await browsers.open(null, '/cutover-scoreboard', { width, expectFailures: OFF });
    await outside.getByText('Bảng này đang tắt').waitFor();
    await look(outside, 'cutover-scoreboard-off');
    const page = await browsers.open(admin, '/cutover', { width });
    await page.getByRole('radio', { name: 'Con số và tên' }).click();
    await page.getByRole('dialog').getByText('Ai có đường dẫn sẽ thấy tên từng đơn vị').waitFor();
    await look(page, 'cutover-scoreboard-ask');
    await page.getByRole('dialog').getByRole('button', { name: 'Hiện bảng' }).click();
    await page.getByText('Đang bật: con số và tên đơn vị.').waitFor();
    expect(await page.getByRole('link', { name: 'Mở bảng' }).getAttribute('href')).toMatch(/\/cutover-scoreboard$/);
    outside.on('request', (request) => request.url().includes('/api/') && asked.push(new URL(request.url()).pathname));
    await outside.reload();
    await outside.getByText('nghề nghiệp CS-0001').waitFor();
    await outside.getByText('Còn 14 ngày').waitFor();
    await look(outside, 'cutover-scoreboard');
    expect(new Set(asked)).toEqual(new Set(['/api/v1/public/cutover-scoreboard']));
  });

  it('keeps those who are not at the top from switching the scoreboard, and others out', async () => {
    const { rows } = await app.db.query<{ id: string }>(`select id from unit where code = 'CS-0001'`);
    const below = await aPerson(app, [[rows[0]?.id ?? '', 'admin']]);
    const page = await browsers.open(below, '/cutover', {});
    await page.getByText('Chỉ quản trị cấp cao nhất').waitFor();
    expect(await page.getByRole('radio').count()).toBe(0);
    await page.goto(`${app.url}/`);
    await arrived(page, /Tổng quan|Chào/).catch(() => undefined);
    const clerk = await aPerson(app, [[rootId, 'clerk']]);
    const other = await browsers.open(clerk, '/', {});
    await other.getByRole('link', { name: 'Văn bản đến' }).first().waitFor();
    expect(await other.getByRole('link', { name: 'Chuyển đổi' }).count()).toBe(0);
  });

  it('after the day, lists those that are not through', async () => {
    const begun = app.clock.now();
    app.clock.set(new Date(begun.getTime() + 14 * DAY_MS));
    const page = await browsers.open(admin, '/cutover', { width: 360, dark: true });
    await page.getByText('Đã qua thời điểm chuyển đổi').waitFor();
    await arrived(page, 'Chưa chuyển xong vào ngày chuyển đổi');
    await page.locator('.cockpit .call-number').first().waitFor();
    expect(await page.locator('.cockpit .call-number').count()).toBe(6);
    await look(page, 'cutover-after');
    app.clock.set(begun);
  });

  const remindable = async (): Promise<number> => {
    const { rows } = await app.db.query<{ count: number }>(
      `select count(*)::int as count from legacy_inbox i where state <> 'retired' and unit_id in (select id from unit where code like 'CS-%')
         and not exists (select from legacy_reminder m where m.inbox_id = i.id)`,
    );
    return rows[0]?.count ?? -1;
  };
});

const WEEK = {
  name: 'Tuần tập huấn sử dụng hệ thống',
  place: 'Hội trường Đoàn Khối',
  trainer: 'Tổ chuyển đổi',
  phone: '0294 385 0000',
  slotMinutes: 120,
  capacity: 10,
};
const days = (now: Date, away: number): string =>
  new Date(now.getTime() + away * DAY_MS + 7 * 3_600_000).toISOString().slice(0, 10);
const countOf = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '.');
