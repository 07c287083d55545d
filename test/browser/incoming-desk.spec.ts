import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { arrived, look, screens, type Width, WIDTHS } from '../support/browser.ts';
import { ACTS, IncomingWorld } from './incoming-world.ts';

describe('văn bản đến at a desk: search, several at once, paper, the book, files', () => {
  let world: IncomingWorld;
  beforeAll(async () => {
    world = await IncomingWorld.start(4);
  });
  afterEach(() => world.browsers.check());
  afterAll(() => world?.stop());

  it('finds as one types, and says what to do when there is nothing', async () => {
    const { clerk } = world.unit(0);
    const page = await world.browsers.open(clerk, '/incoming');
    await page.getByText('Văn bản gửi tới đơn vị hiện ra ở đây').waitFor();
    await look(page, 'incoming-empty');
    await world.send(world.unit(0), 'Kế hoạch hiến máu tình nguyện');
    await world.send(world.unit(0), 'Đại hội chi đoàn', { urgency: 'khan' });
    await page.getByRole('link', { name: 'Đại hội chi đoàn' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('hiến máu');
    await page.getByRole('link', { name: 'Đại hội chi đoàn' }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('q')).toBe('hiến máu');
    await page.keyboard.type(' nhân đạo');
    await page.getByText('Không có văn bản nào khớp').waitFor();
    await look(page, 'incoming-nothing-found');
    await page.getByRole('button', { name: 'Xoá ô tìm' }).click();
    await page.getByRole('button', { name: 'Lọc' }).click();
    await page.getByLabel('Độ khẩn').selectOption('khan');
    await page.getByLabel('Lưu bộ lọc này với tên').fill('Khẩn');
    await look(page, 'incoming-filter');
    await page.getByRole('dialog').getByRole('button', { name: 'Lọc', exact: true }).click();
    await page.getByRole('link', { name: 'Kế hoạch hiến máu' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Lọc (1)' }).waitFor();
    await page.getByRole('link', { name: 'Chờ vào sổ' }).click();
    await page.getByRole('link', { name: 'Đại hội chi đoàn' }).waitFor();
    await page.goto(`${world.app.url}/incoming?box=done`);
    await page.getByText('Ngăn “Hoàn thành” không có').waitFor();
    await page.getByRole('link', { name: 'Khẩn', exact: true }).click();
    await page.getByRole('link', { name: 'Đại hội chi đoàn' }).waitFor();
  });

  it('does to several what is done to each: acknowledged and registered one by one, none of them opened', async () => {
    const { clerk, leader } = world.unit(1);
    const ids = [];
    for (const subject of ['Một', 'Hai', 'Ba']) ids.push(await world.send(world.unit(1), subject));
    await world
      .as(leader)
      .post(`/incoming-documents/${ids[1]}/refusal`, { code: 'duplicate', text: 'Đã nhận bản giấy rồi.' })
      .expect(201);
    const page = await world.browsers.open(clerk, '/incoming', { expectFailures: ACTS });
    await page.getByRole('checkbox').nth(2).waitFor();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('group', { name: 'Đã chọn 3' }).waitFor();
    await look(page, 'incoming-selected');
    await page.getByRole('button', { name: 'Vào sổ' }).click();
    const dialog = page.getByRole('dialog', { name: 'Vào sổ 3 văn bản' });
    await dialog.getByRole('button', { name: 'Vào sổ 3 văn bản' }).click();
    await dialog.getByText('Xong 2 trong 3; 1 chưa làm được.').waitFor();
    expect(await dialog.getByRole('listitem').first().textContent()).toContain('số đến 1');
    await look(page, 'incoming-bulk');
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByRole('group', { name: 'Đã chọn' }).count()).toBe(0);
    const { body } = await world.as(clerk).get(`/receipts?deliveryId=${ids[0]}`).expect(200);
    const opening = body.items.find(({ fact }: { fact: string }) => fact === 'opened');
    // Only what registering itself implies, and said so.
    expect(opening.impliedBy).not.toBeNull();
  });

  it.each(WIDTHS)(
    'takes in paper with its scan, warns of a twin, and keeps the book, at %d px',
    async (width: Width) => {
      const { clerk } = world.unit(2);
      const page = await world.browsers.open(clerk, '/incoming', { width, expectFailures: ACTS });
      const fill = async (subject: string): Promise<void> => {
        await page.getByRole('link', { name: 'Nhập văn bản giấy' }).first().click();
        await page.getByLabel('Cơ quan ban hành').fill('Ban Thường vụ Tỉnh đoàn');
        await page.getByLabel('Số, ký hiệu').fill(`${width}-CV/TĐTN`);
        await page.getByLabel('Trích yếu').fill(subject);
      };
      await fill('Về việc tham dự Hội nghị tổng kết công tác Đoàn');
      // No such day: said beside the field, and never made another one.
      await page.getByLabel('Ngày văn bản').fill('31/02/2026');
      await page.getByLabel('Ngày văn bản').blur();
      await page.getByText('“31/02/2026” không phải là ngày.').waitFor();
      expect(await page.getByLabel('Ngày văn bản').getAttribute('aria-invalid')).toBe('true');
      if (width === 360) await look(page, 'date-field-no-day');
      await page.getByLabel('Ngày văn bản').fill('18/05/2020');
      if (width === 1440) {
        await page.getByText('tháng 5 2020').first().waitFor();
        await look(page, 'date-field');
      }
      await page.getByLabel('Ngày văn bản').blur();
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'Bản quét.txt', mimeType: 'text/plain', buffer: Buffer.from('Bản quét') });
      await page.getByRole('dialog').getByText('Bản quét.txt').waitFor();
      await look(page, 'incoming-entry');
      await page.getByRole('button', { name: 'Nhập và vào sổ' }).click();
      await arrived(page, 'Về việc tham dự Hội nghị');
      await page.getByText('· văn bản giấy').waitFor();
      await page.getByText('18/05/2020').waitFor();
      await page.goto(`${world.app.url}/incoming`);
      await page.getByRole('link', { name: 'Nhập văn bản giấy' }).first().click();
      await page.getByLabel('Cơ quan ban hành').fill('Gõ dở');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Nhập văn bản giấy' }).first().click();
      expect(await page.getByLabel('Cơ quan ban hành').inputValue()).toBe('Gõ dở');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await fill('Về việc tham dự Hội nghị tổng kết');
      await page.getByRole('button', { name: 'Nhập và vào sổ' }).click();
      await page.getByText('Kiểm tra kẻo nhập hai lần').waitFor();
      await look(page, 'incoming-twin');
      await page.getByRole('button', { name: 'Là văn bản khác, vẫn nhập' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.goto(`${world.app.url}/registers`);
      await arrived(page, 'Sổ đăng ký văn bản đến');
      await page.getByText(`${width}-CV/TĐTN`).first().waitFor();
      await look(page, 'register-incoming');
      await page.getByLabel('Năm', { exact: true }).selectOption('2024');
      await page.getByText('Sổ năm 2024 chưa có dòng nào').waitFor();
      await look(page, 'register-empty');
      const { body } = await world
        .as(clerk)
        .get('/registers/incoming?year=' + new Date().getFullYear())
        .expect(200);
      expect(body.items.length).toBeGreaterThanOrEqual(2);
    },
  );

  it('shows the pages of a file in the page, larger, smaller, and as text', async () => {
    const { clerk } = world.unit(3);
    const pdf = await readFile(new URL('../../src/sample/thong-bao.pdf', import.meta.url));
    const file = await world.upload(pdf, 'Thông báo.pdf');
    await world.app.get(Jobs).drain();
    const id = await world.send(world.unit(3), 'Thông báo có tệp', { attachmentIds: [file] });
    const page = await world.browsers.open(clerk, `/incoming/${id}`, { dark: true });
    const picture = page.getByRole('img', { name: 'Trang 1 của Thông báo.pdf' });
    await picture.waitFor();
    const wide = (await picture.boundingBox())?.width ?? 0;
    await page.getByRole('region', { name: 'Xem trước Thông báo.pdf' }).focus();
    await page.keyboard.press('+');
    await page.getByText('150%').waitFor();
    expect((await picture.boundingBox())?.width ?? 0).toBeGreaterThan(wide * 1.4);
    await page.keyboard.press('-');
    await look(page, 'incoming-preview');
    await page.getByRole('button', { name: 'Xem dạng chữ' }).click();
    await page.getByText('Chữ do máy đọc từ tệp').waitFor();
    await look(page, 'incoming-text');
    expect(await world.facts(clerk, id)).not.toContain('downloaded');
    await page.emulateMedia({ media: 'print' });
    await screens.shot(page, 'incoming-print', true);
  });
});
