import { mailText } from './mails.data.ts';
import { ANSWERING, clerkOf, leaderOf, OFFICE } from './organisation.data.ts';
import { activate, ADMIN } from './prologue.scenes.ts';
import type { Stage } from './stage.ts';

interface Booking {
  readonly id: string;
  readonly session: { readonly startsAt: string } | null;
}

const WEEK = {
  name: 'Tập huấn phần mềm',
  place: 'Văn phòng Đoàn Khối',
  trainer: '',
  firstDay: '2020-05-18',
  lastDay: '2020-05-22',
  capacity: 8,
};

const MAKE_UP = { startsAt: '2020-06-05T08:00:00+07:00', endsAt: '2020-06-05T09:00:00+07:00', isMakeUp: true };

/** 13/5: the training is announced where units still read. */
export async function inviteToTraining(stage: Stage): Promise<Map<string, Booking>> {
  const { narrator, desk, provider } = stage;
  narrator.at('2020-05-13T08:00:00+07:00', 'Mời tập huấn');
  const week = await desk.post<{ id: string }>(ADMIN, '/training-weeks', WEEK);
  stage.know('week', week.id);
  const bookings = new Map<string, Booking>();
  for (const { code } of stage.units()) {
    const body = { unitId: stage.id(code), traineeName: `Văn thư ${code}`, traineePhone: '0294 385 0000' };
    bookings.set(code, await desk.post<Booking>(ADMIN, `/training-weeks/${week.id}/bookings`, body));
  }
  await stage.settle();
  const invited = stage.inboxes().filter(({ address }) => provider.to(address).length > 0).length;
  narrator.tell(`${bookings.size} đơn vị có chỗ; giấy mời kèm lịch vào ${invited} hộp thư cũ còn dùng.`);
  narrator.promise('giấy mời đến mọi hộp thư cũ đang dùng', invited === stage.inboxes().length, String(invited));
  return bookings;
}

/** 18–22/5: who comes is checked in and signs in for the first time. */
export async function train(stage: Stage, bookings: ReadonlyMap<string, Booking>): Promise<void> {
  const { narrator, desk } = stage;
  narrator.at('2020-05-18T07:30:00+07:00', 'Tuần tập huấn 18–22/5');
  for (const { code } of stage.units(({ comes }) => comes)) {
    const booking = bookings.get(code);
    stage.parts.clock.set(new Date(booking?.session?.startsAt ?? '2020-05-18T08:00:00+07:00'));
    await desk.post(ADMIN, `/training-bookings/${booking?.id}/check-in`);
    await activate(stage, code);
  }
  narrator.at('2020-05-22T17:00:00+07:00', 'Hết tuần tập huấn');
  narrator.tell(`${stage.units(({ comes }) => comes).length} đơn vị dự và đăng nhập lần đầu.`);
  for (const { code } of stage.units(({ comes }) => !comes)) {
    await desk.post(ADMIN, `/training-bookings/${bookings.get(code)?.id}/absence`);
    const session = await desk.post<{ id: string }>(ADMIN, `/training-weeks/${stage.id('week')}/sessions`, MAKE_UP);
    const body = {
      unitId: stage.id(code),
      sessionId: session.id,
      traineeName: `Văn thư ${code}`,
      traineePhone: '0294 385 0000',
    };
    stage.know('make-up', (await desk.post<Booking>(ADMIN, `/training-weeks/${stage.id('week')}/bookings`, body)).id);
    narrator.tell(`${code} vắng; có chỗ ở buổi học bù sáng 05/6.`);
  }
  await stage.settle();
}

/** A document from the office to all units, or from a unit to the office, out at once. @returns its id */
export async function publish(stage: Stage, subject: string, from: string = OFFICE.code): Promise<string> {
  const { desk } = stage;
  const [clerk, leader] = [clerkOf(from), leaderOf(from)];
  const to = from === OFFICE.code ? { target: 'all_units' } : { target: 'unit', unitId: stage.id(OFFICE.code) };
  const draft = { typeCode: 'cong_van', subject, summary: subject, recipients: [{ ...to, purpose: 'act' }] };
  const { id } = await desk.post<{ id: string }>(clerk, '/outgoing-documents', draft);
  await desk.post(clerk, `/outgoing-documents/${id}/submission`);
  await desk.post(leader, `/outgoing-documents/${id}/approval`);
  await desk.post(clerk, `/outgoing-documents/${id}/issuance`);
  await desk.post(clerk, `/outgoing-documents/${id}/dispatches`);
  return id;
}

/** The unit's clerk acknowledges all that waits. */
export async function acknowledgeAll(stage: Stage, code: string): Promise<void> {
  const clerk = clerkOf(code);
  const { items } = await stage.desk.get<{ items: { id: string; state: string }[] }>(
    clerk,
    '/incoming-documents?limit=100',
  );
  for (const { id, state } of items)
    if (state === 'delivered' || state === 'opened')
      await stage.desk.post(clerk, `/incoming-documents/${id}/acknowledgement`);
}

/** 23/5: a document goes both ways; reading the mail is no receipt. */
export async function dispatchBothWays(stage: Stage): Promise<void> {
  const { narrator, desk, provider } = stage;
  narrator.at('2020-05-23T08:00:00+07:00', 'Gửi văn bản: qua hệ thống, kèm một thư vào hộp thư cũ');
  const before = provider.delivered.length;
  const id = await publish(stage, 'Về việc dùng phần mềm gửi, nhận văn bản');
  await stage.settle();
  const copies = provider.delivered.slice(before).filter(({ to }) => to.endsWith('@hopthu-cu.example'));
  const running = stage.inboxes('early', 'last', 'changed').length;
  narrator.promise(
    `mỗi hộp thư chạy song song nhận đúng một thư (${running})`,
    copies.length === running,
    String(copies.length),
  );
  narrator.promise(
    'đầu thư ghi ngày hộp thư ngừng dùng',
    copies.every(({ raw }) => decoded(raw).includes('01/06/2020')),
  );
  const summary = async () =>
    (await desk.get<{ summary: Record<string, number> }>(clerkOf(OFFICE.code), `/outgoing-documents/${id}/tracking`))
      .summary;
  const unread = await summary();
  narrator.promise(
    'đọc thư không tính là đã nhận: chưa đơn vị nào xác nhận',
    (unread['acknowledged'] ?? 0) === 0,
    JSON.stringify(unread),
  );
  for (const { code } of stage.units(({ comes }) => comes)) await acknowledgeAll(stage, code);
  await publish(stage, 'Báo cáo kết quả', ANSWERING);
  await acknowledgeAll(stage, OFFICE.code);
  narrator.tell(
    `${stage.units(({ comes }) => comes).length} đơn vị xác nhận trên hệ thống; ${ANSWERING} gửi báo cáo về, Đoàn Khối xác nhận.`,
  );
}

/** Quoted-printable, read as far as digits and dates go. */
const decoded = (raw: Buffer): string => raw.toString('latin1').replaceAll(/=\r?\n/g, '');

/** A mail that somebody sends to an old address while it lives: the provider takes it. */
export function writeToOldInbox(stage: Stage, address: string, name: string): void {
  stage.provider.put(address, mailText({ id: `${name}@so.example`, to: address, subject: `Thư đến sau: ${name}` }));
}
