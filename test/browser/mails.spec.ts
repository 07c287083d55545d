import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { arrived, look, screens, type Width, WIDTHS } from '../support/browser.ts';
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
    expect(await page.getByText('Có khi đây là thư khác giấu bên trong').count()).toBe(1);
    await look(page, 'archived-odd');
    const none = await world.browsers.open(world.unit(1).leader, '/archived-mails', { width: 360 });
    await none.getByText('Thư trong hộp thư cũ của đơn vị hiện ra ở đây').waitFor();
    await look(none, 'archived-empty');
  });

  it.each(WIDTHS)('to an old address is told of, read and registered, at %d px', async (width: Width) => {
    const unit = world.unit(width === 1440 ? 0 : 1);
    const subject = `Công văn số ${width}-CV/SNV về việc rà soát cán bộ Đoàn`;
    const id = await world.arrives(unit, {
      subject,
      found: 'spf=pass; dkim=pass; dmarc=pass',
      text: 'Kính gửi Chi đoàn. Đề nghị rà soát trước ngày 30/6.',
      html: `<p>Kính gửi <b>Chi đoàn</b></p>${hostileHtml(stranger.url)}`,
      files: [
        { name: 'Công văn rà soát.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') },
        { name: 'cai-dat.exe', type: 'application/octet-stream', bytes: Buffer.from('MZ') },
      ],
    });
    await world.arrives(unit, { subject: 'Quảng cáo', isSpam: true, found: 'spf=fail' });
    const page = await world.browsers.open(unit.clerk, '/', { width });
    await page.getByRole('heading', { name: '1 thư gửi vào địa chỉ cũ chờ vào sổ' }).waitFor();
    if (width === 1440) await page.getByText('1 thư chờ').waitFor({ state: 'attached' });
    await look(page, 'arrived-home');
    await page.getByRole('link', { name: /Xem và vào sổ/ }).click();
    await arrived(page, subject);
    expect(new URL(page.url()).pathname).toBe(`/arrived-mails/${id}`);
    await page.frameLocator('.mail-frame').getByText('Chi đoàn').waitFor();
    await page.getByText('Đúng là từ địa chỉ này gửi.').waitFor();
    await page.getByText('SPF đạt · DKIM đạt · DMARC đạt').waitFor();
    await look(page, 'arrived-mail');
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Ngày văn bản').waitFor();
    expect(await dialog.getByLabel('Cơ quan ban hành').inputValue()).toBe('Văn thư');
    expect(await dialog.getByLabel('Số, ký hiệu').inputValue()).toBe(`${width}-CV/SNV`);
    expect(await dialog.getByLabel('Trích yếu').inputValue()).toBe(subject);
    expect(await dialog.getByLabel('Ngày văn bản').inputValue()).toBe('01/05/2020');
    await look(page, 'arrived-register');
    // What was typed is still there after Escape, which is pressed too easily.
    await dialog.getByLabel('Cơ quan ban hành').fill('Sở Nội vụ tỉnh Trà Vinh');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Vào sổ', exact: true }).press('Enter');
    expect(await dialog.getByLabel('Cơ quan ban hành').inputValue()).toBe('Sở Nội vụ tỉnh Trà Vinh');
    await dialog.getByRole('button', { name: 'Vào sổ', exact: true }).click();
    await page.getByText('Đã vào sổ “').waitFor();
    const way = page.getByRole('link', { name: 'Mở văn bản đến' });
    await way.waitFor();
    await page.waitForFunction(`document.activeElement.textContent === 'Mở văn bản đến'`);
    await look(page, 'arrived-registered');
    await page.keyboard.press('Enter');
    await arrived(page, subject);
    await page.locator('.facts').getByText('Sở Nội vụ tỉnh Trà Vinh').waitFor();
    expect(stranger.asked).toEqual([]);
  });

  it('to an old address is dismissed with a reason and taken back; a leader is told whose work it is', async () => {
    const unit = world.unit(1);
    const subject = 'Trao đổi về giờ họp';
    await world.arrives(unit, { subject, from: 'ke-gia-danh@so.example', found: 'spf=fail; dmarc=fail' });
    const page = await world.browsers.open(unit.clerk, '/arrived-mails');
    await page.getByRole('link', { name: subject }).waitFor();
    await look(page, 'arrived-list');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('Có thể giả danh').waitFor();
    await page.getByRole('button', { name: 'Không vào sổ' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nói rõ lý do').fill('Hỏi giờ');
    await dialog.getByRole('button', { name: 'Ghi lý do' }).click();
    await dialog.getByText('Cần ít nhất 10 chữ cái; mới có 7.').waitFor();
    await dialog.getByLabel('Nói rõ lý do').fill('Chỉ hỏi giờ họp, đã trả lời qua điện thoại.');
    await look(page, 'arrived-dismiss');
    await dialog.getByRole('button', { name: 'Ghi lý do' }).click();
    await page.locator('.timeline').getByText('Chỉ hỏi giờ họp').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction(`document.activeElement.textContent.includes('Đưa lại vào danh sách chờ')`);
    await look(page, 'arrived-dismissed');
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByRole('button', { name: 'Vào sổ', exact: true }).waitFor();
    const boss = await world.browsers.open(unit.leader, '/arrived-mails', { width: 360 });
    await boss.getByRole('link', { name: subject }).click();
    await boss.getByText('Việc của văn thư đơn vị').last().waitFor();
    expect(await boss.getByRole('button', { name: /^Vào sổ/ }).getAttribute('aria-disabled')).toBe('true');
    await look(boss, 'arrived-leader');
  });

  it('that still comes is shown to administrators by sender, with the inboxes that are watched', async () => {
    const { office } = world.org;
    for (const i of [1, 2, 3])
      await world.arrives(world.unit(0), {
        subject: `Báo cáo ${i}`,
        from: 'rat-cham-doi-dia-chi@huyen-doan.tra-vinh.example',
      });
    await world.app.db.query(
      `insert into inbox_watch (inbox_id, next_at, state, problem, failures, checked_at)
       select id, now(), s.state, s.problem, s.failures, now() from
         (select id, row_number() over (order by id) as n from legacy_inbox limit 3) i
         join (values (1, 'well', null, 0), (2, 'refused', 'login-refused', 3), (3, 'unreachable', 'ETIMEDOUT', 1)) s (n, state, problem, failures) using (n)`,
    );
    for (const width of WIDTHS) {
      const page = await world.browsers.open(office.admin, '/cutover/senders', { width });
      await page.getByText('rat-cham-doi-dia-chi').first().waitFor();
      await page.getByText('Nhà cung cấp không nhận mật khẩu').waitFor();
      const first = page.locator('tbody tr').first();
      expect(await first.textContent()).toContain('rat-cham-doi-dia-chi');
      await look(page, 'cutover-senders');
      await screens.shot(page, 'cutover-senders-whole', true);
    }
  });
});
