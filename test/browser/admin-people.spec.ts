import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrived, Browsers, look, press, screens, type Width, WIDTHS } from '../support/browser.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';

const PASSWORD = 'ba con thuyền về bến cũ';
const EXPECTED = /\/api\/v1\//;

describe('units and people', () => {
  let app: TestApp;
  let browsers: Browsers;
  let admin: Person;
  let blockId: string;

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

  it('a unit is not closed with a successor that was only typed: its documents would go back to their senders', async () => {
    const unit = await aUnit(app, { parentId: blockId, name: 'Chi đoàn Nhà máy đường' });
    const page = await browsers.open(admin, `/people/units/${unit.id}`, { expectFailures: EXPECTED });
    const asked: string[] = [];
    page.on('request', (request) => request.url().endsWith('/closure') && asked.push(request.postData() ?? ''));
    await arrived(page, 'Chi đoàn Nhà máy đường');
    await page.locator('.panes-detail').getByRole('button', { name: 'Thêm thông tin' }).click();
    await page.getByRole('menuitem', { name: 'Đóng hoặc sáp nhập' }).click();
    const dialog = page.getByRole('dialog');
    const close = dialog.locator('button[type=submit]');
    const typed = dialog.getByLabel('Đơn vị nhận lại');
    await typed.fill('nong nghiep');
    // Forwards lies a day with its calendar, which would lie over the button.
    await page.keyboard.press('Shift+Tab');
    await close.click();
    await page.waitForTimeout(300);
    expect(asked).toEqual([]);
    expect(await typed.inputValue()).toBe('');
    await typed.fill('số 7');
    // Before the answer to these letters is there, what is listed is that of others.
    await page.keyboard.press('Enter');
    expect(await dialog.getByRole('combobox').count()).toBe(1);
    await dialog.getByRole('option', { name: /số 7/ }).click();
    await close.click();
    await dialog.waitFor({ state: 'detached' });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/"successorId":"[0-9a-f-]{36}"/);
  });

  it('the tree goes by keys', async () => {
    const page = await browsers.open(admin, '/people/units');
    await page.getByRole('treeitem', { name: /số 12/ }).waitFor();
    await page.getByRole('treeitem').first().focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('treeitem', { name: /số 12/ }).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await page.getByRole('treeitem').nth(1).waitFor();
    await page.keyboard.press('ArrowDown');
    const name = await page.evaluate<string>('document.activeElement.textContent');
    expect(name).toMatch(/^(Đoàn cơ sở|Chi đoàn)/);
    await page.keyboard.press('Enter');
    await arrived(page, /^(Đoàn cơ sở|Chi đoàn)/);
    expect(await page.evaluate<string>('document.activeElement.getAttribute("role")')).toBe('treeitem');
  });
});
