import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import type { TestApp } from '../support/app.ts';
import { Browsers, look, WIDTHS, type Width } from '../support/browser.ts';
import type { StaffedUnit } from '../support/organisation.ts';
import type { Person } from '../support/people.ts';
import { changingProxy } from '../support/changing-proxy.ts';
import { aWorld, type World } from '../e2e/notices/world.ts';

/** Without a line nothing answers; a browser writes each failure to its console. */
const NO_LINE = /./;

describe('the page without a line', () => {
  let world: World;
  let app: TestApp;
  let browsers: Browsers;
  let unit: StaffedUnit;

  const kept = (page: Page): Promise<string[]> =>
    page.evaluate(`new Promise((resolve) => {
      const asked = indexedDB.open('gnvb');
      asked.onsuccess = () => {
        const all = asked.result.transaction('kept').objectStore('kept').getAllKeys();
        all.onsuccess = () => resolve(all.result.map(String));
      };
    })`);
  /** What is kept is written a moment after it was shown. */
  const keptSoon = async (page: Page, ...prefixes: readonly string[]): Promise<void> => {
    for (const until = Date.now() + 10_000; ;) {
      const keys = await kept(page);
      if (prefixes.every((prefix) => keys.some((key) => key.startsWith(prefix)))) return;
      if (Date.now() > until) throw new Error(`kept: ${keys.join(', ')}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  /** The worker is there, and holds the whole page. */
  const settled = async (page: Page): Promise<void> => {
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await page.waitForFunction('navigator.serviceWorker.controller !== null');
  };
  const openBell = async (page: Page): Promise<void> => {
    await page
      .getByRole('button', { name: /^Thông báo/ })
      .filter({ visible: true })
      .click();
    await page.getByRole('dialog', { name: 'Thông báo' }).waitFor();
  };
  const closeDialog = async (page: Page): Promise<void> => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  const factsOf = async (
    id: string | undefined,
  ): Promise<{ fact: string; at: Date; detail: { pressedAt?: string } }[]> =>
    (await app.db.query(`select fact, at, detail from receipt where delivery_id = $1 order by seq`, [id])).rows;

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

  it.each(WIDTHS)(
    'opens, shows what was read, and keeps an acknowledgement until it is sent, at %d px',
    async (width: Width) => {
      const { deliveryIds, symbol } = await world.send([unit]);
      const page = await browsers.open(unit.clerk, '/', { width, worker: true, expectFailures: NO_LINE });
      await openBell(page);
      await page.getByText(`Văn bản đến ${symbol}`).waitFor();
      await closeDialog(page);
      await settled(page);
      await keptSoon(page, 'answer/["notices"', 'answer/["home"', 'owner');
      await page.context().setOffline(true);
      await page.reload();
      await page.getByRole('heading', { name: 'Tổng quan' }).waitFor();
      await page.getByText(/Mất mạng\. Đang xem bản lưu lúc hôm nay/).waitFor();
      await openBell(page);
      const row = page.getByRole('listitem').filter({ hasText: symbol });
      await look(page, 'offline-bell');
      await row.getByRole('button', { name: 'Xác nhận đã nhận' }).click();
      await row.getByText(/chờ gửi · bấm lúc/).waitFor();
      expect(await row.getByRole('button', { name: 'Xác nhận đã nhận' }).count()).toBe(0);
      await look(page, 'offline-waiting');
      expect((await factsOf(deliveryIds[0])).map(({ fact }) => fact)).not.toContain('acknowledged');
      await closeDialog(page);
      await page.getByText('1 xác nhận đã nhận chờ gửi').waitFor();
      await page.getByRole('button', { name: 'Xem', exact: true }).click();
      await look(page, 'offline-acts');
      await closeDialog(page);
      app.clock.set(new Date());
      await page.context().setOffline(false);
      await page.getByText(/đã xác nhận nhận\. Bấm lúc .*, máy chủ nhận lúc /).waitFor();
      await look(page, 'offline-sent');
      const stated = (await factsOf(deliveryIds[0])).find(({ fact }) => fact === 'acknowledged')!;
      expect(Date.parse(stated.detail.pressedAt ?? '')).toBeLessThan(stated.at.getTime() + 60_000);
      expect(await page.getByText('chờ gửi').count()).toBe(0);
    },
  );

  it('acknowledges several at once without a line: each once, with both times, when it is back', async () => {
    const sent = [await world.send([unit]), await world.send([unit])];
    const page = await browsers.open(unit.clerk, '/incoming', { worker: true, expectFailures: NO_LINE });
    await settled(page);
    for (const { symbol } of sent) await page.getByLabel(`Chọn ${symbol}`).check();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Xác nhận đã nhận' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Xác nhận đã nhận 2 văn bản' }).click();
    await dialog.getByText('2 xác nhận chờ gửi').waitFor();
    await look(page, 'offline-bulk');
    for (const { deliveryIds } of sent)
      expect((await factsOf(deliveryIds[0])).map(({ fact }) => fact)).not.toContain('acknowledged');
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    await page.getByText('2 xác nhận đã nhận chờ gửi').waitFor();
    app.clock.set(new Date());
    await page.context().setOffline(false);
    for (const { symbol, deliveryIds } of sent) {
      await page.getByText(new RegExp(`${symbol}.*đã xác nhận nhận\\. Bấm lúc .*, máy chủ nhận lúc `)).waitFor();
      const stated = (await factsOf(deliveryIds[0])).filter(({ fact }) => fact === 'acknowledged');
      expect(stated).toHaveLength(1);
      expect(stated[0]?.detail.pressedAt).toBeDefined();
    }
    await page.getByText('xác nhận đã nhận chờ gửi').waitFor({ state: 'detached' });
    await look(page, 'offline-bulk-sent');
  });

  it('says so when what was pressed was refused in the end, and pretends nothing', async () => {
    const { deliveryIds, symbol, documentId } = await world.send([unit]);
    const page = await browsers.open(unit.clerk, '/', { width: 360, worker: true, expectFailures: NO_LINE });
    await openBell(page);
    const row = page.locator('.notice').filter({ hasText: symbol });
    await row.waitFor();
    await page.context().setOffline(true);
    await row.getByRole('button', { name: 'Xác nhận đã nhận' }).click();
    await row.getByText(/chờ gửi/).waitFor();
    await closeDialog(page);
    await world
      .as(world.org.office.leader)
      .post(`/outgoing-documents/${documentId}/revocation`, { reason: 'Gửi nhầm bản chưa ký' })
      .expect(201);
    await page.context().setOffline(false);
    await page.getByText(/không được nhận\. Văn bản đang ở trạng thái/).waitFor();
    await page.getByText('1 xác nhận chưa được nhận').waitFor();
    await page.getByRole('button', { name: 'Xem', exact: true }).click();
    await look(page, 'offline-refused');
    await page.getByRole('button', { name: 'Đã hiểu' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Đã hiểu' }).waitFor({ state: 'detached' });
    expect((await factsOf(deliveryIds[0])).map(({ fact }) => fact)).not.toContain('acknowledged');
  });

  it('keeps nothing of one account for another, and nothing after signing out', async () => {
    await world.send([unit]);
    const page = await browsers.open(unit.clerk, '/me', { worker: true, expectFailures: NO_LINE });
    await openBell(page);
    await page.getByRole('listitem').first().waitFor();
    await closeDialog(page);
    await keptSoon(page, 'owner', 'answer/["notices"');
    // Without it there is nothing to show the page without a line.
    await settled(page);
    await signInAs(page, unit.member);
    await page.goto(`${app.url}/me`);
    await page.getByText(unit.member.username).first().waitFor();
    const answers = await page.evaluate<
      { accountId?: string; who?: { account: { id: string } } }[]
    >(`new Promise((resolve) => {
      const asked = indexedDB.open('gnvb');
      asked.onsuccess = () => {
        const all = asked.result.transaction('kept').objectStore('kept').getAll();
        all.onsuccess = () => resolve(all.result);
      };
    })`);
    expect(new Set(answers.map(({ accountId, who }) => accountId ?? who?.account.id))).toEqual(
      new Set([unit.member.id]),
    );
    await page.locator('main').getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByRole('heading', { name: 'Đăng nhập', exact: true }).waitFor();
    expect(await kept(page)).toEqual([]);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText(/Không nối được với máy chủ/).waitFor();
    await look(page, 'offline-signed-out');
  });

  it('what was pressed without a line is sent by the browser when no page is open any more', async () => {
    const { deliveryIds, symbol } = await world.send([unit]);
    const page = await browsers.open(unit.clerk, '/', { worker: true, expectFailures: NO_LINE });
    await openBell(page);
    const row = page.locator('.notice').filter({ hasText: symbol });
    await row.waitFor();
    await settled(page);
    await page.context().setOffline(true);
    await row.getByRole('button', { name: 'Xác nhận đã nhận' }).click();
    await row.getByText(/chờ gửi/).waitFor();
    // Of the same origin and no page of ours: nothing in it could send anything.
    const other = await page.context().newPage();
    await page.close();
    await other.context().setOffline(false);
    await other.goto(`${app.url}/favicon.svg`);
    expect((await factsOf(deliveryIds[0])).map(({ fact }) => fact)).not.toContain('acknowledged');
    const client = await page.context().newCDPSession(other);
    const registered = new Promise<string>((resolve) =>
      client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const one = registrations.find(({ scopeURL }) => scopeURL === `${app.url}/`);
        if (one) resolve(one.registrationId);
      }),
    );
    await client.send('ServiceWorker.enable');
    const registrationId = await registered;
    const event = { origin: app.url, registrationId, tag: 'gnvb-acts', lastChance: false };
    await client.send('ServiceWorker.dispatchSyncEvent', event);
    const isSent = async (): Promise<boolean> =>
      (await factsOf(deliveryIds[0])).some(({ fact }) => fact === 'acknowledged');
    for (const until = Date.now() + 10_000; !(await isSent()); await new Promise((go) => setTimeout(go, 50)))
      if (Date.now() > until) throw new Error('the worker sent nothing');
  });

  it('a new version waits until it is taken', async () => {
    const service = await changingProxy(app.url, '/sw.js');
    const far = await Browsers.start({ ...app, url: service.url });
    try {
      const page = await far.open(unit.clerk, '/me', { worker: true, expectFailures: NO_LINE });
      await settled(page);
      await page.evaluate('window.isOld = true');
      service.bringOut();
      await page.evaluate(
        'navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => undefined)',
      );
      const told = page.locator('.toast', { hasText: 'Có bản mới của trang.' });
      await told.waitFor();
      await look(page, 'offline-new-version');
      expect(await page.evaluate('window.isOld')).toBe(true);
      const anew = page.waitForEvent('domcontentloaded');
      await told.getByRole('button', { name: 'Tải lại' }).click();
      await anew;
      expect(await page.evaluate('window.isOld')).toBeUndefined();
      await page.getByRole('heading', { name: 'Hồ sơ của tôi' }).waitFor();
      expect(await told.count()).toBe(0);
      await far.check();
    } finally {
      await far.stop();
      await service.close();
    }
  });

  it('can be installed, and no answer of the API is in its cache', async () => {
    const page = await browsers.open(unit.clerk, '/me', { worker: true, expectFailures: NO_LINE });
    await settled(page);
    const client = await page.context().newCDPSession(page);
    const manifest = await client.send('Page.getAppManifest');
    expect(manifest.errors).toEqual([]);
    const { installabilityErrors } = await client.send('Page.getInstallabilityErrors');
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
    const { icons } = JSON.parse(manifest.data ?? '{}') as { icons: { src: string; sizes: string; purpose: string }[] };
    for (const { src, sizes } of icons) {
      const size = await page.evaluate<string>(
        `new Promise((resolve) => { const i = new Image(); i.onload = () => resolve(i.naturalWidth + 'x' + i.naturalHeight); i.src = ${JSON.stringify(src)} })`,
      );
      expect([src, size]).toEqual([src, sizes]);
    }
    const cached = await page.evaluate<string[]>(
      `caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((c) => c.keys())))).then((all) => all.flat().map(({ url }) => new URL(url).pathname))`,
    );
    expect(cached).toContain('/');
    expect(cached.filter((path) => path.startsWith('/api'))).toEqual([]);
    // Few are administrators: their screens are kept when they are used.
    expect(cached.filter((path) => path.startsWith('/assets/admin-'))).toEqual([]);
  });

  async function signInAs(page: Page, person: Person): Promise<void> {
    await page.context().addCookies([{ name: 'gnvb_session', value: person.token(), url: app.url }]);
  }
});
