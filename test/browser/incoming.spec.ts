import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { Browsers, look, WIDTHS, type Width } from '../support/browser.ts';
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
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    org = await anOrganisation(app, 8);
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
    await page.getByRole('link', { name: NOTICE }).waitFor();
    await look(page, 'incoming-list');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await page.evaluate('document.activeElement.textContent')).toContain(NOTICE);
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
});
