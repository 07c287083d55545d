import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { LookAtAllUnits } from '../../src/custody/vacancies.job.ts';
import { Desk } from '../e2e/imports/world.ts';
import { enter } from '../e2e/practice/world.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrived, Browsers, expectNoSideways, look, press, screens, type Width, WIDTHS } from '../support/browser.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';

const EXPECTED = /\/api\/v1\//;
const HEAD = 'Tên đăng nhập,Họ và tên,Mã đơn vị,Vai trò';

interface Managed {
  readonly id: string;
  readonly name: string;
  readonly admin: Person;
}

describe('people on their way in, and from one to the next', () => {
  let app: TestApp;
  let browsers: Browsers;
  let top: Managed;
  let middle: Managed;

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()), practice: true });
    const managed = async (unit: Parameters<typeof aUnit>[1], displayName: string): Promise<Managed> => {
      const made = await aUnit(app, unit);
      return { ...made, admin: await aPerson(app, [[made.id, 'admin']], { displayName }) };
    };
    top = await managed({ name: 'Tỉnh đoàn Trà Vinh', kind: 'superior' }, 'Quản trị Tỉnh đoàn');
    const block = 'Đoàn Khối các cơ quan và Doanh nghiệp tỉnh Trà Vinh';
    middle = await managed({ parentId: top.id, name: block, kind: 'block' }, 'Quản trị Đoàn Khối');
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  /** Pictures at both widths; what axe finds does not depend on it, and takes most of the time. */
  const seen = async (page: Page, name: string): Promise<void> => {
    if (page.viewportSize()?.width === 360) return look(page, name);
    await screens.shot(page, name);
    await expectNoSideways(page);
  };
  const pick = async (page: Page, typed: string, name: string): Promise<void> => {
    await dialogOf(page).getByRole('combobox').fill(typed);
    await dialogOf(page).getByRole('option', { name }).click();
  };
  const dialogOf = (page: Page) => page.getByRole('dialog');

  it.each(WIDTHS)('a list is refused, approved, printed and handed over, at %d px', async (width: Width) => {
    const name = `Chi đoàn Kho bạc Nhà nước huyện Cầu Ngang ${width}`;
    const unit = await aUnit(app, { parentId: middle.id, name });
    const rows = [1, 2].map((i) => `kb${width}.${i},Văn thư Kho bạc ${width} số ${i},${unit.code},Văn thư`);
    const desk = new Desk(app, middle.admin);
    const { id } = await desk.check('accounts', [HEAD, ...rows, ''].join('\n'));
    await desk.apply(id);

    const owner = await browsers.open(middle.admin, `/people/imports/${id}`, { width, expectFailures: EXPECTED });
    await owner.getByText(/đang chờ quản trị của đơn vị cấp trên duyệt/).waitFor();
    const page = await browsers.open(top.admin, '/people/lists', { width, expectFailures: EXPECTED });
    await arrived(page, 'Duyệt danh sách');
    await page.getByRole('link', { name: middle.name }).first().waitFor();
    await seen(page, 'lists');
    await page.goto(`${app.url}/people/lists/${id}`);
    await page.getByText(`Văn thư Kho bạc ${width} số 1`).waitFor();
    await seen(page, 'list');
    await press(page, 'Không duyệt');
    await dialogOf(page).getByLabel('Lý do').fill('Dòng 2: sai họ tên');
    await seen(page, 'list-decline');
    await dialogOf(page).getByRole('button', { name: 'Không duyệt' }).click();
    await dialogOf(page).waitFor({ state: 'detached' });
    await owner.reload();
    await owner.getByText(/Cấp trên không duyệt: Dòng 2: sai họ tên\./).waitFor();
    await seen(owner, 'list-owner-declined');
    await press(page, 'Duyệt 2 tài khoản');
    await dialogOf(page)
      .getByLabel(/Căn cứ duyệt/)
      .fill('Công văn 17-CV/TĐTN ngày 12/5/2020');
    await seen(page, 'list-approve');
    await dialogOf(page).getByRole('button', { name: 'Duyệt 2 tài khoản' }).click();
    await page.getByText('Công văn 17-CV/TĐTN ngày 12/5/2020').waitFor();
    const { body } = await api(app).as(middle.admin).get(`/account-lists/${id}`).expect(200);
    expect(body.state).toBe('approved');

    await owner.goto(`${app.url}/people/slips?unit=${unit.id}`);
    await owner.getByText(name).waitFor();
    await seen(owner, 'handouts');
    const loading = owner.waitForEvent('download');
    await press(owner, 'Tải phiếu cả đơn vị (PDF)');
    const file = await (await loading).path();
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
    await owner.getByText(/mã chỉ nằm trong tệp này/).waitFor();
    await owner.getByRole('link', { name: /ghi vào sổ giao phiếu/ }).click();
    await arrived(owner, 'Sổ giao phiếu');
    await press(owner, 'Ghi giao phiếu');
    await dialogOf(owner).getByText(`Văn thư Kho bạc ${width} số 2`).waitFor();
    await dialogOf(owner).getByLabel('Chọn tất cả').check();
    await dialogOf(owner).getByLabel('Người nhận phiếu').fill('Phó Bí thư chi đoàn');
    await dialogOf(owner)
      .getByLabel(/Điện thoại/)
      .fill('0294 385 7777');
    await seen(owner, 'handing');
    await dialogOf(owner).getByRole('button', { name: 'Ghi 2 phiếu đã giao' }).click();
    await owner.getByText('Đã ghi 2 phiếu vào sổ').waitFor();
    await owner.getByText('đã giao cho Phó Bí thư chi đoàn').first().waitFor();
    await seen(owner, 'handing-book');
    const book = owner.waitForEvent('download');
    await owner.getByRole('link', { name: 'In sổ (PDF)' }).click();
    expect((await readFile(await (await book).path())).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it.each(WIDTHS)('work is handed over and signed for by the successor, at %d px', async (width: Width) => {
    const unit = await aUnit(app, { parentId: middle.id, name: `Chi đoàn Cục Thuế ${width}` });
    const leaving: Person = await aPerson(app, [[unit.id, 'clerk']], { displayName: `Văn thư sắp nghỉ ${width}` });
    const coming: Person = await aPerson(app, [[unit.id, 'member']], { displayName: `Cán bộ kế nhiệm ${width}` });
    const draft = { typeCode: 'cong_van', subject: 'Về việc nộp đoàn phí' };
    await api(app).as(leaving).post('/outgoing-documents', draft).expect(201);
    const empty = await aUnit(app, { parentId: middle.id, name: `Chi đoàn không còn ai ${width}` });
    await app.get(LookAtAllUnits).run();
    const page = await browsers.open(middle.admin, '/handovers', { width, expectFailures: EXPECTED });
    await page.getByRole('link', { name: empty.name }).waitFor();
    await seen(page, 'handovers');
    await press(page, 'Bàn giao mới');
    await pick(page, `sap nghi ${width}`, leaving.displayName);
    await press(page, 'Xem việc còn dở');
    await dialogOf(page)
      .getByText(/1 chức vụ/)
      .waitFor();
    await pick(page, `ke nhiem ${width}`, coming.displayName);
    await dialogOf(page).getByLabel('Lý do').fill('nghỉ hưu');
    await press(page, `Bàn giao cho Cán bộ kế nhiệm ${width}`);
    await dialogOf(page)
      .getByText(/đã bị đăng xuất ở mọi nơi/)
      .waitFor();
    await seen(page, 'handover-done');
    await press(page, 'Đóng');
    await page.getByText('chờ ký nhận').first().waitFor();

    const next = await browsers.open(coming, '/', { width, expectFailures: EXPECTED });
    await next.getByText('Có bàn giao chờ anh/chị ký nhận').waitFor();
    await seen(next, 'handover-home');
    await next.getByRole('link', { name: 'Xem và ký nhận' }).press('Enter');
    await arrived(next, `Bàn giao tại ${unit.name}`);
    await next.getByLabel(/Có gì thiếu/).fill('Chưa nhận con dấu');
    await seen(next, 'handover');
    await next.getByRole('button', { name: 'Ký nhận' }).press('Enter');
    await next.getByText('Ký nhận lúc').waitFor();
    expect(await next.evaluate('document.activeElement.tagName')).toBe('H1');
    await seen(next, 'handover-signed');
    const { body } = await api(app).as(middle.admin).get('/handovers?signed=true').expect(200);
    const { items } = body as { items: { person: { accountId: string }; signatureNote: string }[] };
    const kept = items.find(({ person }) => person.accountId === leaving.id);
    expect(kept?.signatureNote).toBe('Chưa nhận con dấu');
    await next.goto(`${app.url}/handovers`);
    await next.getByText('đã ký nhận').first().waitFor();
  });

  it.each(WIDTHS)('what was practised is seen, and the area starts over, at %d px', async (width: Width) => {
    const unit = await aUnit(app, { parentId: middle.id, name: `Chi đoàn Bưu điện ${width}` });
    const clerk = await aPerson(app, [[unit.id, 'clerk']]);
    const inside = await enter(app, clerk);
    expect((await inside.call('GET', '/incoming-documents')).status).toBe(200);
    const page = await browsers.open(top.admin, '/people/practice', { width, expectFailures: EXPECTED });
    const row = page.getByRole('row').filter({ hasText: unit.name });
    await row.getByText('1 người đã vào').waitFor();
    await seen(page, 'practising');
    await press(page, 'Làm lại toàn bộ');
    await seen(page, 'practising-reset');
    await dialogOf(page).getByRole('button', { name: 'Làm lại toàn bộ' }).click();
    await page.getByText('Đã làm lại toàn bộ khu vực thực hành').waitFor();
    expect((await inside.call('GET', '/incoming-documents')).status).toBe(401);
    await row.getByText('1 người đã vào').waitFor();
    const below = await browsers.open(middle.admin, '/people/practice', { width, expectFailures: EXPECTED });
    const refused = below.getByRole('button', { name: /^Làm lại toàn bộ/ });
    await refused.waitFor();
    expect(await refused.getAttribute('aria-disabled')).toBe('true');
  });
});
