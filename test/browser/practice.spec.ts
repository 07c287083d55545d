import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { letOthersAct, tablesOf } from '../e2e/practice/world.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { Browsers, expectNoSideways, look, WIDTHS } from '../support/browser.ts';
import { primary } from './incoming-world.ts';
import { anOrganisation, type StaffedUnit } from '../support/organisation.ts';

/** What a session that is over, or not there yet, is answered. */
const OUTSIDE = /\/api\/v1\//;
const FIRST = 'Về việc thực hành gửi, nhận văn bản trên hệ thống';
const HOUR_MS = 3600_000;

interface Asked {
  readonly id: string;
  readonly items: readonly { readonly id: string; readonly name: string }[];
}
const DRAFT = {
  typeCode: 'cong_van',
  subject: 'Về việc gửi thử',
  pageCount: 1,
  signerCapacity: 'TM. BAN CHẤP HÀNH',
};

describe('the practice area', () => {
  let app: TestApp;
  let browsers: Browsers;
  let units: readonly StaffedUnit[];

  beforeAll(async () => {
    // Behind the database's clock: what the others do later is due at once.
    app = await startTestApp({ clock: new MovableClock(new Date(new Date().getTime() - HOUR_MS)), practice: true });
    ({ units } = await anOrganisation(app, 2));
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers?.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  const enter = async (unit: StaffedUnit | undefined, width: 1440 | 360): Promise<Page> => {
    if (!unit) throw new Error('no unit');
    const page = await browsers.open(unit.clerk, '/practice/', { width, expectFailures: OUTSIDE });
    await page.getByRole('heading', { name: 'Khu vực thực hành' }).waitFor();
    await look(page, 'practice-entrance');
    await page.getByRole('button', { name: 'Vào thực hành' }).click();
    await banner(page).waitFor();
    return page;
  };
  const banner = (page: Page) => page.getByRole('region', { name: 'Khu vực thực hành' });
  const ask = (page: Page, path: string, init: object): Promise<Asked> =>
    page.evaluate(
      `fetch('/practice/api/v1${path}', ${JSON.stringify(init)}).then((answer) => answer.ok ? answer.json() : answer.text().then((why) => { throw new Error(why) }))`,
    );
  const read = (page: Page, path: string): Promise<Asked> => ask(page, path, {});
  const call = (page: Page, path: string, body?: object): Promise<Asked> =>
    ask(page, path, {
      method: 'POST',
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });

  it('is entered, practised in, started over and left, and nothing real has changed', async () => {
    const before = await tablesOf(app.db);
    const page = await enter(units[0], 1440);
    await look(page, 'practice-home');
    await page.getByRole('link', { name: 'Văn bản đến' }).first().click();
    await page.getByRole('link', { name: FIRST }).click();
    await page.getByRole('heading', { name: FIRST }).waitFor();
    await primary(page).getByText('Xác nhận đã nhận').click();
    await primary(page).getByText('Vào sổ').click();
    await page.getByText('Đã vào sổ, số đến 1.').waitFor();
    await banner(page).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/practice\/incoming\//);
    await letOthersAct(app);
    await page.getByRole('link', { name: 'Tổ chức Ngày Chủ nhật xanh' }).waitFor();

    const partner = (await read(page, '/units?limit=50')).items.find(({ name }) => name === 'Đoàn trường đối tác');
    const recipients = [{ target: 'unit', unitId: partner?.id, purpose: 'inform' }];
    const { id } = await call(page, '/outgoing-documents', { ...DRAFT, recipients });
    await call(page, `/outgoing-documents/${id}/submission`);
    await letOthersAct(app);
    await call(page, `/outgoing-documents/${id}/issuance`, {});
    await call(page, `/outgoing-documents/${id}/dispatches`, {});
    await letOthersAct(app);
    await page.goto(`${app.url}/practice/tracking/${id}`);
    await page.getByText('Đoàn trường đối tác').first().waitFor();
    await page
      .getByText(/đã vào sổ/i)
      .first()
      .waitFor();

    await banner(page).getByRole('button', { name: 'Làm lại từ đầu' }).click();
    await look(page, 'practice-again');
    await page.getByRole('dialog').getByRole('button', { name: 'Làm lại từ đầu' }).click();
    await page.waitForURL(`${app.url}/practice/`);
    await page.getByRole('link', { name: FIRST }).first().waitFor();
    expect((await read(page, '/outgoing-documents?limit=10')).items).toEqual([]);
    await banner(page).getByRole('button', { name: 'Thoát' }).click();
    await page.waitForURL(`${app.url}/`);
    expect(await banner(page).count()).toBe(0);
    const after = await tablesOf(app.db);
    expect(Object.keys(after).filter((name) => before[name] !== after[name])).toEqual(['public.practice_progress']);
  });

  it.each(WIDTHS)('shows the real page step by step, by keys alone (%i)', async (width) => {
    const page = await enter(units[1], width);
    await page.getByRole('button', { name: 'Để sau' }).waitFor();
    await banner(page).getByRole('button', { name: 'Hướng dẫn từng bước' }).press('Enter');
    const tour = page.getByRole('dialog', { name: /Bước 1 \/ 6/ });
    await tour.waitFor();
    expect(await page.evaluate(`document.activeElement.classList.contains('tour')`)).toBe(true);
    await look(page, 'practice-tour');
    // Taken once, it is not offered again.
    expect(await page.getByRole('button', { name: 'Để sau' }).count()).toBe(0);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog', { name: /Bước 2 \/ 6/ }).waitFor();
    await page.waitForURL(`${app.url}/practice/incoming`);
    await page.locator('[data-tour-here]').first().waitFor();
    await expectNoSideways(page);
    const box = await page.locator('.tour').boundingBox();
    const inside = await page.evaluate<number>('document.documentElement.clientWidth');
    expect(box && box.x >= 0 && box.x + box.width <= inside && box.y >= 0).toBe(true);
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('dialog', { name: /Bước 1 \/ 6/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.tour').waitFor({ state: 'detached' });
    expect(await page.locator('[data-tour-here]').count()).toBe(0);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.activeElement !== document.body`)).toBe(true);
  });
});
