import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrived, Browsers, look, press, type Width, WIDTHS } from '../support/browser.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';

const PASSWORD = 'mưa rào trên sông Hậu';
const NEW_PASSWORD = 'ba con thuyền về bến cũ';
const REFUSALS = /\/api\/v1\/(?:sessions|accounts|second-factor|password-resets|activations|sign-in-methods)/;

describe('the ways in', () => {
  let app: TestApp;
  let browsers: Browsers;
  let unitId: string;

  const someone = (role: 'clerk' | 'admin' | 'leader', password?: string): Promise<Person> =>
    aPerson(app, [[unitId, role]], {
      displayName: { clerk: 'Văn thư Đoàn Khối', admin: 'Quản trị Đoàn Khối', leader: 'Bí thư Đoàn Khối' }[role],
      email: `${role}@gnvb.example`,
      ...(password && { password }),
    });
  const typePassword = async (page: Page, label: string, text: string): Promise<void> =>
    page.getByLabel(label, { exact: true }).fill(text);
  const signIn = async (page: Page, person: Person, password: string): Promise<void> => {
    await page.getByLabel('Tên đăng nhập').fill(person.username);
    await typePassword(page, 'Mật khẩu', password);
    await press(page, 'Đăng nhập');
  };

  beforeAll(async () => {
    // The browser lives by the machine's clock: cookies end by it.
    app = await startTestApp({ clock: new MovableClock(new Date()), config: { SECOND_FACTOR_ROLES: 'leader' } });
    unitId = (await aUnit(app, { name: 'Đoàn Khối các cơ quan và Doanh nghiệp tỉnh Trà Vinh' })).id;
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  it.each(WIDTHS)('password, at the address that was asked for, at %d px', async (width: Width) => {
    const person = await someone('clerk', PASSWORD);
    const page = await browsers.open(null, '/me?x=1', { width, expectFailures: REFUSALS });
    await arrived(page, 'Đăng nhập');
    await look(page, 'sign-in');
    await signIn(page, person, 'sai mật khẩu rồi');
    await page.getByRole('alert').getByText('Tên đăng nhập hoặc mật khẩu không đúng').waitFor();
    await look(page, 'sign-in-refused');
    await signIn(page, person, PASSWORD);
    await arrived(page, 'Hồ sơ của tôi');
    expect(page.url()).toBe(`${app.url}/me?x=1`);
    await look(page, 'me');
  });

  it('by keyboard alone, and the focus goes where the page does', async () => {
    const person = await someone('clerk', PASSWORD);
    const page = await browsers.open(null, '/');
    await arrived(page, 'Đăng nhập');
    await page.keyboard.type(person.username);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await arrived(page, 'Tổng quan');
    expect(await page.title()).toBe('Tổng quan · gnvb');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await look(page, 'palette');
    await page.keyboard.type('ho so');
    await page.keyboard.press('Enter');
    await arrived(page, 'Hồ sơ của tôi');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Hồ sơ của tôi');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Trợ giúp và phím tắt' }).waitFor();
    await look(page, 'keys');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it.each(WIDTHS)('the code on paper, at %d px', async (width: Width) => {
    const admin = await someone('admin');
    const person = await someone('clerk');
    const { body } = await api(app).as(admin).post('/activation-codes', { accountId: person.id }).expect(201);
    const page = await browsers.open(null, '/', { width, expectFailures: REFUSALS });
    await page.getByRole('link', { name: 'Có mã kích hoạt?' }).click();
    await arrived(page, 'Đặt mật khẩu lần đầu');
    await page.getByLabel('Tên đăng nhập').fill(person.username);
    await page.getByLabel('Mã kích hoạt').fill((body.items[0].code as string).toLowerCase());
    await typePassword(page, 'Mật khẩu mới', '12345678910');
    await press(page, 'Đặt mật khẩu và đăng nhập');
    await page.getByText('Mật khẩu này dễ đoán').waitFor();
    expect(await page.evaluate(`document.activeElement.getAttribute('aria-invalid')`)).toBe('true');
    await look(page, 'activation');
    await typePassword(page, 'Mật khẩu mới', NEW_PASSWORD);
    await press(page, 'Đặt mật khẩu và đăng nhập');
    await arrived(page, 'Tổng quan');
    expect(new URL(page.url()).pathname).toBe('/');
    await look(page, 'home');
  });

  it.each(WIDTHS)('a temporary password is changed before anything else, at %d px', async (width: Width) => {
    const admin = await someone('admin');
    const person = await someone('clerk', PASSWORD);
    await api(app).as(admin).put(`/accounts/${person.id}/password`, { password: NEW_PASSWORD }).expect(204);
    const page = await browsers.open(null, '/', { width, expectFailures: REFUSALS });
    await signIn(page, person, NEW_PASSWORD);
    await arrived(page, 'Đổi mật khẩu tạm');
    await look(page, 'first-password');
    await typePassword(page, 'Mật khẩu tạm', NEW_PASSWORD);
    await typePassword(page, 'Mật khẩu mới', NEW_PASSWORD);
    await press(page, 'Đổi mật khẩu');
    await page.getByText('giống hệt mật khẩu đang dùng').waitFor();
    await typePassword(page, 'Mật khẩu mới', PASSWORD);
    await press(page, 'Đổi mật khẩu');
    await arrived(page, 'Tổng quan');
  });

  it.each(WIDTHS)('the second factor, set up and asked for, at %d px', async (width: Width) => {
    const person = await someone('leader', PASSWORD);
    const page = await browsers.open(null, '/', { width, expectFailures: REFUSALS });
    await signIn(page, person, PASSWORD);
    await arrived(page, 'Cài xác thực hai bước');
    await typePassword(page, 'Mật khẩu hiện tại', PASSWORD);
    await press(page, 'Bắt đầu');
    const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '');
    await look(page, 'second-factor');
    const code = async (): Promise<string> => generate({ secret, epoch: app.clock.now().getTime() / 1000 });
    await page.getByLabel('2. Nhập mã 6 số').fill(await code());
    await press(page, 'Bật xác thực hai bước');
    await arrived(page, 'Giữ các mã dự phòng');
    const recovery = (await page.locator('.recovery-codes li').first().textContent()) ?? '';
    await look(page, 'recovery-codes');
    await page.getByLabel('Tôi đã cất các mã').check();
    await press(page, 'Vào hệ thống');
    await arrived(page, 'Tổng quan');
    await page.goto(`${app.url}/me`);
    await page.locator('main').getByRole('button', { name: 'Đăng xuất' }).click();
    await arrived(page, 'Đăng nhập');
    await signIn(page, person, PASSWORD);
    await arrived(page, 'Xác thực hai bước');
    await look(page, 'second-step');
    await page.getByLabel('Mã xác thực').fill('000000');
    await press(page, 'Tiếp tục');
    await page.getByText('Mã xác thực không đúng').waitFor();
    await press(page, 'Không có điện thoại? Dùng mã dự phòng');
    await page.getByLabel('Mã dự phòng').fill(recovery);
    await press(page, 'Tiếp tục');
    await arrived(page, 'Tổng quan');
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it.each(WIDTHS)('a lost session asks for the password over the page as it is, at %d px', async (width: Width) => {
    const person = await someone('clerk', PASSWORD);
    const page = await browsers.open(null, '/outgoing', { width, expectFailures: /./ });
    await signIn(page, person, PASSWORD);
    await page.getByText('Văn bản của đơn vị gửi đi hiện ra ở đây').waitFor();
    await app.db.query(`update session set revoked_at = now(), revoked_why = 'test' where account_id = $1`, [
      person.id,
    ]);
    await page.getByLabel('Tìm văn bản đi').fill('đang gõ dở');
    const dialog = page.getByRole('dialog', { name: 'Phiên làm việc đã hết' });
    await dialog.waitFor();
    await look(page, 'session-expired');
    await page.keyboard.press('Escape');
    await typePassword(page, 'Mật khẩu', PASSWORD);
    await press(page, 'Đăng nhập');
    await dialog.waitFor({ state: 'detached' });
    // The call that met the lost session was made again, and answered.
    await page.getByText('Không tìm thấy “đang gõ dở”').waitFor();
    expect(await page.getByLabel('Tìm văn bản đi').inputValue()).toBe('đang gõ dở');
  });

  it('a forgotten password, by the link of the mail', async () => {
    const page = await browsers.open(null, '/forgotten-password', { width: 360, expectFailures: REFUSALS });
    await page.getByLabel('Tên đăng nhập hoặc địa chỉ thư').fill('khong.co.ai');
    await look(page, 'forgotten-password');
    await press(page, 'Gửi đường dẫn');
    await arrived(page, 'Kiểm tra hộp thư');
    await page.goto(`${app.url}/password-reset#ma-khong-con-dung`);
    await typePassword(page, 'Mật khẩu mới', NEW_PASSWORD);
    expect(page.url()).toBe(`${app.url}/password-reset`);
    await press(page, 'Đặt mật khẩu mới');
    await page.getByRole('alert').waitFor();
    await look(page, 'password-reset');
  });

  it.each(WIDTHS)('an address without a page says so, at %d px', async (width: Width) => {
    const page = await browsers.open(await someone('clerk'), '/khong-co/trang-nay', { width });
    await arrived(page, 'Không có trang này');
    expect(await page.title()).toBe('Không có trang này · gnvb');
    await look(page, 'not-found');
  });

  it('speaks English to those who ask for it', async () => {
    const page = await browsers.open(await someone('admin'), '/', { language: 'en' });
    await arrived(page, 'Overview');
    await page.getByText('administrator').waitFor();
    await look(page, 'home-english');
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  });
});
