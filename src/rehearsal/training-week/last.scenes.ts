import { pagesOf } from './papers.ts';
import { begin, checkIn } from './door.scenes.ts';
import { invitationsTo } from './invitations.ts';
import type { Booking, Stage } from './stage.ts';
import { local, MAKE_UP, OFFICE, UNITS, unitsThat } from './week.data.ts';

/** 15/5: the first real document waits for everybody before the week begins. */
export async function publish(stage: Stage): Promise<void> {
  const { narrator, people } = stage;
  narrator.at(local('2020-05-15T15:00'), 'Đoàn Khối gửi thông báo qua hệ thống');
  const draft = {
    typeCode: 'thong_bao',
    subject: 'Về việc sử dụng phần mềm gửi, nhận văn bản',
    summary: 'Từ 01/6/2020 văn bản chỉ gửi qua phần mềm.',
    recipients: UNITS.map(({ code }) => ({ target: 'unit', unitId: stage.id(code), purpose: 'inform' })),
  };
  const { id } = await people.post<{ id: string }>(OFFICE.clerk, '/outgoing-documents', draft);
  await people.post(OFFICE.clerk, `/outgoing-documents/${id}/submission`);
  await people.post(OFFICE.leader, `/outgoing-documents/${id}/approval`);
  await people.post(OFFICE.clerk, `/outgoing-documents/${id}/issuance`);
  await people.post(OFFICE.clerk, `/outgoing-documents/${id}/dispatches`);
  await stage.settle();
}

/** 22/5: the sheet of the week, printed and as a table. */
export async function printSheet(stage: Stage): Promise<void> {
  const { narrator, people } = stage;
  narrator.at(local('2020-05-22T18:00'), 'Bảng điểm danh của tuần');
  const path = `/training-weeks/${stage.weekId}/attendance`;
  const text = (await pagesOf(await people.paper(OFFICE.admin, 'GET', `${path}/diem-danh.pdf`)))
    .join('\n')
    .replaceAll(/\s+/g, ' ');
  const table = await people.paper(OFFICE.admin, 'GET', `${path}/diem-danh.xlsx`);
  const missing = UNITS.filter(({ name }) => !text.includes(name));
  narrator.promise('bảng in có đủ 40 đơn vị', missing.length === 0, missing.map(({ code }) => code).join(', '));
  narrator.promise('bảng Excel tải được', table.subarray(0, 2).toString() === 'PK');
  const absent = await stage.all<Booking>(`/training-bookings?weekId=${stage.weekId}&state=absent`);
  const expected = unitsThat('silent', 'no-show').map(({ code }) => code);
  const found = absent.map(({ unitCode }) => unitCode).toSorted();
  narrator.tell(`Vắng: ${found.join(', ')}.`);
  narrator.promise(
    'ai không đến được tự ghi là vắng, không sót ai, không nhầm ai',
    same(found, expected),
    found.join(),
  );
}

export const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.toSorted().join() === b.toSorted().join();

/** 22–25/5: who missed it gets another session after the week. */
export async function makeUp(stage: Stage): Promise<void> {
  const { narrator, people } = stage;
  const path = `/training-weeks/${stage.weekId}`;
  const times = { startsAt: local(MAKE_UP.from), endsAt: local(MAKE_UP.to), isMakeUp: true };
  const { id: sessionId } = await people.post<{ id: string }>(OFFICE.admin, `${path}/sessions`, times);
  for (const unit of unitsThat('no-show')) {
    const body = { unitId: stage.id(unit.code), traineeName: unit.trainee, sessionId };
    const booking = await people.post<Booking>(OFFICE.admin, `${path}/bookings`, body);
    await stage.settle();
    const last = (await invitationsTo(stage, unit.email)).at(-1);
    narrator.promise(`${unit.code} vắng được mời buổi bù`, booking.state === 'booked' && last?.method === 'REQUEST');
    for (const time of ['07:15', '08:30', '08:40'] as const) await stage.byItself('2020-05-23', time);
    narrator.at(local('2020-05-25T07:10'), 'Buổi bù');
    await stage.byItself('2020-05-25', '07:15');
    stage.set(local('2020-05-25T07:55'));
    await checkIn(stage, unit, booking, true);
    for (const time of ['08:30', '08:40'] as const) await stage.byItself('2020-05-25', time);
    stage.set(local('2020-05-25T08:50'));
    await begin(stage, unit);
    narrator.promise('dự buổi bù rồi đăng nhập, xác nhận được ngay', (await stage.funnel()).ready === 37);
  }
  for (const day of ['26', '27', '28', '29'])
    for (const time of ['07:15', '08:30', '08:40'] as const) await stage.byItself(`2020-05-${day}`, time);
}
