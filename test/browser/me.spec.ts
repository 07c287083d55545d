import { createECDH, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Worker } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { aWorld, type World } from '../e2e/notices/world.ts';
import type { TestApp } from '../support/app.ts';
import { Browsers, look, press, screens, type Width, WIDTHS } from '../support/browser.ts';
import type { StaffedUnit } from '../support/organisation.ts';
import { aPerson } from '../support/people.ts';

const PASSWORD = 'mưa rào trên sông Hậu';
const REFUSALS = /\/api\/v1\/(?:accounts|second-factor|delegations|push)/;

/** Headless browsers show no notifications, whatever is allowed: this keeps what would be shown. One of a tag replaces the other. */
const KEEPS_NOTIFICATIONS = `
  globalThis.shown = [];
  registration.showNotification = async (title, looks) => {
    const one = { title, ...looks, close: () => { shown = shown.filter((other) => other !== one); } };
    shown = [...shown.filter(({ tag }) => tag !== one.tag), one];
  };`;

describe('one’s own account, the bell and the devices', () => {
  let world: World;
  let app: TestApp;
  let browsers: Browsers;
  let unit: StaffedUnit;

  const bell = (page: Page) => page.getByRole('button', { name: /^Thông báo/ }).filter({ visible: true });
  const shot = async (page: Page, name: string): Promise<void> => {
    await look(page, name);
    await screens.shot(page, `${name}-whole`, true);
  };

  beforeAll(async () => {
    world = await aWorld(1, { SECOND_FACTOR_ROLES: '' }, new MovableClock(new Date()));
    app = world.app;
    [unit] = world.units as [StaffedUnit];
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  it.each(WIDTHS)('the profile: password, sessions, a delegation, at %d px', async (width: Width) => {
    const person = await aPerson(app, [[unit.id, 'leader']], { displayName: 'Bí thư Chi đoàn', password: PASSWORD });
    const page = await browsers.open(person, '/me', { width, expectFailures: REFUSALS });
    await page.getByRole('heading', { name: 'Đang đăng nhập trên các máy' }).waitFor();
    await page.getByText('máy này').first().waitFor();
    await shot(page, 'profile');
    await page.getByLabel('Mật khẩu hiện tại').fill('không phải');
    await page.getByLabel('Mật khẩu mới').fill('một câu khác hẳn để nhớ');
    await press(page, 'Đổi mật khẩu');
    await page.getByText('Mật khẩu hiện tại chưa đúng').first().waitFor();
    await page.getByLabel('Mật khẩu hiện tại').fill(PASSWORD);
    await press(page, 'Đổi mật khẩu');
    await page.getByText('Đã đổi mật khẩu.').waitFor();
    await press(page, 'Ủy quyền cho đồng nghiệp');
    const dialog = page.getByRole('dialog', { name: 'Ủy quyền cho đồng nghiệp' });
    await dialog.getByLabel('Người làm thay').selectOption({ label: `Ủy viên ${unit.name}` });
    await dialog.getByLabel('Đến hết ngày').fill('31/12/2026');
    await page.keyboard.press('Tab');
    expect(await dialog.getByLabel('Đến hết ngày').inputValue()).toBe('31/12/2026');
    await dialog.getByLabel('Lý do').fill('Đi công tác');
    await look(page, 'delegation');
    await dialog.getByRole('button', { name: 'Ủy quyền', exact: true }).click();
    await page.getByText(`Ủy viên ${unit.name} làm thay anh/chị`).waitFor();
    await page.getByRole('button', { name: 'Kết thúc ủy quyền cho' }).click();
    await page.getByText('Không có ủy quyền nào đang hoặc sắp có hiệu lực.').waitFor();
    await press(page, 'Bật xác thực hai bước');
    await page.getByRole('dialog', { name: 'Bật xác thực hai bước' }).waitFor();
    await look(page, 'profile-second-factor');
  });

  it.each(WIDTHS)('how one is told, at %d px', async (width: Width) => {
    const person = await aPerson(app, [[unit.id, 'member']]);
    const page = await browsers.open(person, '/notifications', { width });
    const kind = page.getByRole('group', { name: 'Được phân công xử lý văn bản' });
    await kind.getByRole('radio', { name: 'Không gửi' }).click();
    await page.getByText('Đã lưu: Được phân công xử lý văn bản, Không gửi.').waitFor();
    await shot(page, 'notification-choices');
    await page.reload();
    expect(await kind.getByLabel('Không gửi').isChecked()).toBe(true);
  });

  it.each(WIDTHS)('the bell: empty, told, read all; reading it is no receipt, at %d px', async (width: Width) => {
    const clerk = await aPerson(app, [[unit.id, 'clerk']], { displayName: 'Văn thư mới' });
    const page = await browsers.open(clerk, '/me', { width });
    await bell(page).click();
    await page.getByText('Chưa có thông báo nào').waitFor();
    await look(page, 'bell-empty');
    await page.keyboard.press('Escape');
    const { deliveryIds, symbol } = await world.send([unit], 'khan');
    await world.send([unit]);
    await page.reload();
    await page.getByRole('button', { name: 'Thông báo 2 chưa đọc' }).filter({ visible: true }).waitFor();
    await page.keyboard.press('b');
    await page.getByText(`[KHẨN] Văn bản đến ${symbol}`).waitFor();
    await page.keyboard.press('j');
    await look(page, 'bell');
    const { rows: stated } = await app.db.query<{ fact: string }>(
      `select fact from receipt where delivery_id = $1 and account_id = $2`,
      [deliveryIds[0], clerk.id],
    );
    expect(stated).toEqual([]);
    // A page about one thing marks what was told about it. (That the document is shown there is stated after a moment.)
    await page.goto(`${app.url}/incoming/${deliveryIds[0]}`);
    await page.getByRole('button', { name: 'Thông báo 1 chưa đọc' }).filter({ visible: true }).waitFor();
    await bell(page).click();
    await press(page, 'Đánh dấu tất cả đã đọc');
    await page.getByRole('img', { name: 'Chưa đọc' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    expect(await page.locator('.bell-count').count()).toBe(0);
    await page.keyboard.press('?');
    await page.getByText('Thứ tự công việc: Xác nhận đã nhận').waitFor();
    await look(page, 'help');
  });

  it('says how to allow notifications again where the browser denies them', async () => {
    const page = await browsers.open(unit.clerk, '/notifications', { width: 360 });
    await page.getByText('Trình duyệt đang chặn báo tin của trang này').waitFor();
    await look(page, 'push-denied');
    expect(await page.getByRole('button', { name: 'Bật báo tin trên máy này' }).count()).toBe(0);
  });

  it('subscribes this device, shows what is pushed, and acknowledges on it', async () => {
    const page = await browsers.open(null, '/', { width: 360, worker: true, expectFailures: /./ });
    await page.context().grantPermissions(['notifications'], { origin: app.url });
    await page.context().addCookies([{ name: 'gnvb_session', value: unit.clerk.token(), url: app.url }]);
    await page.addInitScript(aPushService());
    await page.goto(`${app.url}/notifications`);
    await press(page, 'Bật báo tin trên máy này');
    await page.getByText('Máy này sẽ báo khi có văn bản.').waitFor();
    await page.getByRole('listitem').getByText('máy này').waitFor();
    await look(page, 'push-on');
    const { rows } = await app.db.query(`select endpoint from push_subscription where account_id = $1`, [
      unit.clerk.id,
    ]);
    expect(rows).toEqual([{ endpoint: 'https://fcm.googleapis.com/fcm/send/thu-nghiem' }]);

    const { deliveryIds, symbol } = await world.send([unit]);
    const worker = await push(page, {
      kind: 'document.arrived',
      title: `Văn bản đến ${symbol}`,
      body: 'Đoàn Khối gửi Chi đoàn',
      path: `/incoming/${deliveryIds[0]}`,
      tag: 'tin-1',
      deliveryId: deliveryIds[0],
      urgent: false,
    });
    expect(await shown(worker)).toEqual([
      { title: `Văn bản đến ${symbol}`, tag: 'tin-1', actions: ['view', 'acknowledge'] },
    ]);
    await click(worker, 'acknowledge');
    await expectShown(worker, 'Đã xác nhận nhận văn bản');
    const stated = await app.db.query(
      `select account_id as who from receipt where delivery_id = $1 and fact = 'acknowledged'`,
      [deliveryIds[0]],
    );
    expect(stated.rows).toEqual([{ who: unit.clerk.id }]);
    // What answers the press is a notification as well: pressing it goes to the document, in the window that is open.
    await click(worker, '');
    await page.waitForURL(`**/incoming/${deliveryIds[0]}`);

    await page.goBack();
    await press(page, 'Tắt báo tin trên máy này');
    await page.getByText('Máy này không báo tin nữa.').waitFor();
    expect((await app.db.query(`select 1 from push_subscription where account_id = $1`, [unit.clerk.id])).rows).toEqual(
      [],
    );
  });

  /** Headless browsers reach no push service: this stands in for the browser's side of one. */
  function aPushService(): string {
    const pair = createECDH('prime256v1');
    pair.generateKeys();
    const keys = { p256dh: pair.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') };
    return `{
      Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
      Notification.requestPermission = async () => 'granted';
      let held = null;
      PushManager.prototype.getSubscription = async () => held;
      PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
        if (!userVisibleOnly || applicationServerKey.length !== 65) throw new Error('refused');
        const json = { endpoint: 'https://fcm.googleapis.com/fcm/send/thu-nghiem', expirationTime: null, keys: ${JSON.stringify(keys)} };
        return (held = { options: { applicationServerKey }, toJSON: () => json, unsubscribe: async () => { held = null; return true; } });
      };
    }`;
  }

  async function push(page: Page, payload: object): Promise<Worker> {
    const client = await page.context().newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        if (registrations[0]) resolve(registrations[0].registrationId);
      });
    });
    await client.send('ServiceWorker.enable');
    const registrationId = await registered;
    const [worker] = page.context().serviceWorkers();
    if (!worker) throw new Error('no service worker');
    await worker.evaluate(KEEPS_NOTIFICATIONS);
    await client.send('ServiceWorker.deliverPushMessage', {
      origin: app.url,
      registrationId,
      data: JSON.stringify(payload),
    });
    await expectShown(worker, '');
    return worker;
  }

  const shown = (worker: Worker): Promise<{ title: string; tag: string; actions: string[] }[]> =>
    worker.evaluate(
      `shown.map(({ title, tag, actions }) => ({ title, tag, actions: (actions ?? []).map((one) => one.action) }))`,
    );

  async function expectShown(worker: Worker, title: string): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      if ((await shown(worker)).some((one) => one.title.includes(title))) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`not shown: ${title}; ${JSON.stringify(await shown(worker))}`);
  }

  const click = (worker: Worker, action: string): Promise<void> =>
    worker.evaluate(`{
      const more = { notification: shown[0], action: ${JSON.stringify(action)}, waitUntil() {} };
      dispatchEvent(Object.assign(new Event('notificationclick'), more));
    }`);
});
