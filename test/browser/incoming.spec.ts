import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { arrived, look, type Width, WIDTHS } from '../support/browser.ts';
import { aPerson } from '../support/people.ts';
import { ACTS, IncomingWorld, NOTICE, opened, primary } from './incoming-world.ts';

describe('văn bản đến', () => {
  let world: IncomingWorld;
  beforeAll(async () => {
    world = await IncomingWorld.start(5);
  });
  afterEach(() => world.browsers.check());
  afterAll(() => world?.stop());

  it('is worked through by keyboard, from notice to completion, and opened only when really shown', async () => {
    const { clerk, leader } = world.unit(0);
    await world.send(world.unit(0), 'Kế hoạch tập huấn sử dụng phần mềm', { urgency: 'khan' });
    const file = await world.upload(
      Buffer.from('Tập huấn 18–22/5/2020.\n'),
      'Lịch tập huấn cho các cơ sở Đoàn trực thuộc.txt',
    );
    const id = await world.send(world.unit(0), NOTICE, { attachmentIds: [file] });
    const page = await world.browsers.open(clerk, '/incoming');
    await page.getByRole('link', { name: 'Về việc sử dụng các phần mềm' }).waitFor();
    await look(page, 'incoming-list');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Về việc sử dụng');
    expect(await world.facts(clerk, id)).not.toContain('opened');
    await page.keyboard.press('Enter');
    await arrived(page, NOTICE);
    await opened(page);
    expect(await world.facts(clerk, id)).toEqual(['opened']);
    await look(page, 'incoming-document');
    await page.keyboard.press('e');
    await page.getByText('Đã xác nhận nhận').waitFor();
    await primary(page).getByText('Vào sổ').waitFor();
    await page.keyboard.press('e');
    await page.getByText('Đã vào sổ, số đến 1.').waitFor();
    expect(await primary(page).textContent()).toContain('Việc của lãnh đạo đơn vị');
    await look(page, 'incoming-registered');

    const boss = await world.browsers.open(leader, `/incoming/${id}`);
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
    expect((await world.facts(clerk, id)).filter((fact) => fact === 'done')).toHaveLength(1);
    // The clerk's page has seen it without being asked.
    await page.getByText('Không còn việc phải làm').waitFor();
  });

  it('tells the second of two clerks who was first', async () => {
    const { clerk, id: unitId } = world.unit(1);
    const other = await aPerson(world.app, [[unitId, 'clerk']], { displayName: 'Văn thư thứ hai' });
    const id = await world.send(world.unit(1), 'Công tác phí năm 2026');
    const [one, two] = await Promise.all(
      [clerk, other].map((person) => world.browsers.open(person, `/incoming/${id}`)),
    );
    if (!one || !two) throw new Error('no pages');
    for (const page of [one, two]) await primary(page).getByText('Xác nhận đã nhận').waitFor();
    // The second has not been told yet: no line to the service.
    await two.route('**/api/v1/live', (route) => route.abort());
    // A press that comes when the button has just become another was meant for what stood there before.
    await one.evaluate(`{
      let pressed = false;
      new MutationObserver(() => {
        const button = document.querySelector('.page-actions > .button-primary');
        if (pressed || !button?.textContent.includes('Vào sổ')) return;
        pressed = true;
        button.click();
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    }`);
    await Promise.all([one, two].map((page) => primary(page).dblclick()));
    const said = await Promise.all(
      [one, two].map(async (page) => {
        await page
          .getByText(/đã xác nhận trước|Đã xác nhận nhận/)
          .first()
          .waitFor();
        return (await page.locator('.toasts').textContent()) ?? '';
      }),
    );
    expect(said.filter((text) => text.includes('Đã xác nhận nhận'))).toHaveLength(1);
    expect(
      said.filter((text) => /(?:Văn thư thứ hai|Văn thư Chi đoàn cơ quan số 2) đã xác nhận trước, hôm nay/.test(text)),
    ).toHaveLength(1);
    expect((await world.facts(clerk, id)).filter((fact) => fact === 'acknowledged')).toHaveLength(1);
    // What was pressed twice was meant once.
    await primary(one).getByText('Vào sổ').waitFor();
    expect(await world.facts(clerk, id)).not.toContain('registered');
    await look(two, 'incoming-second');
  });

  it('never states an opening for what is only passed by, hidden, or not for this person', async () => {
    const { clerk } = world.unit(2);
    const ids = [
      await world.send(world.unit(2), 'Văn bản thứ nhất'),
      await world.send(world.unit(2), 'Văn bản thứ hai'),
    ];
    const page = await world.browsers.open(clerk, '/incoming');
    const openings: string[] = [];
    page.on('request', (request) => request.url().endsWith('/opening') && openings.push(request.url()));
    await page.getByRole('link', { name: 'Văn bản thứ hai' }).hover();
    for (const key of ['j', 'j', 'k']) await page.keyboard.press(key);
    await page.getByLabel('Chọn 01-TB').or(page.getByRole('checkbox').first()).first().check();
    // A tab behind another one: shown to nobody.
    await page.evaluate(
      `Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })`,
    );
    await page.getByRole('link', { name: 'Văn bản thứ nhất' }).click();
    await arrived(page, 'Văn bản thứ nhất');
    await page.getByText('Bên gửi và bên nhận thấy cùng').waitFor();
    await page.waitForTimeout(1500);
    expect(openings).toEqual([]);
    expect(await world.facts(clerk, ids[0] ?? '')).not.toContain('opened');
    await page.evaluate(`delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'))`);
    await opened(page);
    expect(openings).toHaveLength(1);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Văn bản thứ nhất' }).click();
    await opened(page);
    expect(openings).toHaveLength(1);
    expect(await world.facts(clerk, ids[1] ?? '')).not.toContain('opened');
  });

  it.each(WIDTHS)('sends back with a reason and takes it back in, at %d px', async (width: Width) => {
    const { clerk } = world.unit(3);
    const id = await world.send(world.unit(3), `Văn bản gửi nhầm ${width}`);
    const page = await world.browsers.open(clerk, `/incoming/${id}`, { width, expectFailures: ACTS });
    await opened(page);
    await page.getByRole('button', { name: 'Việc khác' }).click();
    await look(page, 'incoming-menu');
    await page.getByRole('menuitem', { name: 'Từ chối tiếp nhận' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nói rõ lý do').fill('Nhầm');
    await dialog.getByRole('button', { name: 'Từ chối và báo bên gửi' }).click();
    await dialog.getByText('Cần ít nhất 10 chữ cái; mới có 4.').waitFor();
    await look(page, 'incoming-refuse');
    await dialog.getByLabel('Nói rõ lý do').fill('Văn bản này gửi cho Chi đoàn cơ quan số 5.');
    await dialog.getByRole('button', { name: 'Từ chối và báo bên gửi' }).click();
    await page.getByText('chờ bên gửi ghi nhận').waitFor();
    await look(page, 'incoming-refused');
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await primary(page).getByText('Xác nhận đã nhận').waitFor();
    expect(await world.facts(clerk, id)).toEqual(expect.arrayContaining(['refused', 'reconsidered']));
  });

  it('is at home on a phone: list, document, one thumb, and back to the same place', async () => {
    const { clerk } = world.unit(4);
    for (let i = 1; i <= 8; i++)
      await world.send(world.unit(4), `${i}. ${NOTICE}`, i % 3 === 0 ? { urgency: 'hoa_toc' } : {});
    const page = await world.browsers.open(clerk, '/incoming', { width: 360 });
    const row = page.getByRole('link', { name: '2. Về việc' });
    await row.scrollIntoViewIfNeeded();
    await look(page, 'incoming-phone-list');
    const before = await page.evaluate<number>('scrollY');
    expect(before).toBeGreaterThan(100);
    await row.click();
    await arrived(page, '2. Về việc');
    expect(await page.evaluate('scrollY')).toBe(0);
    await opened(page);
    await look(page, 'incoming-phone-document');
    await primary(page).click();
    await primary(page).getByText('Vào sổ').waitFor();
    await page.goBack();
    await row.waitFor();
    expect(Math.abs((await page.evaluate<number>('scrollY')) - before)).toBeLessThan(30);
    await row.getByText('đã nhận').waitFor();
  });

  it('speaks English to those who ask for it', async () => {
    const { clerk } = world.unit(1);
    const id = await world.send(world.unit(1), 'Thư mời hội nghị', { urgency: 'khan' });
    const page = await world.browsers.open(clerk, `/incoming/${id}`, { language: 'en' });
    await page.getByText('On record: opened by the unit').waitFor();
    await page.getByRole('link', { name: 'To acknowledge' }).waitFor();
    expect(await primary(page).textContent()).toContain('Acknowledge receipt');
    // The focus on another row: the open document is not what is meant.
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await look(page, 'incoming-english');
    expect(await world.facts(clerk, id)).not.toContain('acknowledged');
  });
});
