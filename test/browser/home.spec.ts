import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { Browsers, look, WIDTHS, type Width } from '../support/browser.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../support/organisation.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';
import { Sealer } from '../../src/receipts/sealer.ts';

const SUBJECT =
  'Về việc triển khai hệ thống gửi, nhận văn bản qua mạng cho các cơ sở Đoàn trực thuộc và tổ chức tập huấn sử dụng';

describe('the first page', () => {
  let app: TestApp;
  let browsers: Browsers;
  let org: Organisation;
  let units: [StaffedUnit, StaffedUnit, StaffedUnit];
  let symbol: string;

  const as = (person: Person) => api(app).as(person);
  const draft = async (subject: string, urgency = 'normal'): Promise<string> => {
    const recipients = units.map(({ id }) => ({ target: 'unit', unitId: id, purpose: 'act' }));
    const { body } = await as(org.office.clerk)
      .post('/outgoing-documents', { typeCode: 'thong_bao', subject, summary: subject, urgency, recipients })
      .expect(201);
    const path = `/outgoing-documents/${(body as { id: string }).id}`;
    await as(org.office.clerk).post(`${path}/submission`).expect(201);
    return path;
  };
  const send = async (subject: string, urgency = 'normal') => {
    const path = await draft(subject, urgency);
    await as(org.office.leader).post(`${path}/approval`).expect(201);
    const issued = await as(org.office.clerk).post(`${path}/issuance`).expect(201);
    await as(org.office.clerk).post(`${path}/dispatches`).expect(201);
    await app.get(Jobs).drain();
    return issued.body as { id: string; symbol: string };
  };
  const act = async (unit: StaffedUnit, documentId: string, what: string, body?: object): Promise<void> => {
    const { rows } = await app.db.query<{ id: string }>(
      `select id from delivery where document_id = $1 and unit_id = $2`,
      [documentId, unit.id],
    );
    await as(unit.clerk).post(`/incoming-documents/${rows[0]?.id}/${what}`, body).expect(201);
  };
  /** What the service does each second: the open pages are told of what is sealed. */
  const sealed = (): Promise<unknown> => app.get(Sealer).seal();
  const stateIn = (tab: Page, name: string, state: string): Promise<void> =>
    tab.locator('.board-line', { hasText: name }).getByText(state, { exact: true }).waitFor();
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 2 });

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    org = await anOrganisation(app, 3);
    units = org.units as [StaffedUnit, StaffedUnit, StaffedUnit];
    const first = await send(SUBJECT);
    ({ symbol } = first);
    await act(units[0], first.id, 'acknowledgement');
    await act(units[1], first.id, 'refusal', { code: 'other', text: 'Không thuộc đối tượng thực hiện' });
    await send('Về việc báo cáo nhanh số liệu đoàn viên', 'hoa_toc');
    await draft('Về việc chọn cử đoàn viên tham gia lớp bồi dưỡng');
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers?.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  it('comes while the service is still asked who is there', async () => {
    const page = await browsers.open(units[2].clerk, '/khong-co');
    const screen = page.waitForRequest(/\/assets\/home-[^/]+\.js$/);
    await page.route('**/api/v1/sessions/current', async (route) => {
      await screen;
      await route.continue();
    });
    await page.goto(`${app.url}/`);
    const waiting = heading(page, `${org.office.name} chờ đơn vị anh/chị 2 việc`);
    await waiting.waitFor();
    expect(await waiting.count()).toBe(1);
  });

  it.each(WIDTHS)('of a unit: who waits for what, due first, at %d px', async (width: Width) => {
    const page = await browsers.open(units[2].clerk, '/', { width });
    await heading(page, `${org.office.name} chờ đơn vị anh/chị 2 việc`).waitFor();
    const links = page.getByRole('link', { name: /^Xác nhận đã nhận/ });
    expect(await links.count()).toBe(2);
    await look(page, 'home-unit');
    expect(await links.first().getAttribute('href')).toMatch(/^\/incoming\/[0-9a-f-]{36}$/);
    expect(await page.locator('.button-primary').count()).toBe(1);
  });

  it.each(WIDTHS)('of the office: "chưa xem" is one press from who they are, at %d px', async (width: Width) => {
    const page = await browsers.open(org.office.leader, '/', { width });
    await heading(page, 'Dự thảo chờ duyệt').waitFor();
    await heading(page, 'Bị trả lại, chờ ghi nhận').waitFor();
    await page.getByRole('link', { name: `1/3 đã nhận ${symbol}` }).waitFor();
    await look(page, 'home-office');
    await page.getByRole('link', { name: `1 chưa xem ${symbol}` }).click();
    await page.getByRole('heading', { name: `Theo dõi ${symbol}` }).waitFor();
    await page.getByText('Đang xem 1 đơn vị').waitFor();
    expect(await page.locator('.board-open').allTextContents()).toEqual([units[2].name]);
  });

  it('changes while it is open', async () => {
    const page = await browsers.open(org.office.clerk, '/');
    await page.getByRole('link', { name: `1/3 đã nhận ${symbol}` }).waitFor();
    const { rows } = await app.db.query<{ id: string }>(`select id from outgoing_document where symbol = $1`, [symbol]);
    await act(units[2], rows[0]?.id ?? '', 'acknowledgement');
    await sealed();
    await page.getByRole('link', { name: `2/3 đã nhận ${symbol}` }).waitFor();
    expect(await page.getByRole('link', { name: `1 chưa xem ${symbol}` }).count()).toBe(0);
  });

  it('one line to the service tells every open tab of a browser', async () => {
    const { id } = await send('Về việc trực cơ quan dịp lễ');
    const page = await browsers.open(org.office.clerk, `/tracking/${id}`);
    const isLive = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/live'));
    await stateIn(page, units[2].name, 'chưa xem');
    await isLive;
    const tab = await page.context().newPage();
    const lines: string[] = [];
    tab.on('request', (request) => request.url().endsWith('/api/v1/live') && lines.push(request.url()));
    await tab.goto(page.url());
    await stateIn(tab, units[2].name, 'chưa xem');
    await act(units[2], id, 'acknowledgement');
    await sealed();
    await stateIn(page, units[2].name, 'đã nhận');
    await stateIn(tab, units[2].name, 'đã nhận');
    expect(lines).toEqual([]);
    await page.close();
    // Whoever is left takes the line over.
    await tab.waitForRequest((request) => request.url().endsWith('/api/v1/live'));
  });

  it('a line refused and let in again shows what happened meanwhile', async () => {
    const { id } = await send('Về việc trực cơ quan cuối tuần');
    const page = await browsers.open(null, '/');
    let refusals = 0;
    await page.route('**/api/v1/live', (route) => {
      refusals++;
      return route.fulfill({ status: 401 });
    });
    await page.context().addCookies([{ name: 'gnvb_session', value: org.office.clerk.token(), url: app.url }]);
    await page.goto(`${app.url}/tracking/${id}`);
    await stateIn(page, units[2].name, 'chưa xem');
    await act(units[2], id, 'acknowledgement');
    await sealed();
    expect(refusals).toBeGreaterThan(0);
    await page.unroute('**/api/v1/live');
    await stateIn(page, units[2].name, 'đã nhận');
  });

  it.each(WIDTHS)('of an administrator: who is not ready, and why, at %d px', async (width: Width) => {
    await aUnit(app, { parentId: org.office.id, name: 'Chi đoàn Trường Trung cấp nghề chưa ai phụ trách' });
    const page = await browsers.open(org.office.admin, '/', { width });
    await heading(page, /^\d+ đơn vị chưa sẵn sàng nhận$/).waitFor();
    await page.getByText('Chưa có ai giữ chức vụ').first().waitFor();
    await look(page, 'home-admin');
    expect(await page.getByText('chưa xem').count()).toBe(0);
  });

  it('of somebody with several posts, each unit under its name; of somebody with nothing to do', async () => {
    const several = await aPerson(app, [
      [org.office.id, 'leader'],
      [org.office.id, 'admin'],
      [units[2].id, 'clerk'],
    ]);
    const page = await browsers.open(several, '/');
    await heading(page, new RegExp(`chờ ${units[2].name}: \\d việc`)).waitFor();
    await heading(page, `Dự thảo chờ duyệt · ${org.office.name}`).waitFor();
    await look(page, 'home-several');
    const quiet = await aUnit(app, {});
    const idle = await browsers.open(await aPerson(app, [[quiet.id, 'clerk']]), '/', { width: 360 });
    await idle.getByText('Không còn việc nào chờ').waitFor();
    await look(idle, 'home-idle');
    expect(await idle.getByRole('link', { name: 'Mở văn bản đến' }).getAttribute('href')).toBe('/incoming');
  });

  it('that could not be read is read again when something happens', async () => {
    const page = await browsers.open(units[2].clerk, '/khong-co', { expectFailures: /\/api\/v1\/home$/ });
    await page.route('**/api/v1/home', (route) => route.fulfill({ status: 400 }));
    await page.goto(`${app.url}/`);
    await page.getByRole('button', { name: 'Thử lại' }).waitFor();
    await page.unroute('**/api/v1/home');
    await send('Về việc chuẩn bị đại hội');
    await sealed();
    const waiting = heading(page, /^Đoàn .+ chờ đơn vị anh\/chị \d việc$/);
    await waiting.waitFor();
    expect(await waiting.count()).toBe(1);
  });
});
