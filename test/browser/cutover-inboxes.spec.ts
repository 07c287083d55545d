import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { LegacyInboxWire } from '../../src/legacy-inboxes/legacy-inbox.wire.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { aMail } from '../e2e/mail-archive/mails.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrived, Browsers, look, press, screens, type Width, WIDTHS } from '../support/browser.ts';
import { IMAP_LOGIN, startImapServer, type ImapServer } from '../support/imap-server.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';

const DAY_MS = 24 * 3_600_000;
const UNIT = 'Chi đoàn Kho bạc Nhà nước và Cục Thuế tỉnh Trà Vinh';
const HEADS = 'Địa chỉ hộp thư,Mã đơn vị,Người giữ,Máy chủ IMAP,Cổng,Bảo mật,Tên đăng nhập,Mật khẩu,Ghi chú';
const REASON = 'Nhà cung cấp đã xóa hộp thư này từ năm ngoái';
/** Refusals that the test provokes. */
const REFUSED = /\/api\/v1\/(?:legacy-inboxes|mail-)/;
/** What a press in the middle of it would meet. */
async function inFrontOf(page: Page, item: Locator): Promise<string> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await item.boundingBox()) ?? {};
  return page.evaluate<string>(`document.elementFromPoint(${x + width / 2}, ${y + height / 2}).textContent`);
}

describe('old inboxes', () => {
  let app: TestApp;
  let browsers: Browsers;
  let server: ImapServer;
  let admin: Person;
  let unit: { readonly id: string; readonly code: string };

  beforeAll(async () => {
    const now = new Date();
    const mails = Array.from({ length: 24 }, (_, i) => ({ raw: aMail({ subject: `Công văn số ${i}`, day: i }) }));
    server = await startImapServer({ INBOX: [...mails, { raw: mails[0]?.raw ?? '' }], Sent: mails.slice(0, 3) });
    app = await startTestApp({
      clock: new MovableClock(now),
      config: {
        CUTOVER_AT: new Date(now.getTime() + 13.5 * DAY_MS).toISOString(),
        LEGACY_IMAP_ALLOWED_NETWORKS: '127.0.0.0/8',
        LEGACY_IMPORT_KB_PER_SECOND: '0',
      },
    });
    const block = await aUnit(app, { name: 'Đoàn Khối các cơ quan và Doanh nghiệp tỉnh Trà Vinh', kind: 'block' });
    unit = await aUnit(app, { parentId: block.id, code: 'KB-01', name: UNIT });
    admin = await aPerson(app, [[block.id, 'admin']], { displayName: 'Quản trị Đoàn Khối' });
    browsers = await Browsers.start(app);
  }, 60_000);
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
    await server?.close();
  });

  const inbox = async (address: string, more: object = {}): Promise<LegacyInboxWire> =>
    (
      await api(app)
        .as(admin)
        .post('/legacy-inboxes', { unitId: unit.id, address, ...more })
        .expect(201)
    ).body as LegacyInboxWire;
  const shown = async (id: string): Promise<LegacyInboxWire> =>
    (await api(app).as(admin).get(`/legacy-inboxes/${id}`).expect(200)).body as LegacyInboxWire;
  const freeze = (id: string) => api(app).as(admin).post(`/legacy-inboxes/${id}/freezing`).expect(201);
  const drain = () => app.get(Jobs).drain();
  const dialog = (page: Page) => page.getByRole('dialog');
  const inDialog = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).last().click();

  it('teaches what to do while there is none', async () => {
    const page = await browsers.open(admin, '/cutover/inboxes', { width: 360 });
    await page.getByText('Chưa khai hộp thư cũ nào').waitFor();
    await look(page, 'cutover-inboxes-empty');
    await press(page, 'Việc khác với danh sách');
    await page.getByRole('menuitem', { name: 'Nhập từ tệp' }).click();
    await arrived(page, 'Nhập từ tệp');
    expect(await page.getByRole('radio', { name: 'Hộp thư cũ' }).isChecked()).toBe(true);
  });

  it.each(WIDTHS)('a list of them comes from a table, checked before it is written, at %d px', async (width: Width) => {
    const page = await browsers.open(admin, '/people/imports?kind=legacy-inboxes', { width });
    await arrived(page, 'Nhập từ tệp');
    const rows = [`bang-${width}@cu.example,KB-01,Văn thư,,,,,,`, `sai-${width},KB-01,,,,,,,`];
    const buffer = Buffer.from([HEADS, ...rows].join('\r\n'));
    await page.getByLabel('Tệp .xlsx hoặc .csv').setInputFiles({ name: 'hop-thu.csv', mimeType: 'text/csv', buffer });
    await press(page, 'Kiểm tra tệp');
    await arrived(page, 'hop-thu.csv');
    await drain();
    await page.getByText('Lỗi 1').waitFor();
    await press(page, 'Ghi 1 dòng');
    await look(page, 'cutover-inboxes-import');
    await inDialog(page, 'Ghi 1 dòng');
    await dialog(page).waitFor({ state: 'detached' });
    await drain();
    await page.getByText('Đã ghi 1 dòng').waitFor();
    await page.goto(`${app.url}/cutover/inboxes?q=bang-${width}`);
    await page.getByRole('button', { name: `bang-${width}@cu.example` }).waitFor();
    expect(await page.locator('.choices li').count()).toBe(1);
  });

  it.each(WIDTHS)(
    'is listed with its server, gets a password nobody sees again, and goes its road, at %d px',
    async (width: Width) => {
      const address = `doankhobac.${width}@cu.travinh.example`;
      const page = await browsers.open(admin, '/cutover/inboxes', { width, expectFailures: REFUSED });
      await arrived(page, 'Hộp thư cũ');
      await press(page, 'Khai hộp thư');
      await dialog(page).getByRole('combobox').first().fill('kho bac');
      await page.getByRole('option', { name: /Kho bạc/ }).click();
      await page.getByLabel('Địa chỉ thư').fill(address);
      await page.getByLabel('Người giữ').fill('Văn thư cơ quan');
      await page.getByLabel('Thư nằm trên máy chủ IMAP').check();
      await page.getByLabel('Tên máy chủ').fill('imap.travinh.example');
      await look(page, 'cutover-inbox-new');
      await inDialog(page, 'Khai hộp thư');
      await arrived(page, address);
      await page.getByText('Chưa sao chép lần nào').waitFor();
      await look(page, 'cutover-inbox');
      await press(page, 'Việc khác với hộp thư này');
      await look(page, 'cutover-inbox-menu');
      await page.getByRole('menuitem', { name: 'Đặt mật khẩu' }).click();
      await dialog(page).getByLabel('Mật khẩu', { exact: true }).fill('mat-khau-rat-kin');
      await look(page, 'cutover-inbox-password');
      await inDialog(page, 'Lưu');
      await page.getByText('đã lưu, mã hóa').waitFor();
      expect(await page.content()).not.toContain('mat-khau-rat-kin');
      // Freezing is one press with what it means; going back takes a reason.
      await press(page, 'Đóng băng');
      await dialog(page).getByText('Không văn bản nào gửi tới hộp thư này nữa').waitFor();
      await inDialog(page, 'Đóng băng');
      await page.getByText(`Đã đóng băng ${address}.`).waitFor();
      await press(page, 'Việc khác với hộp thư này');
      // The message is still there, but not over what is chosen.
      const reopening = page.getByRole('menuitem', { name: 'Mở lại một bước' });
      expect(await inFrontOf(page, reopening)).toContain('Mở lại một bước');
      await reopening.click();
      await dialog(page).getByLabel('Lý do').fill('ngắn');
      await inDialog(page, 'Mở lại một bước');
      expect(await dialog(page).count()).toBe(1);
      await dialog(page).getByLabel('Lý do').fill('Đơn vị còn chờ một công văn trả lời qua thư');
      await look(page, 'cutover-inbox-reopen');
      await inDialog(page, 'Mở lại một bước');
      await page.getByText('Đơn vị còn chờ một công văn trả lời qua thư').waitFor();
      await page.getByText('đã đóng băng → đang dùng').waitFor();
      await look(page, 'cutover-inbox-history');
    },
  );

  it.each(WIDTHS)('is copied, paused, compared and retired with a reason, at %d px', async (width: Width) => {
    const { id } = await inbox(`cu.${width}@cu.example`, {
      imap: { host: '127.0.0.1', port: server.port, security: 'none', user: IMAP_LOGIN.user },
    });
    const secret = (password: string) =>
      api(app).as(admin).put(`/legacy-inboxes/${id}/secret`, { password }).expect(204);
    await secret('sai mật khẩu');
    await freeze(id);
    // The other width may have left one.
    server.folder('INBOX').messages.splice(25);
    const page = await browsers.open(admin, `/cutover/inboxes/${id}`, { width, expectFailures: REFUSED });
    await press(page, 'Sao chép từ máy chủ');
    await page.getByText('chờ tới lượt').waitFor();
    await press(page, 'Tạm dừng');
    await page.getByText('Tạm dừng theo yêu cầu').waitFor();
    await press(page, 'Tiếp tục');
    await page.getByText('chờ tới lượt').waitFor();
    await drain();
    await page.getByText('Máy chủ không nhận tên đăng nhập hoặc mật khẩu').waitFor();
    await look(page, 'cutover-import-refused');
    await secret(IMAP_LOGIN.password);
    await press(page, 'Tiếp tục');
    await page.getByText('chờ tới lượt').waitFor();
    await drain();
    const newest = page.locator('.import-card').first();
    await newest.getByText('xong', { exact: true }).waitFor();
    expect(await newest.locator('.figures dd').allTextContents()).toEqual(['24', '4', '0', '0', expect.any(String)]);
    // What comes later is a difference that nobody has explained.
    const folder = server.folder('INBOX');
    folder.messages.push({ raw: aMail({ subject: `Đến sau ${width}` }), uid: folder.uidnext++, flags: [] });
    await press(page, 'Đối chiếu');
    await look(page, 'cutover-proof-ask');
    await inDialog(page, 'Đối chiếu');
    await page.getByText('Đã xếp việc đối chiếu.').waitFor();
    await drain();
    await page.getByText('lệch 1 thư').waitFor();
    await page.getByText('Có trên máy chủ, thiếu trong kho').waitFor();
    await look(page, 'cutover-proof');
    await screens.shot(page, 'cutover-proof-whole', true);
    await page.getByRole('radio', { name: 'Có giải thích' }).click();
    await page.getByText('Trùng với thư đã có').first().waitFor();
    const href = await page.getByRole('link', { name: 'Xem biên bản' }).first().getAttribute('href');
    const report = await page.request.get(app.url + href);
    expect([report.status(), report.headers()['content-type']]).toEqual([200, expect.stringMatching(/^text\/html/)]);
    // It is in the way, and only a reason sets it aside.
    await press(page, 'Xác nhận đã sao chép xong');
    await dialog(page).getByText('Chưa có đối chiếu còn hiệu lực nào khớp.').waitFor();
    await dialog(page).getByLabel('Vẫn làm').check();
    await dialog(page).getByLabel('Lý do').fill(REASON);
    await look(page, 'cutover-override');
    await inDialog(page, 'Xác nhận đã sao chép xong');
    await page.getByText(`Đã ghi nhận sao chép xong cu.${width}@cu.example.`).waitFor();
    await page.locator('.row', { hasText: REASON }).waitFor();
    expect((await shown(id)).state).toBe('imported');
  });

  it.each(WIDTHS)('takes mail from a file, and says what is wrong with another, at %d px', async (width: Width) => {
    const { id } = await inbox(`tep.${width}@cu.example`);
    const page = await browsers.open(admin, `/cutover/inboxes/${id}`, { width, expectFailures: REFUSED });
    await page.getByText('Chưa khai máy chủ IMAP').last().waitFor();
    const file = page.locator('input[type=file]');
    await file.setInputFiles({ name: 'thư.txt', mimeType: 'text/plain', buffer: Buffer.from('không phải thư') });
    await page.getByText('Không đọc được tệp "thư.txt"').waitFor();
    const buffer = Buffer.from(aMail({ subject: 'Thư trong tệp' }), 'latin1');
    await file.setInputFiles({
      name: 'hop-thu-2019.mbox',
      mimeType: 'application/mbox',
      buffer: Buffer.concat([Buffer.from('From a@b Mon May 18 08:00:00 2020\n'), buffer]),
    });
    await page.getByText('Đã tải xong hop-thu-2019.mbox').waitFor();
    await drain();
    await page.locator('.import-card').getByText('xong', { exact: true }).waitFor();
    expect(await page.locator('.figures dd').allTextContents()).toEqual(['1', '0', '0', '0', expect.any(String)]);
    await look(page, 'cutover-file');
  });

  it('freezes several at once and says for which it cannot', async () => {
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((one) => inbox(`nhieu-${one}@cu.example`)));
    await freeze(c?.id ?? '');
    const page = await browsers.open(admin, '/cutover/inboxes?q=nhieu-', {});
    await page.getByRole('button', { name: /nhieu-c@/ }).waitFor();
    await press(page, 'Việc khác với danh sách');
    await page.getByRole('menuitem', { name: 'Làm cho nhiều hộp thư' }).click();
    await dialog(page).getByText('Không làm được lúc này (1)').click();
    await dialog(page).getByText('Hộp thư đang ở bước khác.').waitFor();
    await look(page, 'cutover-several');
    await inDialog(page, 'Đóng băng: 2 hộp thư');
    await dialog(page).getByText('Đã làm 2 hộp thư.').waitFor();
    await look(page, 'cutover-several-done');
    await inDialog(page, 'Đóng');
    const states = await Promise.all([a, b, c].map(async (one) => (await shown(one?.id ?? '')).state));
    expect(states).toEqual(['frozen', 'frozen', 'frozen']);
  });
});
