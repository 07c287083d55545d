import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrived, Browsers, look, press, type Width, WIDTHS } from '../support/browser.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';

const EXPECTED = /\/api\/v1\//;
const HEADS = 'Mã đơn vị,Mã cấp trên,Tên đơn vị,Tên ngắn,Loại';

describe('imports, groups, the log', () => {
  let app: TestApp;
  let browsers: Browsers;
  let admin: Person;
  let clerk: Person;
  let blockId: string;
  let blockCode: string;

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    const block = await aUnit(app, { name: 'Đoàn Khối các cơ quan và Doanh nghiệp tỉnh Trà Vinh', kind: 'block' });
    [blockId, blockCode] = [block.id, block.code];
    await aUnit(app, { parentId: blockId, name: 'Đoàn Trường Đại học Trà Vinh', kind: 'school' });
    await aUnit(app, { parentId: blockId, name: 'Đoàn cơ sở Sở Giáo dục và Đào tạo', kind: 'agency' });
    await aUnit(app, { parentId: blockId, name: 'Đoàn Trường Cao đẳng nghề', kind: 'school' });
    admin = await aPerson(app, [[blockId, 'admin']], { displayName: 'Quản trị Đoàn Khối' });
    clerk = await aPerson(app, [[blockId, 'clerk']], { displayName: 'Văn thư Đoàn Khối' });
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  const upload = async (page: Page, rows: readonly string[]): Promise<void> => {
    const buffer = Buffer.from([HEADS, ...rows].join('\r\n'));
    await page.getByLabel('Tệp .xlsx hoặc .csv').setInputFiles({ name: 'danh-sach.csv', mimeType: 'text/csv', buffer });
    await press(page, 'Kiểm tra tệp');
    await arrived(page, 'danh-sach.csv');
    await app.get(Jobs).drain();
  };

  it.each(WIDTHS)('an import whose bad row is corrected, at %d px', async (width: Width) => {
    const page = await browsers.open(admin, '/people/imports', { width, expectFailures: EXPECTED });
    await arrived(page, 'Nhập từ tệp');
    await look(page, `admin-imports`);
    const good = `XA-${width},${blockCode},Đoàn xã Long Hữu ${width},Long Hữu ${width},Cơ quan`;
    await upload(page, [good, `XB-${width},KHONG-CO,Đoàn xã Hiệp Mỹ ${width},Hiệp Mỹ,Cơ quan`]);
    await page.getByText('Lỗi 1').waitFor();
    await page.locator('.virtual .field-error').first().waitFor();
    await look(page, 'admin-import-checked');
    await page.getByRole('link', { name: 'Tải tệp khác' }).click();
    await upload(page, [good, `XB-${width},${blockCode},Đoàn xã Hiệp Mỹ ${width},Hiệp Mỹ ${width},Cơ quan`]);
    await press(page, 'Ghi 2 dòng');
    await look(page, 'admin-import-ask');
    await page.getByRole('dialog').getByRole('button', { name: 'Ghi 2 dòng' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await app.get(Jobs).drain();
    await page.getByText('Đã ghi 2 dòng').waitFor();
    await look(page, 'admin-import-applied');
    const { body } = await api(app).as(admin).get(`/units?q=XB-${width}`).expect(200);
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual([`Đoàn xã Hiệp Mỹ ${width}`]);
  });

  it.each(WIDTHS)('a group with a rule says whom it reaches, at %d px', async (width: Width) => {
    const page = await browsers.open(clerk, '/groups', { width, expectFailures: EXPECTED });
    await arrived(page, 'Nhóm nhận');
    await look(page, 'admin-groups');
    await press(page, 'Thêm nhóm');
    await page.getByLabel('Tên nhóm').fill(`Các trường học ${width}`);
    await page.getByRole('dialog').getByRole('button', { name: 'Thêm nhóm' }).click();
    await arrived(page, `Các trường học ${width}`);
    await page.getByText('Hôm nay chưa tới đơn vị nào').waitFor();
    await press(page, 'Sửa điều kiện');
    await page.getByLabel('Trường học').check();
    await look(page, 'admin-group-rule');
    await press(page, 'Lưu');
    await page.getByText('2 đơn vị nhận', { exact: false }).waitFor();
    await page.locator('.made', { hasText: 'Trừ ra' }).getByRole('button').click();
    await page.getByRole('combobox').fill('cao dang');
    await page.getByRole('option', { name: /Cao đẳng nghề/ }).click();
    await look(page, 'admin-group-except');
    await press(page, 'Lưu');
    await page.getByText('1 đơn vị nhận', { exact: false }).waitFor();
    await look(page, 'admin-group');
    expect(await page.locator('.made', { hasText: 'Trừ ra' }).textContent()).toContain('Đoàn Trường Cao đẳng nghề');
  });

  it('hands over, tells other software, and limits what is stored', async () => {
    const leaving = await aPerson(app, [[blockId, 'clerk']], { displayName: 'Văn thư chuyển công tác' });
    const coming = await aPerson(app, [[blockId, 'member']], { displayName: 'Cán bộ kế nhiệm' });
    const page = await browsers.open(admin, `/people/accounts/${leaving.id}`, { width: 360, expectFailures: EXPECTED });
    await arrived(page, 'Văn thư chuyển công tác');
    await press(page, 'Việc khác');
    await look(page, 'admin-menu');
    await page.getByRole('menuitem', { name: 'Bàn giao' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText('Có 1 chức vụ')
      .or(dialog.getByText(/1 chức vụ/))
      .first()
      .waitFor();
    await dialog.getByRole('combobox').fill('ke nhiem');
    await dialog.getByRole('option', { name: /Cán bộ kế nhiệm/ }).click();
    await dialog.getByLabel('Lý do').fill('chuyển công tác từ 01/6/2020');
    await look(page, 'admin-handover');
    await press(page, 'Bàn giao cho Cán bộ kế nhiệm');
    await page.getByText('Đã bàn giao cho Cán bộ kế nhiệm').waitFor();
    const { posts } = (await api(app).as(coming).get('/sessions/current').expect(200)).body;
    expect(posts.map(({ role }: { role: string }) => role)).toContain('clerk');

    await page.goto(`${app.url}/people/connections`);
    await press(page, 'Thêm nơi nhận tin');
    await page.getByLabel('Địa chỉ (https)').fill('https://93.184.216.34/gnvb');
    await page.getByLabel('Ghi chú').fill('Phần mềm quản lý văn bản');
    await look(page, 'admin-webhook-new');
    await dialog.getByRole('button', { name: 'Thêm nơi nhận tin' }).click();
    await page.getByText('chỉ hiện một lần').waitFor();
    await press(page, 'Đã chép, đóng lại');
    const hook = page.getByRole('listitem').filter({ hasText: 'Phần mềm quản lý văn bản' });
    await hook.getByText('đang bật').waitFor();
    await hook.getByRole('button').click();
    await page.getByRole('menuitem', { name: 'Xóa' }).click();
    await dialog.getByRole('button', { name: 'Xóa' }).click();
    await hook.waitFor({ state: 'detached' });

    await page.goto(`${app.url}/people/units/${blockId}`);
    await press(page, 'Đặt hạn mức');
    await page.getByLabel('Hạn mức (MB)').fill('500');
    await look(page, 'admin-quota');
    await press(page, 'Lưu');
    await page.getByText('(hạn mức riêng)').waitFor();
    expect((await api(app).as(admin).get(`/units/${blockId}/storage`).expect(200)).body.quotaMb).toBe(500);
  });

  it.each(WIDTHS)('the log, delegations, alerts and connections, at %d px', async (width: Width) => {
    await api(app).as(admin).patch(`/units/${blockId}`, {}).set('if-match', '"1"');
    const name = `Chi đoàn Kho bạc ${width}`;
    const unit = { parentId: blockId, code: `KB-${width}`, kind: 'agency', name, shortName: name };
    await api(app).as(admin).post('/units', unit).expect(201);
    const page = await browsers.open(admin, '/audit', { width, expectFailures: EXPECTED });
    await page.getByText(name).first().waitFor();
    await page.locator('.audit-row summary').first().click();
    await look(page, 'admin-audit');
    if (width === 360) await page.getByText('Lọc nhật ký').click();
    await page.getByLabel('Việc', { exact: true }).selectOption('account.lock');
    await page.getByText('Không có dòng nào trong khoảng này').waitFor();
    await page.goto(`${app.url}/people/delegations`);
    await page.getByText('Không có ủy quyền nào').waitFor();
    await look(page, 'admin-delegations');
    await page.goto(`${app.url}/people/alerts`);
    await page.getByText('Máy quét mã độc').waitFor();
    await look(page, 'admin-alerts');
    await page.goto(`${app.url}/people/connections`);
    await arrived(page, 'Kết nối');
    await press(page, 'Cấp khóa');
    await page.getByLabel('Tên phần mềm').fill(`Trục liên thông ${width}`);
    await page.getByPlaceholder('dd/mm/yyyy').waitFor();
    await look(page, 'admin-key-new');
    await page.getByRole('dialog').getByRole('button', { name: 'Cấp khóa' }).click();
    await page.getByText('chỉ hiện một lần').waitFor();
    await look(page, 'admin-key-once');
    await press(page, 'Đã chép, đóng lại');
    await page.getByText(`Trục liên thông ${width}`).waitFor();
    await look(page, 'admin-connections');
  });
});
