import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrived, Browsers, look, press, screens, type Width, WIDTHS } from '../support/browser.ts';
import { anOrganisation, type Organisation } from '../support/organisation.ts';
import { aPerson } from '../support/people.ts';
import { plusDays, weekdayOf } from '../../src/web/words/weekday.ts';
import { dayInWords, localDay } from '../../src/web/words/when.ts';

const EXPECTED = /\/api\/v1\//;

interface Version {
  readonly no: number;
  readonly state: string;
  readonly holidays: { date: string; name: string }[];
  readonly makeUpDays: string[];
  readonly officeHours: object[];
  readonly unitHours: { unitName: string; officeHours: object[] }[];
}

describe('the working calendar', () => {
  let app: TestApp;
  let browsers: Browsers;
  let org: Organisation;
  let today: string;

  const as = (person: Parameters<ReturnType<typeof api>['as']>[0]) => api(app).as(person);
  const versions = async (state: string): Promise<Version | null> => {
    const { items } = (await as(org.office.admin).get('/calendar-versions').expect(200)).body as {
      items: { id: string; state: string }[];
    };
    const found = items.find((one) => one.state === state);
    return found ? (await as(org.office.admin).get(`/calendar-versions/${found.id}`).expect(200)).body : null;
  };

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    today = localDay(app.clock.now().getTime());
    org = await anOrganisation(app, 2);
    const { clerk, leader } = org.office;
    const body = {
      typeCode: 'cong_van',
      subject: 'Rà soát danh sách đoàn viên',
      recipients: [{ target: 'all_units', purpose: 'act' }],
    };
    const { id } = (await as(clerk).post('/outgoing-documents', body).expect(201)).body as { id: string };
    await as(clerk).post(`/outgoing-documents/${id}/submission`).expect(201);
    await as(leader).post(`/outgoing-documents/${id}/approval`).expect(201);
    await as(clerk).post(`/outgoing-documents/${id}/issuance`).expect(201);
    await as(clerk).post(`/outgoing-documents/${id}/dispatches`, {}).expect(201);
    await app.get(Jobs).drain();
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  it.each(WIDTHS)('a version is drafted, tried, put in force and applied, at %d px', async (width: Width) => {
    // Windows look alike at both widths; the narrow one is the harder.
    const glance = width === 360 ? look : (shown: Page, name: string) => screens.shot(shown, name);
    const page = await browsers.open(org.office.admin, '/people/calendar', { width, expectFailures: EXPECTED });
    await arrived(page, /^Lịch làm việc, bản số/);
    await page.getByText('đang hiệu lực').first().waitFor();
    await look(page, 'calendar');
    const { no } = (await versions('in_force')) as Version;
    await press(page, 'Soạn bản mới');
    await page.getByLabel('Soạn để làm gì').fill('Theo thông báo nghỉ bù của Ủy ban nhân dân tỉnh');
    await glance(page, 'calendar-new-draft');
    await page.getByRole('dialog').getByRole('button', { name: 'Soạn bản mới' }).click();
    await arrived(page, `Lịch làm việc, bản số ${no + 1}`);

    // Days off from tomorrow on: the deadlines of what was just sent run into them.
    const [from, to] = [plusDays(today, 1), plusDays(today, 5)];
    await press(page, 'Thêm ngày nghỉ hoặc làm bù');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('nghỉ lễ', { exact: true }).check();
    await dialog.getByLabel('Tên ngày nghỉ').fill('Nghỉ phòng chống bão');
    await dialog.getByLabel('Từ ngày').fill(dayInWords(from));
    await dialog.getByLabel('Đến hết ngày').fill(dayInWords(plusDays(today, -3)));
    await dialog.getByLabel('Tên ngày nghỉ').focus();
    await dialog.getByText('Ngày cuối phải không sớm hơn ngày đầu.').first().waitFor();
    await dialog.getByLabel('Đến hết ngày').fill(dayInWords(to));
    await dialog.getByLabel('Tên ngày nghỉ').focus();
    await glance(page, 'calendar-day');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(((await versions('draft')) as Version).holidays.filter(({ name }) => name.includes('bão'))).toHaveLength(5);

    await page.getByRole('button', { name: 'Thêm đơn vị có giờ riêng' }).click();
    await dialog.getByRole('combobox').fill('co quan so 1');
    await dialog.getByRole('option', { name: /số 1/ }).click();
    await dialog.getByLabel('Từ giờ, khoảng 1').fill('7h15');
    await glance(page, 'calendar-hours');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(((await versions('draft')) as Version).unitHours[0]?.officeHours[0]).toMatchObject({ from: '07:15' });

    await press(page, 'Tính thử');
    await page.getByText(/bản có hạn đổi/).waitFor();
    await glance(page, 'calendar-draft');
    await page.locator('.moved').first().scrollIntoViewIfNeeded();
    await look(page, 'calendar-moves');
    await press(page, 'Đưa vào hiệu lực');
    await dialog.getByText(/bản đang chạy sẽ đổi hạn/).waitFor();
    await dialog.getByLabel('Lý do').fill('Thông báo số 12/TB-UBND');
    await glance(page, 'calendar-force');
    await dialog.getByRole('button', { name: 'Đưa vào hiệu lực' }).click();
    await page.getByText(`Bản số ${no + 1} đã có hiệu lực`).waitFor();
    expect(((await versions('in_force')) as Version).no).toBe(no + 1);

    await press(page, 'Tính lại hạn đang chạy');
    await dialog.getByLabel('Lý do').fill('Thông báo số 12/TB-UBND');
    await dialog.getByText(/bản có hạn đổi/).waitFor();
    await glance(page, 'calendar-recalculate');
    await dialog.getByRole('button', { name: /^Tính lại \d+ hạn/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await app.get(Jobs).drain();
    await page
      .getByText(/đổi [1-9]\d* hạn/)
      .first()
      .waitFor();
    await page
      .getByText(/đổi [1-9]\d* hạn/)
      .first()
      .scrollIntoViewIfNeeded();
    await look(page, 'calendar-recalculated');
    // Back to how it was, for the other width.
    const draft = (await as(org.office.admin).post('/calendar-versions', { note: 'Trở lại' }).expect(201)).body;
    const usual = {
      holidays: draft.holidays.filter(({ name }: { name: string }) => !name.includes('bão')),
      unitHours: [],
    };
    const path = `/calendar-versions/${draft.id}`;
    await as(org.office.admin).patch(path, usual).set('if-match', `"${draft.version}"`).expect(200);
    const entry = { version: draft.version + 1, reason: 'Trở lại' };
    await as(org.office.admin).post(`${path}/entry-into-force`, entry).expect(201);
    await as(org.office.admin).post(`${path}/recalculations`, { reason: 'Trở lại' }).expect(201);
    await app.get(Jobs).drain();
  });

  it('is edited by the keyboard alone, and a draft is discarded', async () => {
    const { body } = await as(org.office.admin).post('/calendar-versions', { note: 'Thử' }).expect(201);
    const page = await browsers.open(org.office.admin, `/people/calendar/${body.id}`, { expectFailures: EXPECTED });
    await arrived(page, /^Lịch làm việc, bản số/);
    const saturday = plusDays(today, 5 - weekdayOf(today));
    await page.locator(`[data-day="${today}"]`).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('data-day')).toBe(saturday);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('làm bù').waitFor();
    expect(await page.getByRole('dialog').getByLabel('làm bù').isChecked()).toBe(true);
    await page.getByPlaceholder('dd/mm/yyyy').first().waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(((await versions('draft')) as Version).makeUpDays).toContain(saturday);
    expect(await focused.getAttribute('data-day')).toBe(saturday);
    expect(await focused.textContent()).toMatch(/làm bù/);
    await press(page, 'Việc khác');
    await page.getByRole('menuitem', { name: 'Bỏ bản nháp' }).click();
    await look(page, 'calendar-discard');
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ bản nháp' }).click();
    await page.getByText(/Đã bỏ bản nháp số/).waitFor();
    expect(await versions('draft')).toBeNull();
  });

  it.each(WIDTHS)('administrators further down look at it, at %d px', async (width: Width) => {
    const admin = await aPerson(app, [[org.units[0]!.id, 'admin']], { displayName: 'Quản trị chi đoàn' });
    const page = await browsers.open(admin, '/people/calendar?year=2020', { width, expectFailures: EXPECTED });
    await page.getByText('chỉ quản trị của đơn vị cấp cao nhất').waitFor();
    await page.getByRole('heading', { name: 'Ngày nghỉ lễ năm 2020' }).waitFor();
    await look(page, 'calendar-read');
    expect(await page.locator('button.day').count()).toBe(0);
  });
});
