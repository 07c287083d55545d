import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { Browsers, look, press } from '../support/browser.ts';
import { anOrganisation, type Organisation } from '../support/organisation.ts';
import { aPerson, type Person } from '../support/people.ts';

const PDF = {
  name: 'KH 12 tập huấn phần mềm gửi, nhận văn bản.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('Kế hoạch\n'),
};
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

  const issued = async (subject: string): Promise<string> => {
    const { clerk, leader } = house.office;
    const recipients = [{ target: 'unit', unitId: house.units[0]!.id, purpose: 'act' }];
    const draft = { typeCode: 'thong_bao', subject, signerName: 'Bí thư Đoàn Khối', recipients };
    const { body } = await api(app).as(clerk).post('/outgoing-documents', draft).expect(201);
    await api(app).as(clerk).post(`/outgoing-documents/${body.id}/submission`, {}).expect(201);
    await api(app).as(leader).post(`/outgoing-documents/${body.id}/approval`, {}).expect(201);
    await api(app).as(clerk).post(`/outgoing-documents/${body.id}/issuance`, {}).expect(201);
    return body.id;
  };
  const act = async (page: Page, name: string): Promise<void> => {
    await press(page, 'Việc khác');
    await page.getByRole('menuitem', { name }).click();
  };

  it('one person on a phone: from an empty form to sent, each next step offered at once', async () => {
    const both = await aPerson(app, [
      [house.office.id, 'clerk'],
      [house.office.id, 'leader'],
    ]);
    const page = await browsers.open(both, '/outgoing/new', { width: 360 });
    await page.getByLabel('Trích yếu').fill('Mời dự lễ ra quân Chiến dịch Thanh niên tình nguyện hè của toàn Khối');
    await page.getByLabel('Tất cả đơn vị trực thuộc').check();
    await page.getByText('Gửi tới 7 đơn vị').waitFor();
    await saved(page);
    await look(page, 'composer');
    await page.getByRole('heading', { name: 'Nơi nhận' }).scrollIntoViewIfNeeded();
    await look(page, 'composer-recipients');
    await press(page, 'Trình lãnh đạo');
    await press(page, 'Phê duyệt');
    await press(page, 'Ban hành');
    await dialog(page, /^Ban hành/)
      .getByRole('button', { name: 'Ban hành' })
      .click();
    await page.getByRole('button', { name: 'Gửi', exact: true }).waitFor();
    await look(page, 'outgoing-issued');
    await press(page, 'Gửi');
    await page.getByRole('button', { name: 'Gửi tới 7 đơn vị' }).waitFor();
    await look(page, 'outgoing-send');
    await press(page, 'Gửi tới 7 đơn vị');
    await page.getByText('0/7 đơn vị đã nhận').waitFor();
    expect((await lineOf(both, 'Mời dự lễ ra quân')).state).toBe('dispatched');
    await look(page, 'outgoing-sent');
    await page.getByRole('link', { name: 'Về danh sách' }).click();
    await page.getByRole('link', { name: /Mời dự lễ ra quân/ }).waitFor();
    await look(page, 'outgoing-list');
    await page.goto(`${app.url}/registers/outgoing`);
    await page.getByText('Mời dự lễ ra quân').waitFor();
    await look(page, 'register-outgoing');
  });

  it('sends back with the reason; schedules, takes back, sends further, revokes', async () => {
    const { clerk, leader } = house.office;
    const draft = { typeCode: 'thong_bao', subject: 'Lịch sinh hoạt chi đoàn' };
    const { body } = await api(app).as(clerk).post('/outgoing-documents', draft).expect(201);
    await api(app).as(clerk).post(`/outgoing-documents/${body.id}/submission`, {}).expect(201);
    const page = await browsers.open(leader, `/outgoing/${body.id}`, { width: 1440, expectFailures: /sending-back/ });
    await act(page, 'Trả về dự thảo');
    await page.getByLabel('Lý do').fill('Bổ sung nơi nhận là các chi đoàn trường học');
    await look(page, 'outgoing-send-back');
    await press(page, 'Trả về dự thảo');
    await page.getByText('trả về:').waitFor();
    await look(page, 'outgoing-sent-back');

    const id = await issued('Thông báo nghỉ lễ');
    const other = await browsers.open(clerk, `/outgoing/${id}`, { width: 1440 });
    await press(other, 'Gửi');
    await other.getByLabel('Hẹn giờ gửi').check();
    await other.getByLabel('Ngày gửi').fill('31/12/2026');
    await other.getByLabel('Giờ gửi (giờ Việt Nam)').fill('07:30');
    await look(other, 'outgoing-schedule');
    await press(other, 'Hẹn gửi tới 1 đơn vị');
    await other.getByText('Đã hẹn giờ gửi. Tự đi lúc').waitFor();
    const { dispatches } = (await api(app).as(clerk).get(`/outgoing-documents/${id}`).expect(200)).body;
    expect(new Date(dispatches[0].sendAt).toISOString()).toBe('2026-12-31T00:30:00.000Z');
    await look(other, 'outgoing-scheduled');
    await press(other, 'Hủy lượt hẹn gửi');
    await dialog(other, 'Hủy lượt gửi đang chờ?').getByRole('button', { name: 'Hủy lượt hẹn gửi' }).click();
    await press(other, 'Gửi');
    await press(other, 'Gửi tới 1 đơn vị');
    await other.getByText('0/1 đơn vị đã nhận').waitFor();
    await act(other, 'Gửi thêm nơi nhận');
    await dialog(other, /^Gửi thêm/)
      .getByRole('treeitem', { name: 'Chi đoàn cơ quan số 2' })
      .click();
    await look(other, 'outgoing-further');
    await press(other, 'Gửi thêm 1 nơi nhận');
    await other.getByText('0/2 đơn vị đã nhận').waitFor();

    await page.goto(`${app.url}/outgoing/${id}`);
    await act(page, 'Thu hồi');
    await page.getByLabel('Lý do').fill('Ban hành nhầm ngày nghỉ lễ');
    await dialog(page, /^Thu hồi/)
      .getByRole('button', { name: 'Thu hồi' })
      .click();
    await page.getByText('Lý do: Ban hành nhầm ngày nghỉ lễ').waitFor();
    await look(page, 'outgoing-revoked');
  });

  it('answers an incoming document to its sender', async () => {
    const [receiver] = house.units;
    const { clerk } = house.office;
    const id = await issued('Đề nghị báo cáo công tác Đoàn quý II');
    await api(app).as(clerk).post(`/outgoing-documents/${id}/dispatches`, {}).expect(201);
    const inbox = await api(app).as(receiver!.clerk).get('/incoming-documents').expect(200);
    const copy = inbox.body.items.find((line: { subject: string | null }) =>
      line.subject?.startsWith('Đề nghị báo cáo'),
    );
    const page = await browsers.open(receiver!.clerk, `/outgoing/new?repliesTo=${copy.id}`, { width: 1440 });
    await page.getByLabel('Trích yếu').fill('Báo cáo công tác Đoàn quý II');
    await saved(page);
    await page.getByText('Gửi tới 1 đơn vị').waitFor();
    await look(page, 'composer-reply');
    const written = await lineOf(receiver!.clerk, 'Báo cáo công tác');
    const { body } = await api(app).as(receiver!.clerk).get(`/outgoing-documents/${written.id}`).expect(200);
    expect(body).toMatchObject({ repliesTo: copy.id, recipients: [{ unitId: house.office.id, purpose: 'report' }] });
  });

  it('keeps a tree of 3,000 units smooth, by keyboard too', async () => {
    await app.db.query(
      `with made as (insert into unit (id, parent_id, code, kind, opened_on, created_at)
         select gen_random_uuid(), $1, 'NHIEU-' || n, 'agency', '2000-01-01', now() from generate_series(1, 3000) n returning id, code)
       insert into unit_name (unit_id, valid_from, name, short_name) select id, '2000-01-01', 'Chi đoàn thôn ' || code, code from made`,
      [house.office.id],
    );
    const page = await browsers.open(house.office.clerk, '/outgoing/new', { width: 1440 });
    await page.getByText('Phím: mũi tên').waitFor({ timeout: 15_000 });
    const tree = page.getByRole('tree');
    await tree.focus();
    await page.keyboard.press('End');
    await page.keyboard.press(' ');
    await page.getByRole('list', { name: 'Nơi nhận đã chọn' }).getByRole('listitem').waitFor();
    expect(await page.getByRole('treeitem').count()).toBeLessThan(40);
    await page.getByLabel('Tìm đơn vị, nhóm').fill('thon nhieu-2999');
    await page.getByRole('treeitem', { name: 'Chi đoàn thôn NHIEU-2999' }).waitFor();
    expect(await page.getByRole('treeitem').count()).toBe(1);
    await look(page, 'composer-many');
  });
});
