import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { arrived, look } from '../support/browser.ts';
import { aStranger, hostileHtml, MailsWorld, PLAN, type Stranger } from './mails-world.ts';

const rows = (page: Page) => page.locator('a[data-row]');
const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.textContent');

describe('thư điện tử', () => {
  let world: MailsWorld;
  let stranger: Stranger;
  beforeAll(async () => {
    stranger = await aStranger();
    world = await MailsWorld.start();
    await world.fillArchive(stranger.url);
  });
  afterEach(() => world.browsers.check());
  afterAll(async () => {
    await world?.stop();
    await stranger?.stop();
  });

  it('from before the cutover is searched, read by keyboard, and runs and asks nothing', async () => {
    const page = await world.browsers.open(world.unit(0).clerk, '/archived-mails');
    await rows(page).first().waitFor();
    await look(page, 'archived-list');
    await page.keyboard.press('/');
    await page.keyboard.type('tap huan nghiep vu');
    await page.getByText('Tìm thấy 1 thư').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    expect(await focused(page)).toContain(PLAN);
    await page.keyboard.press('Enter');
    await arrived(page, PLAN);
    const frame = page.frameLocator('.mail-frame');
    await frame.getByText('Khai mạc').waitFor();
    await frame.getByAltText('dấu').waitFor();
    await look(page, 'archived-mail');
    await page.getByRole('button', { name: 'Xem dạng chữ' }).press('Enter');
    await page.getByText('Kính gửi các Chi đoàn. Tập huấn từ ngày 18/5.').last().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải về Kế hoạch tập huấn' }).click(),
    ]);
    expect(download.suggestedFilename()).toContain('Kế hoạch tập huấn');
    await page.keyboard.press('Escape');
    await page.getByText('Chọn một thư để đọc ở đây').waitFor();
    expect(await focused(page)).toContain(PLAN);
    expect(stranger.asked).toEqual([]);
  });

  it('runs nothing and asks nobody even where the cleaning of it had failed', async () => {
    const { clerk } = world.unit(0);
    const planted = `<p>Tin xấu</p>${hostileHtml(stranger.url)}`;
    const { rows: found } = await world.app.db.query<{ id: string }>(
      `update archived_mail_text t set html = $2 from archived_mail m where m.id = t.mail_id and m.subject like $1 returning m.id`,
      ['%giao ban tháng 3', planted],
    );
    const page = await world.browsers.open(clerk, `/archived-mails/${found[0]?.id}`);
    const answer = await page.waitForResponse((response) => response.url().endsWith('/page'));
    expect(answer.headers()['content-security-policy']).toMatch(/^sandbox[^;]*; default-src 'none'/);
    await page.frameLocator('.mail-frame').getByText('Tin xấu').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('globalThis.ran')).toBeUndefined();
    expect(new URL(page.url()).pathname).toBe(`/archived-mails/${found[0]?.id}`);
    expect(stranger.asked).toEqual([]);
    // The browser complains of each try; those are the only complaints there are.
    await expect(world.browsers.check()).rejects.toThrow(/sandbox|Content Security Policy/);
  });

  it('is at home on a phone, says what is odd about a mail, and teaches where there is none', async () => {
    const page = await world.browsers.open(world.unit(0).member, '/archived-mails', { width: 360 });
    await rows(page).first().waitFor();
    await look(page, 'archived-list');
    await rows(page).filter({ hasText: PLAN }).click();
    await arrived(page, PLAN);
    await page.frameLocator('.mail-frame').getByText('Khai mạc').waitFor();
    await look(page, 'archived-mail');
    await page.getByRole('link', { name: 'Về danh sách' }).click();
    await page.getByRole('link', { name: 'Có điểm lạ' }).click();
    await page.getByText('Tìm thấy').waitFor({ state: 'attached' });
    await rows(page).filter({ hasText: 'ghép sai quy cách' }).first().click();
    await page.getByText('Thư này có điểm lạ').waitFor();
    await look(page, 'archived-odd');
    const none = await world.browsers.open(world.unit(1).leader, '/archived-mails', { width: 360 });
    await none.getByText('Thư trong hộp thư cũ của đơn vị hiện ra ở đây').waitFor();
    await look(none, 'archived-empty');
  });
});
