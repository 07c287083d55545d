import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { Browsers, look } from '../support/browser.ts';
import { anOrganisation, type Organisation } from '../support/organisation.ts';
import type { Person } from '../support/people.ts';

const PDF = {
  name: 'KH 12 tập huấn phần mềm gửi, nhận văn bản.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('Kế hoạch\n'),
};
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const saved = (page: Page): Promise<void> => page.getByText(/Đã lưu \d/).waitFor();

describe('an outgoing document, from the form to the units', () => {
  let app: TestApp;
  let browsers: Browsers;
  let house: Organisation;

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    house = await anOrganisation(app, 7);
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  const lineOf = async (who: Person, subject: string) => {
    const { body } = await api(app)
      .as(who)
      .get(`/outgoing-documents?q=${encodeURIComponent(subject)}`)
      .expect(200);
    return body.items[0];
  };

  it('goes from the clerk to the leader and back, and out', async () => {
    const { clerk, leader } = house.office;
    const page = await browsers.open(clerk, '/outgoing', { width: 1440 });
    await page.getByText('Văn bản của đơn vị gửi đi hiện ra ở đây').waitFor();
    await look(page, 'outgoing-empty');
    await page.keyboard.press('c');
    await page.getByLabel('Trích yếu').fill('Tập huấn phần mềm gửi, nhận văn bản');
    await page.getByLabel('Loại văn bản').selectOption({ label: 'Kế hoạch' });
    await page.getByLabel('Người ký', { exact: true }).fill('Bí thư Đoàn Khối');
    await page.waitForURL(/\/outgoing\/[0-9a-f-]+\/edit/);
    expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true);
    await page.getByLabel('Tất cả đơn vị trực thuộc').check();
    await page.getByLabel('Tìm đơn vị, nhóm').fill('tinh doan');
    await page.getByRole('treeitem', { name: /Ban Thường vụ Tỉnh đoàn/ }).click();
    await page.locator('input[type=file]').setInputFiles(PDF);
    await page.getByText('1 tệp đính kèm').waitFor();
    await page.getByText('Gửi tới 8 đơn vị').waitFor();
    await saved(page);
    await look(page, 'composer');
    await press(page, 'Trình lãnh đạo');
    await page.getByText('chờ phê duyệt').first().waitFor();
    await page.getByRole('button', { name: /^Phê duyệt/ }).waitFor();
    expect(await page.getByRole('button', { name: /^Phê duyệt/ }).getAttribute('aria-disabled')).toBe('true');
    await look(page, 'outgoing-waiting');

    const { id } = await lineOf(clerk, 'Tập huấn phần mềm');
    const other = await browsers.open(leader, '/outgoing?state=submitted', { width: 1440 });
    await other.getByRole('link', { name: /Tập huấn phần mềm/ }).click();
    await press(other, 'Phê duyệt');
    await other.getByText('đã phê duyệt').first().waitFor();
    expect(await other.evaluate('document.activeElement.textContent')).toMatch(/^Ban hành/);

    await page.reload();
    await press(page, 'Ban hành');
    await dialog(page, 'Ban hành Kế hoạch?').waitFor();
    await look(page, 'outgoing-issue');
    await dialog(page, 'Ban hành Kế hoạch?').getByRole('button', { name: 'Ban hành' }).click();
    await page.getByText('đã ban hành, chưa gửi').first().waitFor();
    await press(page, 'Gửi');
    await dialog(page, /^Gửi 01-KH/).waitFor();
    await page.getByRole('button', { name: 'Gửi tới 8 đơn vị' }).waitFor();
    await look(page, 'outgoing-send');
    await press(page, 'Gửi tới 8 đơn vị');
    await page.getByText('0/8 đơn vị đã nhận').waitFor();
    await look(page, 'outgoing-sent');
    const { body } = await api(app).as(clerk).get(`/outgoing-documents/${id}/tracking`).expect(200);
    expect(body.summary.recipients).toBe(8);
    await page.getByRole('button', { name: 'Việc khác' }).click();
    await page.getByRole('menuitem', { name: /Thu hồi/ }).waitFor();
    expect(await page.getByRole('menuitem', { name: /Thu hồi/ }).textContent()).toContain('Lãnh đạo thu hồi được');
    await look(page, 'outgoing-menu');
    await page.keyboard.press('Escape');
    await page.goto(`${app.url}/registers/outgoing`);
    await page.getByRole('link', { name: /01-KH/ }).waitFor();
    await look(page, 'register-outgoing');
  });
});
