import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrived, Browsers, look, press, screens, type Width, WIDTHS } from '../support/browser.ts';
import { anOrganisation, type Organisation } from '../support/organisation.ts';
import { aPerson, aUnit } from '../support/people.ts';

const EXPECTED = /\/api\/v1\//;
const MANY = 1200;
const LONG = 'Đoàn cơ sở Trung tâm Giáo dục nghề nghiệp và Giáo dục thường xuyên';

/** Units nobody has an account at. */
async function manyUnits(app: TestApp, parentId: string): Promise<void> {
  await app.db.query(
    `with made as (
       insert into unit (id, parent_id, code, kind, sector, channel, symbol, numbering, place, phone, opened_on, created_at)
       select gen_random_uuid(), $1, 'SS-' || lpad(n::text, 4, '0'), 'agency', 'education', 'system', '', 'TERM', '', '0294 385 ' || lpad(n::text, 4, '0'), '2000-01-01', $2
       from generate_series(1, ${MANY}) n returning id, code)
     insert into unit_name (unit_id, name, short_name, valid_from)
     select id, '${LONG} ' || code, code, '2000-01-01' from made`,
    [parentId, app.clock.now()],
  );
}

describe('the road to ready', () => {
  let app: TestApp;
  let browsers: Browsers;
  let org: Organisation;
  let written: { readonly id: string; readonly name: string };

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    org = await anOrganisation(app, 3);
    await manyUnits(app, org.office.id);
    const { id: unwritten } = await aUnit(app, { parentId: org.office.id, code: 'AA-1', name: 'Chi đoàn Kho bạc' });
    written = await aUnit(app, { parentId: org.office.id, code: 'AA-2', name: LONG, email: 'tt@cu.example' });
    await app.db.query(`update unit set phone = '0294 385 9999' where id = any($1)`, [[unwritten, written.id]]);
    const { id } = await aPerson(app, [[written.id, 'clerk']], { displayName: 'Văn thư Trung tâm' });
    await app.db.query(`delete from session where account_id = $1`, [id]);
    await api(app).as(org.office.admin).post('/activation-codes', { accountId: id }).expect(201);
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  it.each(WIDTHS)('is seen, narrowed, phoned about and reminded of, at %d px', async (width: Width) => {
    const page = await browsers.open(org.office.admin, '/people/readiness', { width, expectFailures: EXPECTED });
    await arrived(page, 'Sẵn sàng');
    const count = MANY + 2 + 4;
    await page.getByText(`${(count / 1000).toFixed(3)} đơn vị`, { exact: true }).waitFor();
    await look(page, 'readiness');
    // Of more than a thousand, only those near the window are in the page.
    expect(await page.locator('.road-body > .road-line').count()).toBeLessThan(60);
    await page.getByRole('button', { name: /^có trong danh sách/ }).click();
    await page.waitForURL(/step=listed/);
    await page.getByLabel('Tìm đơn vị').last().fill('kho bac');
    await page.getByText('1 đơn vị', { exact: true }).waitFor();
    const call = page.getByRole('link', { name: /^Gọi .*0294 385 9999/ });
    expect(await call.getAttribute('href')).toBe('tel:02943859999');
    await screens.shot(page, 'readiness-narrowed');
    await page.getByRole('button', { name: 'Nhắc Chi đoàn Kho bạc' }).click();
    await page.getByText('chưa có địa chỉ thư, cần gọi điện').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Tìm đơn vị').last().fill('khong co don vi nay');
    await page.getByText('Không có đơn vị nào như vậy').waitFor();
    await screens.shot(page, 'readiness-none');
    await press(page, 'Xem tất cả');
    await page.getByRole('button', { name: `Nhắc ${LONG}`, exact: true }).press('Enter');
    const dialog = page.getByRole('dialog');
    if (width === 1440) {
      await dialog.getByText('tt@cu.example').waitFor();
      await look(page, 'readiness-ask');
      await dialog.getByRole('button', { name: 'Nhắc 1 đơn vị bằng thư' }).click();
      await dialog.getByText(/Thư đi từ/).waitFor();
      await look(page, 'readiness-asked');
      await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    } else {
      await dialog.getByRole('button', { name: 'Nhắc 1 đơn vị bằng thư' }).click();
      await dialog.getByText('Không có thư nào được gửi').waitFor();
      await dialog.getByText('hôm nay đã nhắc').waitFor();
      await look(page, 'readiness-asked-again');
      await page.keyboard.press('Escape');
    }
    await dialog.waitFor({ state: 'detached' });
    const { rows } = await app.db.query(`select step from onboarding_reminder where unit_id = $1`, [written.id]);
    expect(rows).toHaveLength(1);
  });
});
