import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { SealLoop } from '../../src/live/seal-loop.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { Browsers, look, screens, WIDTHS, type Width } from '../support/browser.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../support/organisation.ts';
import { aPerson, type Person } from '../support/people.ts';

const NOTICE =
  'Về việc sử dụng các phần mềm, ứng dụng mạng xã hội trên Internet vào hoạt động trong công tác Đoàn và phong trào thanh, thiếu nhi trong tình hình mới';
const ACTS = /\/api\/v1\/incoming-documents/;

describe('văn bản đến', () => {
  let app: TestApp;
  let browsers: Browsers;
  let org: Organisation;

  const as = (person: Person) => api(app).as(person);
  const unit = (i: number): StaffedUnit => {
    const found = org.units[i];
    if (!found) throw new Error(`no unit ${i}`);
    return found;
  };
  const send = async (
    to: StaffedUnit,
    subject: string,
    more: object = {},
    files: readonly string[] = [],
  ): Promise<string> => {
    const { clerk, leader } = org.office;
    const { body } = await as(clerk)
      .post('/outgoing-documents', {
        typeCode: 'thong_bao',
        subject,
        signerCapacity: 'TM. BAN THƯỜNG VỤ',
        attachmentIds: files,
        recipients: [{ target: 'unit', unitId: to.id, purpose: 'act' }],
        ...more,
      })
      .expect(201);
    const act = (by: Person, noun: string, asked: object = {}) =>
      as(by).post(`/outgoing-documents/${body.id}/${noun}`, asked).expect(201);
    await act(clerk, 'submission');
    await act(leader, 'approval');
    await act(clerk, 'issuance');
    await act(clerk, 'dispatches');
    const { items } = (await as(to.clerk).get('/incoming-documents').expect(200)).body;
    return items.find((line: { subject: string }) => line.subject === subject).id;
  };
  const upload = async (text: string, name: string): Promise<string> =>
    (await as(org.office.clerk).post('/attachments').attach('file', Buffer.from(text), name).expect(201)).body.items[0]
      .id;
  const facts = async (person: Person, id: string): Promise<string[]> =>
    (await as(person).get(`/receipts?deliveryId=${id}`).expect(200)).body.items.map(
      (receipt: { fact: string }) => receipt.fact,
    );
  const primary = (page: Page) => page.locator('.page-actions > .button-primary');
  const arrived = (page: Page, subject: string) => page.getByRole('heading', { name: subject }).waitFor();
  const opened = (page: Page) => page.getByText('Đã ghi nhận đơn vị đã xem lúc').waitFor();
  const choose = async (page: Page, item: string): Promise<void> => {
    await page.getByRole('button', { name: 'Việc khác' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()), config: { PREVIEWS: 'on' } });
    org = await anOrganisation(app, 8);
    app.get(SealLoop).start();
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  it('is worked through by keyboard, from notice to completion, and opened only when really shown', async () => {
    const { clerk, leader } = unit(0);
    await send(unit(0), 'Kế hoạch tập huấn sử dụng phần mềm', { urgency: 'khan' });
    const file = await upload('Tập huấn 18–22/5/2020.\n', 'Lịch tập huấn cho các cơ sở Đoàn trực thuộc.txt');
    const id = await send(unit(0), NOTICE, {}, [file]);
    const page = await browsers.open(clerk, '/incoming');
    await page.getByRole('link', { name: 'Về việc sử dụng các phần mềm' }).waitFor();
    await look(page, 'incoming-list');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Về việc sử dụng');
    expect(await facts(clerk, id)).not.toContain('opened');
    await page.keyboard.press('Enter');
    await arrived(page, NOTICE);
    await opened(page);
    expect(await facts(clerk, id)).toEqual(['opened']);
    await look(page, 'incoming-document');
    await page.keyboard.press('e');
    await page.getByText('Đã xác nhận nhận').waitFor();
    await primary(page).getByText('Vào sổ').waitFor();
    await page.keyboard.press('e');
    await page.getByText('Đã vào sổ, số đến 1.').waitFor();
    expect(await primary(page).textContent()).toContain('Việc của lãnh đạo đơn vị');
    await look(page, 'incoming-registered');

    const boss = await browsers.open(leader, `/incoming/${id}`);
    await arrived(boss, NOTICE);
    await primary(boss).getByText('Phân công').waitFor();
    await boss.keyboard.press('e');
    const dialog = boss.getByRole('dialog');
    await dialog.getByLabel('Người chủ trì').selectOption(leader.id);
    await dialog.getByLabel('Ý kiến chỉ đạo').fill('Cử một đồng chí dự tập huấn, báo cáo kết quả trước ngày 25/5.');
    await dialog.getByLabel(`Vai trò của ${clerk.displayName}`).selectOption('cooperate');
    await look(boss, 'incoming-assign');
    await dialog.getByRole('button', { name: `Phân công cho ${leader.displayName}` }).click();
    await boss.getByText('Đã phân công cho').first().waitFor();
    await primary(boss).getByText('Hoàn thành').waitFor();
    await boss.keyboard.press('e');
    await boss.getByLabel('Kết quả xử lý').fill('Đã cử một đồng chí dự buổi sáng 18/5.');
    await look(boss, 'incoming-finish');
    await boss.getByRole('dialog').getByRole('button', { name: 'Hoàn thành' }).click();
    await boss.getByText('Không còn việc phải làm').waitFor();
    expect(await primary(boss).count()).toBe(0);
    await look(boss, 'incoming-done');
    expect((await facts(clerk, id)).filter((fact) => fact === 'done')).toHaveLength(1);
    // The clerk's page has seen it without being asked.
    await page.getByText('Không còn việc phải làm').waitFor();
  });

  it('tells the second of two clerks who was first', async () => {
    const { clerk, id: unitId } = unit(1);
    const other = await aPerson(app, [[unitId, 'clerk']], { displayName: 'Văn thư thứ hai' });
    const id = await send(unit(1), 'Công tác phí năm 2026');
    const [one, two] = await Promise.all([clerk, other].map((person) => browsers.open(person, `/incoming/${id}`)));
    if (!one || !two) throw new Error('no pages');
    for (const page of [one, two]) await primary(page).getByText('Xác nhận đã nhận').waitFor();
    // The second has not been told yet: no line to the service.
    await two.route('**/api/v1/live', (route) => route.abort());
    await Promise.all([one, two].map((page) => primary(page).click()));
    const said = await Promise.all(
      [one, two].map(async (page) => {
        await page
          .getByText(/đã xác nhận trước|Đã xác nhận nhận/)
          .first()
          .waitFor();
        return (await page.locator('.toasts').textContent()) ?? '';
      }),
    );
    expect(said.filter((text) => text.includes('Đã xác nhận nhận'))).toHaveLength(1);
    expect(
      said.filter((text) => /(?:Văn thư thứ hai|Văn thư Chi đoàn cơ quan số 2) đã xác nhận trước, hôm nay/.test(text)),
    ).toHaveLength(1);
    expect((await facts(clerk, id)).filter((fact) => fact === 'acknowledged')).toHaveLength(1);
    await look(two, 'incoming-second');
  });

  it('never states an opening for what is only passed by, hidden, or not for this person', async () => {
    const { clerk } = unit(2);
    const ids = [await send(unit(2), 'Văn bản thứ nhất'), await send(unit(2), 'Văn bản thứ hai')];
    const page = await browsers.open(clerk, '/incoming');
    const openings: string[] = [];
    page.on('request', (request) => request.url().endsWith('/opening') && openings.push(request.url()));
    await page.getByRole('link', { name: 'Văn bản thứ hai' }).hover();
    for (const key of ['j', 'j', 'k']) await page.keyboard.press(key);
    await page.getByLabel('Chọn 01-TB').or(page.getByRole('checkbox').first()).first().check();
    // A tab behind another one: shown to nobody.
    await page.evaluate(
      `Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })`,
    );
    await page.getByRole('link', { name: 'Văn bản thứ nhất' }).click();
    await arrived(page, 'Văn bản thứ nhất');
    await page.getByText('Bên gửi và bên nhận thấy cùng').waitFor();
    await page.waitForTimeout(1500);
    expect(openings).toEqual([]);
    expect(await facts(clerk, ids[0] ?? '')).not.toContain('opened');
    await page.evaluate(`delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'))`);
    await opened(page);
    expect(openings).toHaveLength(1);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Văn bản thứ nhất' }).click();
    await opened(page);
    expect(openings).toHaveLength(1);
    expect(await facts(clerk, ids[1] ?? '')).not.toContain('opened');
  });

  it.each(WIDTHS)('sends back with a reason and takes it back in, at %d px', async (width: Width) => {
    const { clerk } = unit(3);
    const id = await send(unit(3), `Văn bản gửi nhầm ${width}`);
    const page = await browsers.open(clerk, `/incoming/${id}`, { width, expectFailures: ACTS });
    await opened(page);
    await page.getByRole('button', { name: 'Việc khác' }).click();
    await look(page, 'incoming-menu');
    await page.getByRole('menuitem', { name: 'Từ chối tiếp nhận' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nói rõ lý do').fill('Nhầm');
    await dialog.getByRole('button', { name: 'Từ chối và báo bên gửi' }).click();
    await dialog.getByText('Cần ít nhất 10 chữ cái; mới có 4.').waitFor();
    await look(page, 'incoming-refuse');
    await dialog.getByLabel('Nói rõ lý do').fill('Văn bản này gửi cho Chi đoàn cơ quan số 5.');
    await dialog.getByRole('button', { name: 'Từ chối và báo bên gửi' }).click();
    await page.getByText('chờ bên gửi ghi nhận').waitFor();
    await look(page, 'incoming-refused');
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await primary(page).getByText('Xác nhận đã nhận').waitFor();
    expect(await facts(clerk, id)).toEqual(expect.arrayContaining(['refused', 'reconsidered']));
  });

  it('is at home on a phone: list, document, one thumb, and back to the same place', async () => {
    const { clerk } = unit(4);
    for (let i = 1; i <= 8; i++) await send(unit(4), `${i}. ${NOTICE}`, i % 3 === 0 ? { urgency: 'hoa_toc' } : {});
    const page = await browsers.open(clerk, '/incoming', { width: 360 });
    const row = page.getByRole('link', { name: '2. Về việc' });
    await row.scrollIntoViewIfNeeded();
    await look(page, 'incoming-phone-list');
    const before = await page.evaluate<number>('scrollY');
    expect(before).toBeGreaterThan(100);
    await row.click();
    await arrived(page, '2. Về việc');
    expect(await page.evaluate('scrollY')).toBe(0);
    await opened(page);
    await look(page, 'incoming-phone-document');
    await primary(page).click();
    await primary(page).getByText('Vào sổ').waitFor();
    await page.goBack();
    await row.waitFor();
    expect(Math.abs((await page.evaluate<number>('scrollY')) - before)).toBeLessThan(30);
    await row.getByText('đã nhận').waitFor();
  });

  it('finds as one types, and says what to do when there is nothing', async () => {
    const { clerk } = unit(5);
    const page = await browsers.open(clerk, '/incoming');
    await page.getByText('Văn bản gửi tới đơn vị hiện ra ở đây').waitFor();
    await look(page, 'incoming-empty');
    await send(unit(5), 'Kế hoạch hiến máu tình nguyện');
    await send(unit(5), 'Đại hội chi đoàn', { urgency: 'khan' });
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
    await page.goto(`${app.url}/incoming?box=done`);
    await page.getByText('Ngăn “Hoàn thành” không có').waitFor();
    await page.getByRole('link', { name: 'Khẩn', exact: true }).click();
    await page.getByRole('link', { name: 'Đại hội chi đoàn' }).waitFor();
  });

  it('does to several what is done to each: acknowledged and registered one by one, none of them opened', async () => {
    const { clerk, leader } = unit(6);
    const ids = [];
    for (const subject of ['Một', 'Hai', 'Ba']) ids.push(await send(unit(6), subject));
    await as(leader)
      .post(`/incoming-documents/${ids[1]}/refusal`, { code: 'duplicate', text: 'Đã nhận bản giấy rồi.' })
      .expect(201);
    const page = await browsers.open(clerk, '/incoming', { expectFailures: ACTS });
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
    const { body } = await as(clerk).get(`/receipts?deliveryId=${ids[0]}`).expect(200);
    const opening = body.items.find(({ fact }: { fact: string }) => fact === 'opened');
    // Only what registering itself implies, and said so.
    expect(opening.impliedBy).not.toBeNull();
  });

  it.each(WIDTHS)(
    'takes in paper with its scan, warns of a twin, and keeps the book, at %d px',
    async (width: Width) => {
      const { clerk } = unit(7);
      const page = await browsers.open(clerk, '/incoming', { width, expectFailures: ACTS });
      const fill = async (subject: string): Promise<void> => {
        await page.getByRole('link', { name: 'Nhập văn bản giấy' }).first().click();
        await page.getByLabel('Cơ quan ban hành').fill('Ban Thường vụ Tỉnh đoàn');
        await page.getByLabel('Số, ký hiệu').fill(`${width}-CV/TĐTN`);
        await page.getByLabel('Trích yếu').fill(subject);
      };
      await fill('Về việc tham dự Hội nghị tổng kết công tác Đoàn');
      await page.getByLabel('Ngày văn bản').fill('18/05/2020');
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
      await page.goto(`${app.url}/incoming`);
      await fill('Về việc tham dự Hội nghị tổng kết');
      await page.getByRole('button', { name: 'Nhập và vào sổ' }).click();
      await page.getByText('Kiểm tra kẻo nhập hai lần').waitFor();
      await look(page, 'incoming-twin');
      await page.getByRole('button', { name: 'Là văn bản khác, vẫn nhập' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.goto(`${app.url}/registers`);
      await arrived(page, 'Sổ đăng ký văn bản đến');
      await page.getByText(`${width}-CV/TĐTN`).first().waitFor();
      await look(page, 'register-incoming');
      await page.getByLabel('Năm', { exact: true }).selectOption('2024');
      await page.getByText('Sổ năm 2024 chưa có dòng nào').waitFor();
      await look(page, 'register-empty');
    },
  );

  it('shows the pages of a file in the page, larger, smaller, and as text', async () => {
    const { clerk } = unit(0);
    const { body } = await as(org.office.clerk)
      .post('/attachments')
      .attach('file', await readFile(new URL('../../src/sample/thong-bao.pdf', import.meta.url)), 'Thông báo.pdf')
      .expect(201);
    await app.get(Jobs).drain();
    const id = await send(unit(0), 'Thông báo có tệp', {}, [body.items[0].id]);
    const page = await browsers.open(clerk, `/incoming/${id}`);
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
    expect(await facts(clerk, id)).not.toContain('downloaded');
    await page.emulateMedia({ media: 'print' });
    await screens.shot(page, 'incoming-print', true);
  });
});
