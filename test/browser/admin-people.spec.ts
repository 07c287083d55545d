import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { Browsers, look, screens, WIDTHS, type Width } from '../support/browser.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';

const PASSWORD = 'ba con thuyền về bến cũ';
const EXPECTED = /\/api\/v1\//;

describe('units and people', () => {
  let app: TestApp;
  let browsers: Browsers;
  let admin: Person;
  let blockId: string;

  const press = (page: Page, name: string | RegExp): Promise<void> =>
    page
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  const arrived = (page: Page, name: string | RegExp): Promise<void> =>
    page.getByRole('heading', { name }).first().waitFor();

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    const block = await aUnit(app, { name: 'Đoàn Khối các cơ quan và Doanh nghiệp tỉnh Trà Vinh', kind: 'block' });
    blockId = block.id;
    for (let i = 1; i <= 12; i++)
      await aUnit(app, { parentId: blockId, name: `Đoàn cơ sở Sở Nông nghiệp và Phát triển nông thôn số ${i}` });
    admin = await aPerson(app, [[blockId, 'admin']], { displayName: 'Quản trị Đoàn Khối' });
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  it.each(WIDTHS)('a new unit gets a clerk, who activates with the printed slip, at %d px', async (width: Width) => {
    const page = await browsers.open(admin, '/people', { width, expectFailures: EXPECTED });
    await page.getByRole('treeitem', { name: /số 12/ }).waitFor();
    await look(page, 'admin-units');
    await press(page, 'Thêm đơn vị');
    await page.getByLabel('Tên đơn vị').fill(`Chi đoàn Trường Chính trị ${width}`);
    await page.getByLabel('Tên ngắn').fill(`CĐ Chính trị ${width}`);
    await page.getByLabel('Mã đơn vị').fill(`CT-${width}`);
    await look(page, 'admin-unit-new');
    await page.getByRole('dialog').getByRole('button', { name: 'Thêm đơn vị' }).click();
    await arrived(page, `Chi đoàn Trường Chính trị ${width}`);
    await page.getByText('Chưa có ai ở đơn vị này').waitFor();
    await look(page, 'admin-unit');
    await press(page, 'Tạo tài khoản');
    const username = `vanthu.chinhtri.${width}`;
    await page.getByLabel('Họ và tên').fill(`Văn thư Chính trị ${width}`);
    await page.getByLabel('Tên đăng nhập').fill(username);
    await look(page, 'admin-account-new');
    await page.getByRole('dialog').getByRole('button', { name: 'Tạo tài khoản' }).click();
    await arrived(page, `Văn thư Chính trị ${width}`);
    await page.locator('.panes-detail .mark', { hasText: 'chưa kích hoạt' }).first().waitFor();
    await look(page, 'admin-account');
    await press(page, 'Cấp mã kích hoạt');
    await look(page, 'admin-slips');
    await press(page, `Cấp mã cho Văn thư Chính trị ${width}`);
    await arrived(page, 'Đã cấp 1 mã');
    await look(page, 'admin-slip');
    await page.emulateMedia({ media: 'print' });
    await screens.shot(page, 'admin-slip-print', true);
    await page.emulateMedia({ media: 'screen' });
    const code = (await page.locator('.slip-code').last().textContent()) ?? '';

    const other = await browsers.open(null, `/activation#${username}`, { width, expectFailures: EXPECTED });
    await other.getByLabel('Mã kích hoạt').fill(code);
    expect(await other.getByLabel('Tên đăng nhập').inputValue()).toBe(username);
    await other.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD);
    await press(other, 'Đặt mật khẩu và đăng nhập');
    await arrived(other, 'Tổng quan');
    await press(page, 'Đã in xong');
    await page.locator('.mark', { hasText: 'đã dùng' }).first().waitFor();
  });

  it('locking ends the session of the other window', async () => {
    const clerk = await aPerson(app, [[blockId, 'clerk']], { displayName: 'Văn thư Đoàn Khối' });
    const theirs = await browsers.open(clerk, '/me', { expectFailures: EXPECTED });
    await arrived(theirs, 'Hồ sơ của tôi');
    const page = await browsers.open(admin, `/people/accounts/${clerk.id}`, { expectFailures: EXPECTED });
    await arrived(page, 'Văn thư Đoàn Khối');
    await page.getByText('Phiên đang mở').waitFor();
    await press(page, 'Việc khác');
    await page.getByRole('menuitem', { name: 'Khóa tài khoản' }).click();
    await page.getByLabel('Lý do').fill('nghi lộ mật khẩu');
    await look(page, 'admin-lock');
    await page.getByRole('dialog').getByRole('button', { name: 'Khóa tài khoản' }).click();
    await page.locator('.panes-detail .mark', { hasText: 'đang khóa' }).first().waitFor();
    await page.getByText('nghi lộ mật khẩu', { exact: false }).waitFor();
    await look(page, 'admin-locked');
    await theirs.reload();
    await arrived(theirs, 'Đăng nhập');
    expect(await theirs.getByLabel('Mật khẩu', { exact: true }).isVisible()).toBe(true);
  });

  it('the tree goes by keys', async () => {
    const page = await browsers.open(admin, '/people/units');
    await page.getByRole('treeitem', { name: /số 12/ }).waitFor();
    await page.getByRole('treeitem').first().focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('treeitem', { name: /số 12/ }).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const name = await page.evaluate<string>('document.activeElement.textContent');
    expect(name).toMatch(/^(Đoàn cơ sở|Chi đoàn)/);
    await page.keyboard.press('Enter');
    await arrived(page, /^(Đoàn cơ sở|Chi đoàn)/);
    expect(await page.evaluate<string>('document.activeElement.getAttribute("role")')).toBe('treeitem');
  });
});
