import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { Browsers, look, press, WIDTHS } from '../support/browser.ts';
import { cuttingProxy } from '../support/cutting-proxy.ts';
import { anOrganisation, type Organisation } from '../support/organisation.ts';
import { aPerson, type Person } from '../support/people.ts';

const MB = 1024 * 1024;
const PASSWORD = 'mưa rào trên sông Hậu';
const saved = (page: Page): Promise<void> => page.getByText(/Đã lưu \d/).waitFor();
/** A PDF as far as its first bytes go. */
const pdf = (size: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)]);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('the composer', () => {
  let app: TestApp;
  let browsers: Browsers;
  let house: Organisation;

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    house = await anOrganisation(app, 2);
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  const aDraft = async (who: Person, subject: string): Promise<string> => {
    const body = { typeCode: 'cong_van', subject, note: 'Gốc' };
    return (await api(app).as(who).post('/outgoing-documents', body).expect(201)).body.id;
  };
  const documentOf = async (who: Person, id: string) =>
    (await api(app).as(who).get(`/outgoing-documents/${id}`).expect(200)).body;
  const idOf = (page: Page): string => /outgoing\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  const written = async (page: Page, subject: string): Promise<string> => {
    await page.getByLabel('Trích yếu').fill(subject);
    await page.waitForURL(/\/edit/);
    return idOf(page);
  };

  it.each(WIDTHS)('shows what a colleague stored meanwhile, and lets one choose, at %d px', async (width) => {
    const { clerk, leader } = house.office;
    const id = await aDraft(clerk, 'Cử người dự hội nghị');
    const [mine, theirs] = [
      await browsers.open(clerk, `/outgoing/${id}/edit`, { width, expectFailures: /outgoing-documents/ }),
      await browsers.open(leader, `/outgoing/${id}/edit`, { width }),
    ];
    await mine.getByLabel('Người ký', { exact: true }).waitFor();
    await theirs.getByLabel('Trích yếu').fill('Cử đại biểu dự hội nghị');
    await theirs.getByLabel('Số trang').fill('4');
    await saved(theirs);
    await mine.getByLabel('Trích yếu').fill('Cử cán bộ dự hội nghị');
    await mine.getByRole('heading', { name: 'Có người vừa sửa dự thảo này' }).waitFor();
    await look(mine, 'composer-conflict');
    expect((await documentOf(clerk, id)).subject).toBe('Cử đại biểu dự hội nghị');
    await press(mine, 'Lưu theo lựa chọn');
    await saved(mine);
    expect(await documentOf(clerk, id)).toMatchObject({ subject: 'Cử cán bộ dự hội nghị', pageCount: 4, note: 'Gốc' });
    expect(await mine.getByLabel('Số trang').inputValue()).toBe('4');
  });

  it('loses nothing when the session ends, not even when the page is loaded anew', async () => {
    const person = await aPerson(app, [[house.office.id, 'clerk']], { password: PASSWORD });
    const page = await browsers.open(null, '/outgoing/new', { expectFailures: /./ });
    const signIn = async (): Promise<void> => {
      await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
      await press(page, 'Đăng nhập');
    };
    await page.getByLabel('Tên đăng nhập').fill(person.username);
    await signIn();
    const id = await written(page, 'Báo cáo đang gõ dở');
    await saved(page);
    const end = () =>
      app.db.query(`update session set revoked_at = now(), revoked_why = 'test' where account_id = $1`, [person.id]);
    await end();
    await page.getByLabel('Trích yếu').fill('Báo cáo đang gõ dở, câu thứ hai');
    await page.getByRole('dialog', { name: 'Phiên làm việc đã hết' }).waitFor();
    await signIn();
    await saved(page);
    expect((await documentOf(person, id).catch(() => documentOf(house.office.clerk, id))).subject).toBe(
      'Báo cáo đang gõ dở, câu thứ hai',
    );
    await end();
    await page.getByLabel('Trích yếu').fill('Báo cáo đang gõ dở, câu thứ ba');
    await page.getByRole('dialog', { name: 'Phiên làm việc đã hết' }).waitFor();
    await page.reload();
    await page.getByLabel('Tên đăng nhập').fill(person.username);
    await signIn();
    await page.getByLabel('Trích yếu').waitFor();
    expect(await page.getByLabel('Trích yếu').inputValue()).toBe('Báo cáo đang gõ dở, câu thứ ba');
    await saved(page);
    expect((await documentOf(house.office.clerk, id)).subject).toBe('Báo cáo đang gõ dở, câu thứ ba');
  });

  it('takes a file from a window that was opened before the draft was stored for the first time', async () => {
    const path = join(app.dataDir, 'Giấy mời.pdf');
    await writeFile(path, pdf(100_000));
    const page = await browsers.open(house.office.clerk, '/outgoing/new');
    await page.getByLabel('Trích yếu').waitFor();
    const chooser = await page.locator('input[type=file]').elementHandle();
    const id = await written(page, 'Mời họp');
    // Put where it was opened, which must still be in the page.
    await chooser?.setInputFiles(path);
    await page.getByText('1 tệp đính kèm').waitFor();
    await saved(page);
    expect((await documentOf(house.office.clerk, id)).attachments).toHaveLength(1);
  });

  it('sends a file over a line that breaks, byte for byte, and the same content never twice', async () => {
    const { clerk } = house.office;
    const bytes = pdf(24 * MB);
    const path = join(app.dataDir, 'Phụ lục danh sách đại biểu dự Đại hội điểm cấp cơ sở.pdf');
    await writeFile(path, bytes);
    const line = await cuttingProxy(app.url, [7 * MB, 15 * MB]);
    const far = await Browsers.start({ ...app, url: line.url });
    try {
      const page = await far.open(clerk, '/outgoing/new', { expectFailures: /./ });
      const id = await written(page, 'Gửi phụ lục');
      await page.locator('input[type=file]').setInputFiles(path);
      await page.getByText('1 tệp đính kèm').waitFor({ timeout: 40_000 });
      await saved(page);
      expect(line.cuts()).toBe(2);
      const [file] = (await documentOf(clerk, id)).attachments;
      expect(file).toMatchObject({ size: bytes.length, sha256: sha256(bytes) });
      const sent: string[] = [];
      page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
      await page.goto(`${line.url}/outgoing/new`);
      const again = await written(page, 'Gửi phụ lục lần nữa');
      await page.locator('input[type=file]').setInputFiles(path);
      await page.getByText('1 tệp đính kèm').waitFor({ timeout: 40_000 });
      await saved(page);
      expect(sent).toContain('POST /api/v1/attachments/known');
      expect(sent).not.toContain('POST /api/v1/uploads');
      expect((await documentOf(clerk, again)).attachments).toHaveLength(1);
      await far.check();
    } finally {
      await far.stop();
      await line.close();
    }
  });

  it('a file paused and let go before it began to move is sent once', async () => {
    const page = await browsers.open(house.office.clerk, '/outgoing/new', { expectFailures: /attachments/ });
    await written(page, 'Gửi tệp dừng sớm');
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(new URL(request.url()).pathname));
    let answer: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => {
      void page.route('**/attachments/known', async (route) => {
        resolve();
        await new Promise<void>((go) => (answer = go));
        await route.continue();
      });
    });
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'Dừng sớm.pdf', mimeType: 'application/pdf', buffer: pdf(2 * MB) });
    await isAsked;
    await press(page, /^Tạm dừng/);
    await press(page, /^Tiếp tục/);
    answer();
    await page.getByText('1 tệp đính kèm').waitFor();
    await saved(page);
    expect(sent.filter((path) => /\/(?:known|uploads)$/.test(path)).toSorted()).toEqual([
      '/api/v1/attachments/known',
      '/api/v1/uploads',
    ]);
  });

  it('goes on with a file after pausing and after the page was closed', async () => {
    const { clerk } = house.office;
    const bytes = pdf(60 * MB);
    const path = join(app.dataDir, 'Băng hình đại hội.pdf');
    await writeFile(path, bytes);
    const page = await browsers.open(clerk, '/outgoing/new', { expectFailures: /uploads/ });
    const slow = await page.context().newCDPSession(page);
    const speed = (uploadThroughput: number) =>
      slow.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput,
      });
    await written(page, 'Gửi băng hình');
    await speed(6 * MB);
    const moves = page.getByText(/MB \/ 60 MB · .*\/giây/).first();
    await page.locator('input[type=file]').setInputFiles(path);
    await moves.waitFor({ timeout: 40_000 });
    await look(page, 'composer-upload');
    // Elsewhere in the page it goes on, in sight of whoever sends it.
    await page.getByRole('link', { name: 'Tổng quan' }).first().click();
    await page.locator('.tray').getByText('Băng hình đại hội.pdf').waitFor();
    await look(page, 'composer-tray');
    await page.goBack();
    await moves.waitFor({ timeout: 40_000 });
    await page
      .locator('main')
      .getByRole('button', { name: /^Tạm dừng/ })
      .click();
    await page
      .locator('main')
      .getByRole('button', { name: /^Tiếp tục/ })
      .waitFor();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText(/Tệp tải dở: Băng hình đại hội/).waitFor();
    await look(page, 'composer-unfinished');
    await speed(-1);
    const offsets: number[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH' && request.url().includes('/uploads/'))
        offsets.push(Number(request.headers()['upload-offset']));
    });
    await page.locator('input[type=file]').setInputFiles(path);
    await page.getByText('1 tệp đính kèm').waitFor({ timeout: 40_000 });
    await saved(page);
    expect(Math.min(...offsets)).toBeGreaterThan(0);
    const [file] = (await documentOf(clerk, idOf(page))).attachments;
    expect(file.sha256).toBe(sha256(bytes));
  });
});
