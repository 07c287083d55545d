import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { CheckInCodes } from '../../src/training/check-in-code.ts';
import { plusDays, weekdayOf } from '../../src/web/words/weekday.ts';
import { dayInWords, localDay } from '../../src/web/words/when.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrived, Browsers, look, press, screens, type Width, WIDTHS } from '../support/browser.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../support/organisation.ts';
import type { Person } from '../support/people.ts';

const EXPECTED = /\/api\/v1\//;
const NAME = 'Tập huấn sử dụng phần mềm gửi, nhận văn bản';

const TRAINEES = ['Cán bộ kế toán', 'Cán bộ tổ chức', 'Cán bộ tuyên giáo', 'Cán bộ văn phòng'];

interface Booking {
  readonly id: string;
  readonly state: string;
  readonly traineeName: string;
  readonly session: { readonly id: string; readonly startsAt: string } | null;
}

describe('the training week', () => {
  let app: TestApp;
  let browsers: Browsers;
  let org: Organisation;
  let monday: string;
  let today: string;

  const as = (person: Person) => api(app).as(person);
  const admin = () => as(org.office.admin);
  const week = async (more: object = {}): Promise<string> => {
    const days = { firstDay: monday, lastDay: plusDays(monday, 4) };
    const body = { name: NAME, place: 'Văn phòng Đoàn Khối', trainer: 'Văn phòng', capacity: 1, slotMinutes: 240 };
    return (
      (
        await admin()
          .post('/training-weeks', { ...body, ...days, ...more })
          .expect(201)
      ).body as { id: string }
    ).id;
  };
  const bookings = async (weekId: string, state = ''): Promise<Booking[]> =>
    (
      (
        await admin()
          .get(`/training-bookings?weekId=${weekId}${state && `&state=${state}`}`)
          .expect(200)
      ).body as {
        items: Booking[];
      }
    ).items;
  const book = async (unit: StaffedUnit, weekId: string, more: object = {}): Promise<Booking> =>
    (
      await as(unit.clerk)
        .post(`/training-weeks/${weekId}/bookings`, { traineeName: 'Cán bộ được cử', ...more })
        .expect(201)
    ).body as Booking;
  /** Whoever is not looked at in every detail at this width. */
  const glanceAt = (width: Width) => (width === 360 ? look : (page: Page, name: string) => screens.shot(page, name));
  const downloaded = async (page: Page, name: string): Promise<Buffer> => {
    const href = await page.getByRole('link', { name }).getAttribute('href');
    const answer = await page.request.get(new URL(href ?? '', app.url).href);
    expect(answer.status()).toBe(200);
    return answer.body();
  };

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    org = await anOrganisation(app, 4);
    today = localDay(app.clock.now().getTime());
    const { body } = await admin().get('/working-calendar').expect(200);
    const off = new Set((body as { holidays: { date: string }[] }).holidays.map(({ date }) => date));
    monday = plusDays(today, 7 - weekdayOf(today));
    while ([0, 1, 2, 3, 4].some((day) => off.has(plusDays(monday, day)))) monday = plusDays(monday, 7);
    browsers = await Browsers.start(app);
  });
  afterEach(() => browsers.check());
  afterAll(async () => {
    await browsers?.stop();
    await app?.stop();
  });

  it.each(WIDTHS)('a unit books one person, changes, waits, cancels, at %d px', async (width: Width) => {
    const weekId = await week({ name: `${NAME}, đợt ${width}` });
    const [unit, other] = width === 1440 ? [org.units[0]!, org.units[1]!] : [org.units[1]!, org.units[0]!];
    const full = (await book(other, weekId)).session!;
    const page = await browsers.open(unit.clerk, '/', { width, expectFailures: EXPECTED });
    const card = page.locator('section', { hasText: `đợt ${width}` });
    await card.getByText('Chọn buổi tập huấn cho đơn vị').waitFor();
    await look(page, 'training-home');
    await card.getByRole('link', { name: 'Chọn buổi' }).click();
    await arrived(page, 'Đơn vị chưa cử người dự tập huấn');
    await glanceAt(width)(page, 'training-unit-none');
    await press(page, 'Đăng ký');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Họ tên người dự').fill('Cán bộ văn phòng Chi đoàn');
    await dialog.getByLabel('Số điện thoại người dự').fill('0294 3855 123');
    await dialog.getByRole('button', { name: 'Đăng ký' }).click({ force: true });
    expect(await bookings(weekId, 'waiting')).toEqual([]);
    expect(await dialog.getByRole('button', { name: 'Đăng ký' }).getAttribute('aria-disabled')).toBe('true');
    await dialog.getByLabel(/13:00–17:00/).check();
    await glanceAt(width)(page, 'training-book');
    await dialog.getByRole('button', { name: 'Đăng ký' }).click();
    await page.getByText(/^Đã đăng ký: /).waitFor();
    await page.getByText('Cán bộ văn phòng Chi đoàn · 0294 3855 123').waitFor();
    await look(page, 'training-unit-booked');
    expect((await downloaded(page, 'Tải giấy mời có mã QR (PDF)')).subarray(0, 4).toString()).toBe('%PDF');
    expect((await downloaded(page, 'Thêm vào lịch (.ics)')).toString()).toContain(`DTSTART:`);

    // The session somebody else has: the place is kept until that one is free.
    await press(page, 'Đổi');
    await dialog.getByText(new RegExp(dayInWords(localDay(Date.parse(full.startsAt))).slice(0, 5))).waitFor();
    await dialog.getByLabel(/hết chỗ, đăng ký chờ/).check();
    await dialog.getByRole('button', { name: 'Đăng ký chờ' }).click();
    await page.getByText('thứ 1 trong danh sách chờ').waitFor();
    await glanceAt(width)(page, 'training-unit-waiting');
    const own = (await bookings(weekId)).find(({ traineeName }) => traineeName.startsWith('Cán bộ văn phòng'));
    expect(own).toMatchObject({ state: 'booked', waitingFor: { id: full.id } });
    await press(page, 'Hủy đăng ký');
    await glanceAt(width)(page, 'training-cancel');
    await dialog.getByRole('button', { name: 'Hủy đăng ký' }).click();
    await arrived(page, 'Đơn vị chưa cử người dự tập huấn');
    expect((await bookings(weekId, 'cancelled')).map(({ id }) => id)).toEqual([own!.id]);

    // Or leave the choice to the service.
    await press(page, 'Đăng ký');
    await dialog.getByLabel('Họ tên người dự').fill('Cán bộ văn phòng Chi đoàn');
    await dialog.getByLabel('Xếp giúp theo nguyện vọng').check();
    await dialog.getByLabel(/^Thứ Tư/).check();
    await dialog.getByLabel('Chiều').check();
    await glanceAt(width)(page, 'training-wishes');
    await dialog.getByRole('button', { name: 'Đăng ký' }).click();
    await page.getByText(/^Đã đăng ký: Thứ Tư .*13:00/).waitFor();
  });

  it.each(WIDTHS)('the office makes a week, fills it and sees to the rest, at %d px', async (width: Width) => {
    const glance = glanceAt(width);
    const page = await browsers.open(org.office.admin, '/training', { width, expectFailures: EXPECTED });
    await arrived(page, 'Tập huấn');
    await glanceAt(width)(page, 'training-weeks');
    await press(page, 'Tạo đợt tập huấn');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tên đợt tập huấn').fill(`${NAME}, do văn phòng tạo ${width}`);
    await dialog.getByLabel('Địa điểm').fill(`Hội trường Đoàn Khối ${width}`);
    await dialog.getByLabel('Từ ngày').fill(dayInWords(monday));
    await dialog.getByLabel('Đến hết ngày').fill(dayInWords(plusDays(monday, 4)));
    await dialog.getByLabel('Số chỗ mỗi buổi').fill('1');
    await glance(page, 'training-new');
    await dialog.getByRole('button', { name: 'Tạo đợt tập huấn' }).click();
    await page.waitForURL(/\/training\/[\w-]+\/sessions$/);
    const weekId = page.url().split('/').at(-2) ?? '';
    await page.getByText('0/1 chỗ').first().waitFor();
    expect(await page.locator('button.session').count()).toBe(40);
    await look(page, 'training-timetable');
    await page.locator('button.session').first().click();
    await dialog.getByLabel('Số chỗ mỗi buổi').fill('2');
    await dialog.getByLabel('Đến giờ').fill('25h');
    await dialog.getByRole('button', { name: 'Lưu thay đổi' }).click();
    await dialog.getByText('Ghi giờ như 07:00 hoặc 13h30.').waitFor();
    await dialog.getByLabel('Đến giờ').fill('8h');
    await glance(page, 'training-session');
    await dialog.getByRole('button', { name: 'Lưu thay đổi' }).click();
    await page.getByText('0/2 chỗ').waitFor();
    await page.locator('button.session').last().click();
    await dialog.getByRole('button', { name: 'Hủy buổi này' }).click();
    await dialog.getByLabel('Lý do').fill('Hội trường bận');
    await glance(page, 'training-session-cancel');
    await dialog.getByRole('button', { name: 'Hủy buổi này' }).click();
    await page.getByText('Hội trường bận').waitFor();

    await page.getByRole('link', { name: 'Đơn vị', exact: true }).click();
    await page.getByRole('button', { name: '4 chưa đăng ký' }).waitFor();
    await press(page, 'Nhập danh sách người dự');
    const [a, b] = [org.units[0]!, org.units[1]!];
    await dialog
      .getByLabel('Danh sách')
      .fill(
        `Mã đơn vị\tHọ tên\n${a.code}\tCán bộ thứ nhất\t0294 3855 124\n${a.code}\tCán bộ thứ hai\nKHONG-CO\tAi đó\n${b.code}`,
      );
    await dialog.getByText('Dòng 5: thiếu họ tên người dự').waitFor();
    await glance(page, 'training-list');
    await dialog.getByRole('button', { name: 'Đăng ký 3 dòng' }).click();
    await dialog.getByText(/Đã có chỗ 1 .* không nhận 2/).waitFor();
    await dialog.getByText('Dòng 4, KHONG-CO: không có đơn vị này trong đợt tập huấn.').waitFor();
    await glance(page, 'training-list-done');
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    await page.getByRole('button', { name: '3 chưa đăng ký' }).click();
    await glance(page, 'training-units-unbooked');
    expect(await page.locator('.training-row').count()).toBe(3);
    await page.locator('.training-row', { hasText: b.name }).getByRole('button', { name: 'Đăng ký' }).click();
    await dialog.getByLabel('Họ tên người dự').fill('Cán bộ do văn phòng ghi');
    await dialog.getByLabel(/08:00–09:00/).check();
    await dialog.getByRole('button', { name: 'Đăng ký', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await press(page, 'Xếp chỗ cho đơn vị còn lại');
    await glance(page, 'training-assign');
    await dialog.getByRole('button', { name: 'Xếp chỗ cho 2 đơn vị' }).click();
    await dialog.getByText('Đã xếp chỗ cho 2 đơn vị.').waitFor();
    await glance(page, 'training-assigned');
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    await page.getByRole('button', { name: '4 tất cả' }).click();
    await page.getByText('chưa cử người').first().waitFor();
    await look(page, 'training-units');
    expect(await bookings(weekId, 'booked')).toHaveLength(4);
    await page.getByLabel('Tìm đơn vị').fill('do van phong');
    await page.locator('.training-row').nth(1).waitFor({ state: 'detached' });
    await page.locator('.training-row').getByRole('button', { name: /^Đổi/ }).click();
    await dialog.getByLabel('Họ tên người dự').fill('Cán bộ thay thế');
    await dialog.getByRole('button', { name: 'Lưu thay đổi' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await bookings(weekId)).map(({ traineeName }) => traineeName)).toContain('Cán bộ thay thế');
    expect((await downloaded(page, 'Tải bảng điểm danh để in (PDF)')).subarray(0, 4).toString()).toBe('%PDF');
    expect((await downloaded(page, 'Tải bảng điểm danh (Excel)')).subarray(0, 2).toString()).toBe('PK');

    await page.getByRole('link', { name: 'Thiết lập' }).click();
    await page.getByRole('checkbox').click();
    await glance(page, 'training-required');
    await dialog.getByRole('button', { name: 'Bật bắt buộc' }).click();
    await page.getByText('Đã lưu', { exact: true }).waitFor();
    expect((await admin().get(`/training-weeks/${weekId}`).expect(200)).body).toMatchObject({
      requiredBeforeActivation: true,
    });
    await press(page, 'Tạo địa chỉ lịch');
    await dialog.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click();
    // PUBLIC_URL is another host in tests.
    const url = new URL(new URL((await dialog.locator('code').textContent()) ?? '').pathname, app.url).href;
    expect((await page.request.get(url)).status()).toBe(200);
    await glance(page, 'training-feed');
    await press(page, 'Đã chép, đóng lại');
    await press(page, 'Thu hồi');
    await dialog.getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByText('đã thu hồi', { exact: true }).waitFor();
    expect((await page.request.get(url)).status()).toBe(404);
    await look(page, 'training-settings');
    await admin().patch(`/training-weeks/${weekId}`, { requiredBeforeActivation: false }).set('if-match', '"2"');
  });

  describe('at the door', () => {
    let weekId: string;
    let codes: string[];

    beforeAll(async () => {
      weekId = await week({ name: `${NAME}, hôm nay` });
      const soon = new Date(app.clock.now().getTime() + 20 * 60_000);
      // The rules of office hours are tested elsewhere; the door is open around now, whatever the hour is.
      const { rows } = await app.db.query<{ id: string }>(
        `insert into training_session (id, week_id, starts_at, ends_at, place, trainer, capacity)
         values (gen_random_uuid(), $1, $2, $2::timestamptz + interval '1 hour', 'Cửa hội trường', '', 9) returning id`,
        [weekId, soon],
      );
      codes = [];
      for (const [i, unit] of org.units.entries()) {
        const more = i === 3 ? {} : { sessionId: rows[0]!.id };
        const { id } = await book(unit, weekId, { ...more, traineeName: TRAINEES[i]! });
        codes.push(new URL(app.get(CheckInCodes).of(id)).hash);
      }
    });

    it.each(WIDTHS)(
      'somebody is checked in by the code, over a weak line, and undone, at %d px',
      async (width: Width) => {
        const hash = codes[width === 1440 ? 0 : 1]!;
        const page = await browsers.open(org.office.member, `/training/check-in${hash}`, {
          width,
          expectFailures: EXPECTED,
        });
        await arrived(page, 'Đúng là người này?');
        await page.locator('.door-name', { hasText: TRAINEES[width === 1440 ? 0 : 1]! }).waitFor();
        await look(page, 'training-door');
        let tries = 0;
        await page.route('**/training-check-ins', (route) => (tries++ < 3 ? route.abort() : route.continue()));
        await page.locator('.door-name').locator('xpath=../..').getByRole('button', { name: 'Có mặt' }).click();
        await page.getByText('Mạng yếu: chưa ghi được.', { exact: false }).waitFor();
        await glanceAt(width)(page, 'training-door-weak');
        await arrived(page, 'Đã điểm danh');
        expect(await page.locator(':focus').textContent()).toBe('Đã điểm danh');
        await look(page, 'training-door-done');
        const [came] = await bookings(weekId, 'attended');
        expect(came?.traineeName).toBe(TRAINEES[width === 1440 ? 0 : 1]);
        await page.reload();
        await arrived(page, 'Đã điểm danh');
        await page
          .locator('.door-done')
          .getByRole('button', { name: /^Bỏ điểm danh/ })
          .click();
        await arrived(page, 'Đúng là người này?');
        expect(await bookings(weekId, 'attended')).toEqual([]);
      },
    );

    it.each(WIDTHS)('somebody is found by name, at %d px', async (width: Width) => {
      const page = await browsers.open(org.office.member, `/training/check-in?week=${weekId}`, {
        width,
        expectFailures: EXPECTED,
      });
      await page.getByText('Đã đến 0/3').waitFor();
      await look(page, 'training-door-list');
      await page.getByLabel('Tìm đơn vị hoặc người dự').fill('tuyen giao');
      const row = page.locator('.door-row');
      await row.nth(1).waitFor({ state: 'detached' });
      await row.getByRole('button', { name: 'Có mặt' }).click();
      await row.getByText('đã dự').waitFor();
      await glanceAt(width)(page, 'training-door-found');
      await row.getByRole('button', { name: /^Bỏ điểm danh/ }).click();
      await row.getByText('đã đăng ký').waitFor();
      await page.getByLabel('Tìm đơn vị hoặc người dự').fill('không ai cả');
      await page.getByText('Không có ai khớp với “không ai cả”.').waitFor();
      expect(await bookings(weekId, 'attended')).toEqual([]);
    });

    it('says why not: another session, a code that was cut, one’s own invitation', async () => {
      const wide = { width: 360, expectFailures: EXPECTED } as const;
      const page = await browsers.open(org.office.member, `/training/check-in${codes[3]}`, wide);
      await page.getByText('Chưa điểm danh được lúc này', { exact: false }).waitFor();
      await look(page, 'training-door-other');
      const cut = await browsers.open(org.office.member, `/training/check-in${codes[2]?.slice(0, 20)}`, wide);
      await cut.getByText('bị cắt khi chép', { exact: false }).waitFor();
      const own = await browsers.open(org.units[2]!.clerk, `/training/check-in${codes[2]}`, wide);
      await own.getByText('Đưa mã này cho người đón ở cửa', { exact: false }).waitFor();
      await look(own, 'training-door-own');
      expect(await own.getByRole('button', { name: 'Có mặt' }).count()).toBe(0);
    });
  });
});
