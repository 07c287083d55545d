import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { aWorld, type World } from '../e2e/notices/world.ts';
import { Browsers, look } from '../support/browser.ts';
import type { StaffedUnit } from '../support/organisation.ts';
import { opened, primary } from './incoming-world.ts';

/** Without a line nothing answers; a browser writes each failure to its console. */
const NO_LINE = /./;
const isAcknowledgement = (path: string): boolean => path.endsWith('/acknowledgement');
const PRACTISED = 'Về việc thực hành gửi, nhận văn bản trên hệ thống';

describe('the practice area and what the real one keeps without a line', () => {
  let world: World;
  let browsers: Browsers;

  beforeAll(async () => {
    world = await aWorld(1, { SECOND_FACTOR_ROLES: '' }, new MovableClock(new Date()), true);
    browsers = await Browsers.start(world.app);
  });
  afterEach(() => browsers?.check());
  afterAll(async () => {
    await browsers?.stop();
    await world?.app.stop();
  });

  /** All that this browser holds: databases with what is in them, and addresses in the worker's caches. */
  const held = (page: Page): Promise<{ stores: Record<string, string[]>; cached: string[] }> =>
    page.evaluate(`(async () => {
      const stores = {};
      for (const { name } of await indexedDB.databases()) {
        const db = await new Promise((resolve) => { indexedDB.open(name).onsuccess = (e) => resolve(e.target.result); });
        stores[name] = await new Promise((resolve) => {
          const lines = [];
          db.transaction('kept').objectStore('kept').openCursor().onsuccess = (e) => {
            const at = e.target.result;
            if (!at) return resolve(lines);
            lines.push(at.key + ' ' + JSON.stringify(at.value));
            at.continue();
          };
        });
        db.close();
      }
      const cached = [];
      for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) cached.push(new URL(request.url).pathname);
      return { stores, cached };
    })()`);
  const acts = (lines: readonly string[] | undefined): string[] =>
    (lines ?? []).filter((one) => one.startsWith('act/'));
  /** Calls that change something, by their addresses, from now on. */
  const written = (page: Page): string[] => {
    const list: string[] = [];
    page.context().on('request', (request) => {
      if (request.method() === 'POST') list.push(new URL(request.url()).pathname);
    });
    return list;
  };
  const acknowledged = async (unitId: string): Promise<number> =>
    (
      await world.app.db.query(
        `select from receipt r join delivery v on v.id = r.delivery_id where v.unit_id = $1 and r.fact = 'acknowledged'`,
        [unitId],
      )
    ).rows.length;

  it('never meet in one browser', async () => {
    const [unit] = world.units as [StaffedUnit];
    const { deliveryIds } = await world.send([unit]);
    const real = await browsers.open(unit.clerk, '/', { width: 360, worker: true, expectFailures: NO_LINE });
    await real.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await real.waitForFunction('navigator.serviceWorker.controller !== null');
    const practice = await real.context().newPage();
    await practice.goto(`${world.app.url}/practice/`);
    await practice.getByRole('button', { name: 'Vào thực hành' }).click();
    await practice.getByRole('region', { name: 'Khu vực thực hành' }).waitFor();
    await practice.goto(`${world.app.url}/practice/incoming`);
    await practice.getByRole('link', { name: PRACTISED }).click();
    await opened(practice);

    await real.context().setOffline(true);
    await primary(practice).getByText('Xác nhận đã nhận').click();
    await practice
      .getByText(/chờ gửi/)
      .first()
      .waitFor();
    await look(practice, 'areas-practice-waiting');
    // The real page does not know of it, also when it begins anew without a line.
    await real.reload();
    await real.getByText(/Mất mạng/).waitFor();
    expect(await real.getByText('chờ gửi').count()).toBe(0);
    const first = await held(real);
    const { cached } = first;
    let { stores } = first;
    expect(acts(stores['gnvb'])).toEqual([]);
    expect(acts(stores['gnvb.practice'])).toHaveLength(1);
    expect(stores['gnvb.practice']?.filter((one) => !one.startsWith('act/'))).toEqual([]);
    expect(stores['gnvb']?.join('\n')).not.toContain(PRACTISED);
    expect(cached.filter((path) => path.startsWith('/practice') || path.startsWith('/api'))).toEqual([]);

    const posts = written(real);
    await real.context().setOffline(false);
    await practice.getByText(/đã xác nhận nhận\. Bấm lúc/).waitFor();
    const practised = posts.filter(isAcknowledgement);
    expect(practised).not.toEqual([]);
    expect(practised.filter((path) => !path.startsWith('/practice/'))).toEqual([]);
    expect(await acknowledged(unit.id)).toBe(0);

    // The other way round: what is pressed on a real document waits for the real area alone.
    await real.goto(`${world.app.url}/incoming/${deliveryIds[0]}`);
    await opened(real);
    await real.context().setOffline(true);
    await primary(real).getByText('Xác nhận đã nhận').click();
    await real
      .getByText(/chờ gửi/)
      .first()
      .waitFor();
    ({ stores } = await held(real));
    expect(acts(stores['gnvb'])).toHaveLength(1);
    expect(acts(stores['gnvb.practice'])).toEqual([]);
    expect(await practice.getByText('chờ gửi').count()).toBe(0);
    posts.length = 0;
    world.app.clock.set(new Date());
    await real.context().setOffline(false);
    await real.getByText(/đã xác nhận nhận\. Bấm lúc/).waitFor();
    expect(posts.filter((path) => isAcknowledgement(path) && path.startsWith('/practice/'))).toEqual([]);
    expect(await acknowledged(unit.id)).toBe(1);

    // The choice about keeping is each area's own.
    await practice.goto(`${world.app.url}/practice/me`);
    await practice.getByLabel('Không giữ').check();
    const choices = `['gnvb.offline-reading', 'gnvb.offline-reading.practice'].map((name) => localStorage.getItem(name))`;
    expect(await real.evaluate(choices)).toEqual([null, 'off']);
  });
});
