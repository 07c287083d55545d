import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { Browsers, expectAccessible, expectNoSideways, screens, WIDTHS, type Width } from '../support/browser.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';

const PASSWORD = 'mưa rào trên sông Hậu';
const NEW_PASSWORD = 'ba con thuyền về bến cũ';

/** What is looked at on every screen. */
async function look(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  await screens.shot(page, name);
  await expectNoSideways(page);
  await expectAccessible(page);
}

describe('the ways in', () => {
  let app: TestApp;
  let browsers: Browsers;
  let unitId: string;

  const someone = (options: { password?: string; role?: 'clerk' | 'admin'; name?: string } = {}): Promise<Person> =>
    aPerson(app, [[unitId, options.role ?? 'clerk']], {
      displayName: options.name ?? 'Văn thư Đoàn Khối',
      email: 'van.thu@gnvb.example',
      ...(options.password && { password: options.password }),
    });

  beforeAll(async () => {
    // The clock of the browser is the machine's, and so must be the service's: cookies and one-time codes live by it.
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    unitId = (await aUnit(app, { name: 'Đoàn Khối các cơ quan và Doanh nghiệp tỉnh Trà Vinh' })).id;
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  it.each(WIDTHS)('password, at the address that was asked for, at %d px', async (width: Width) => {
    const person = await someone({ password: PASSWORD });
    const page = await browsers.open(null, '/me?x=1', { width });
    await page.getByLabel('Tên đăng nhập').waitFor();
    await look(page, 'sign-in');
    await page.getByLabel('Tên đăng nhập').fill(person.username);
    await page.getByLabel('Mật khẩu', { exact: true }).fill('sai mật khẩu rồi');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('alert').getByText('Tên đăng nhập hoặc mật khẩu không đúng').waitFor();
    await look(page, 'sign-in-refused');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { name: 'Hồ sơ của tôi' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/me');
    await look(page, 'me');
  });
});

void generate;
void NEW_PASSWORD;
void api;
