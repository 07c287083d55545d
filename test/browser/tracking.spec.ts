import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrived, Browsers, look, screens, type Width, WIDTHS } from '../support/browser.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../support/organisation.ts';
import { aPerson } from '../support/people.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { Sealer } from '../../src/receipts/sealer.ts';

const MANY = 1000;
const SUBJECT =
  'Về việc triển khai hệ thống gửi, nhận văn bản qua mạng cho các cơ sở Đoàn trực thuộc và tổ chức tập huấn sử dụng trong tháng 5 năm 2020';
const SECTORS = ['party', 'government', 'front', 'justice', 'armed_forces', 'business', 'education', 'health', 'press'];

/** Units without people, all but the first few: a board needs no more. */
async function manyUnits(app: TestApp, parentId: string): Promise<void> {
  await app.db.query(
    `with made as (
       insert into unit (id, parent_id, code, kind, sector, channel, symbol, numbering, place, opened_on, created_at)
       select gen_random_uuid(), $1, 'CS-' || lpad(n::text, 4, '0'), 'agency', ($2::text[])[1 + n % 9], 'system', '', 'TERM', '', '2000-01-01', $3
       from generate_series(1, ${MANY}) n returning id, code)
     insert into unit_name (unit_id, name, short_name, valid_from)
     select id, 'Chi đoàn Trung tâm Dịch vụ việc làm và Giáo dục nghề nghiệp ' || code, code, '2000-01-01' from made`,
    [parentId, SECTORS, app.clock.now()],
  );
}

describe('who has and who has not', () => {
  let app: TestApp;
  let browsers: Browsers;
  let org: Organisation;
  let one: StaffedUnit;
  let two: StaffedUnit;
  let many: string;
  let symbol: string;
  let few: string;

  const send = async (recipients: readonly object[], subject = SUBJECT, urgency = 'normal') => {
    const as = (person: StaffedUnit['clerk']) => api(app).as(person);
    const { body } = await as(org.office.clerk)
      .post('/outgoing-documents', { typeCode: 'thong_bao', subject, summary: subject, urgency, recipients })
      .expect(201);
    const path = `/outgoing-documents/${(body as { id: string }).id}`;
    await as(org.office.clerk).post(`${path}/submission`).expect(201);
    await as(org.office.leader).post(`${path}/approval`).expect(201);
    const issued = await as(org.office.clerk).post(`${path}/issuance`).expect(201);
    await as(org.office.clerk).post(`${path}/dispatches`).expect(201);
    await app.get(Jobs).drain();
    return issued.body as { id: string; symbol: string };
  };
  const deliveryAt = async (documentId: string, unitId: string): Promise<string> => {
    const { rows } = await app.db.query<{ id: string }>(
      `select id from delivery where document_id = $1 and unit_id = $2`,
      [documentId, unitId],
    );
    return rows[0]?.id ?? '';
  };
  const act = async (unit: StaffedUnit, documentId: string, what: string, body?: object) => {
    const id = await deliveryAt(documentId, unit.id);
    await api(app).as(unit.clerk).post(`/incoming-documents/${id}/${what}`, body).expect(201);
  };
  /** What the service does each second: the open pages are told of what is sealed. */
  const sealed = (): Promise<unknown> => app.get(Sealer).seal();
  const rowsIn = (page: Page): Promise<number> => page.locator('.board-body > [role=row]').count();
  const filter = (page: Page, name: RegExp) =>
    page.getByRole('group', { name: 'Lọc theo trạng thái' }).getByRole('button', { name });

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    org = await anOrganisation(app, 3);
    [one, two] = org.units as [StaffedUnit, StaffedUnit];
    await manyUnits(app, org.office.id);
    const unit = ({ id }: { readonly id: string }) => ({ target: 'unit', unitId: id, purpose: 'act' });
    few = (
      await send(
        [...org.units.map(unit), { target: 'unit', unitId: org.above.partyCommittee, purpose: 'inform' }],
        'Về việc báo cáo số liệu đoàn viên',
      )
    ).id;
    ({ id: many, symbol } = await send([{ target: 'all_units', purpose: 'act' }]));
    await act(one, few, 'opening');
    await act(one, few, 'acknowledgement');
    await act(two, few, 'refusal', { code: 'other', text: 'Không thuộc đối tượng thực hiện' });
    browsers = await Browsers.start(app);
  }, 60_000);
  afterEach(() => browsers?.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  it.each(WIDTHS)('a board of a thousand units, at %d px', async (width: Width) => {
    const page = await browsers.open(org.office.clerk, `/tracking/${many}`, { width });
    await arrived(page, `Theo dõi ${symbol}`);
    await page.getByText('Đang xem 1.003 đơn vị').waitFor();
    await look(page, 'board');
    expect(await rowsIn(page)).toBeLessThan(60);
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await page
      .locator('.board-open', { hasText: 'Chi đoàn cơ quan số' })
      .or(page.locator('.board-open', { hasText: /CS-09(?:89|98)/ }))
      .first()
      .waitFor();
    await screens.shot(page, 'board-end');
    // Of everything, not only of rows: a thousand rows would be ten thousand elements.
    expect(await page.locator('body *').count()).toBeLessThan(1500);
    await page.evaluate('scrollTo(0, 0)');
    await page.getByLabel('Tìm đơn vị').fill('viec lam cs-0500');
    await page.getByText('Đang xem 1 đơn vị').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('viec lam cs-0500');
    await page.getByLabel('Tìm đơn vị').fill('không có đơn vị này');
    await page.getByText('Không có đơn vị nào ở mục này').waitFor();
    await look(page, 'board-none');
  });

  it('by keyboard: rows far below are reached, opened, and given back the focus', async () => {
    const page = await browsers.open(org.office.clerk, `/tracking/${many}`);
    await page.getByText('Đang xem 1.003 đơn vị').waitFor();
    const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent');
    for (let row = 0; row < 30; row++) await page.keyboard.press('j');
    expect(await focused()).toMatch(/CS-0270$/);
    // Scrolled out of sight the row stays, or the focus would be lost.
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await page.locator('.board-open', { hasText: 'cơ quan số' }).first().waitFor();
    expect(await focused()).toMatch(/CS-0270$/);
    await page.keyboard.press('k');
    expect(await focused()).toMatch(/CS-0261$/);
    await page.keyboard.press('Enter');
    await page
      .getByRole('dialog', { name: /CS-0261$/ })
      .getByText('Chưa có ai ở đơn vị này')
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused()).toMatch(/CS-0261$/);
  });

  it('a unit opens it: its row changes where it is, and leaves the filter only when asked', async () => {
    const page = await browsers.open(org.office.clerk, `/tracking/${many}?show=unopened&q=chi+doan+co+quan+so`);
    await page.getByText('Đang xem 3 đơn vị').waitFor();
    const row = page.locator('.board-line', { hasText: one.name });
    const last = page.locator('.board-line', { hasText: org.units[2]?.name ?? '' });
    const before = await last.boundingBox();
    await act(one, many, 'opening');
    await sealed();
    await row.getByText('đã xem').waitFor();
    await row.getByText(one.clerk.displayName).waitFor();
    await filter(page, /^1 đã xem/).waitFor();
    expect(await last.boundingBox()).toEqual(before);
    await page.getByText('Có 1 thay đổi từ lúc lọc.').waitFor();
    await look(page, 'board-live');
    await page.getByRole('button', { name: 'Cập nhật danh sách' }).click();
    await page.getByText('Đang xem 2 đơn vị').waitFor();
    expect(await row.count()).toBe(0);
  });

  it.each(WIDTHS)('one copy: people, receipts, what the sender does, at %d px', async (width: Width) => {
    const page = await browsers.open(org.office.clerk, `/tracking/${few}`, { width });
    await page.getByRole('button', { name: one.name }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('rowheader', { name: one.clerk.displayName }).waitFor();
    await dialog.getByText('xác nhận đã nhận').waitFor();
    await look(page, 'copy');
    await page.keyboard.press('Escape');
    await page.locator('.progress summary').click();
    await look(page, 'board-progress');
    if (width === 360) return;

    await page.getByRole('button', { name: 'Ban Thường vụ Đảng ủy Khối' }).click();
    await dialog.getByRole('button', { name: 'Ghi biên nhận' }).click();
    await look(page, 'hand-receipt');
    await dialog.getByLabel('Ai nhận, biết được bằng cách nào').fill('Văn thư ký sổ giao nhận, trang 12');
    await dialog.getByRole('button', { name: 'Ghi biên nhận' }).click();
    await dialog.getByRole('listitem').getByText('Văn thư ký sổ giao nhận, trang 12').first().waitFor();
    expect(await page.evaluate('document.activeElement.className')).toBe('copy-acts');
    await page.keyboard.press('Escape');
    await page.locator('.board-line', { hasText: 'Đảng ủy Khối' }).getByText('đã nhận').waitFor();
  });

  it('a member sees why a refusal is not theirs to note; the clerk notes it', async () => {
    const back = await deliveryAt(few, two.id);
    const address = `/tracking/${few}?show=back&copy=${back}`;
    const member = await browsers.open(org.office.member, address);
    await member.getByText('Lý do: Không thuộc đối tượng thực hiện').waitFor();
    await member.getByRole('button', { name: /^Ghi nhận trả lại.*Chỉ văn thư/ }).waitFor();
    const page = await browsers.open(org.office.clerk, address);
    await page.getByRole('button', { name: 'Ghi nhận trả lại' }).waitFor();
    await look(page, 'copy-back');
    await page.getByRole('button', { name: 'Ghi nhận trả lại' }).click();
    await page.getByRole('dialog').getByText('bên gửi ghi nhận trả lại').waitFor();
    await page.keyboard.press('Escape');
    await filter(page, /^0 trả lại/).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('goes on paper whole, with number, date, who and when; and into files', async () => {
    const page = await browsers.open(org.office.leader, `/tracking/${many}`);
    await page.getByText('Đang xem 1.003 đơn vị').waitFor();
    const saved = async (name: string): Promise<Buffer> => {
      await page.getByRole('button', { name: 'Việc khác' }).click();
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
      expect(file.suggestedFilename()).toContain(`Theo dõi ${symbol.replaceAll('/', '-')}`);
      return readFile(await file.path());
    };
    const lines = (await saved('Tải bảng CSV')).toString('utf8').trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFF"Mã";"Đơn vị"/);
    expect(lines).toHaveLength(MANY + 4);
    expect((await saved('Tải bảng về Excel')).subarray(0, 2).toString()).toBe('PK');
    await page.emulateMedia({ media: 'print' });
    await page.getByText(`người in: ${org.office.leader.displayName}`).waitFor();
    expect(await page.locator('tbody td:first-child').count()).toBe(MANY + 3);
    await screens.shot(page, 'board-print');
    await page.emulateMedia({ media: 'screen' });
    await page.getByText('Đang xem 1.003 đơn vị').waitFor();
  });

  it.each(WIDTHS)('all that waits, by document and by unit, at %d px', async (width: Width) => {
    const page = await browsers.open(org.office.clerk, '/tracking', { width });
    await arrived(page, 'Theo dõi');
    await page.getByRole('heading', { name: symbol }).waitFor();
    await page.getByText(/Còn 9\d\d đơn vị nữa/).waitFor();
    await look(page, 'outstanding');
    await page.getByRole('radio', { name: 'Đơn vị' }).check();
    await page.getByLabel('Tìm đơn vị, văn bản').fill('co quan so 3');
    await page.getByRole('heading', { name: org.units[2]?.name ?? '' }).waitFor();
    await look(page, 'outstanding-units');
    await page.getByRole('radio', { name: 'quá hạn' }).check();
    await page.getByText('Không có gì khớp với bộ lọc').waitFor();
    await page.getByRole('link', { name: 'mọi việc chờ' }).click();
    await page.getByRole('heading', { name: symbol }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await page.getByRole('radio', { name: 'mọi việc chờ' }).isChecked()).toBe(true);
  });

  it('speaks English; a document of others is not there', async () => {
    const english = await browsers.open(org.office.clerk, `/tracking/${few}`, { language: 'en' });
    await english.getByText('Showing 4 units').waitFor();
    await screens.shot(english, 'board-english');
    const stranger = await aPerson(app, [[one.id, 'clerk']]);
    const page = await browsers.open(stranger, `/tracking/${many}`, { expectFailures: /outgoing-documents/ });
    await page.getByRole('alert').waitFor();
    await look(page, 'board-missing');
    expect(await rowsIn(page)).toBe(0);
  });
});
