import { halfOf } from '../../training/slots.policy.ts';
import { pagesOf } from './papers.ts';
import { invitationsTo } from './invitations.ts';
import type { Booking, Stage } from './stage.ts';
import { DAYS, local, OFFICE, REFUSED_SESSIONS, UNITS, unitsThat, WEEK, type RehearsedUnit } from './week.data.ts';

/** 13/5: forty sessions by rule; what cannot be held is refused with a reason; attendance comes before activation. */
export async function announce(stage: Stage): Promise<void> {
  const { narrator, people } = stage;
  narrator.at(local('2020-05-13T10:00'), 'Mở đợt tập huấn 18–22/5');
  const week = await people.post<{ id: string; version: number }>(OFFICE.admin, '/training-weeks', WEEK);
  stage.weekId = week.id;
  const sessions = await stage.sessions();
  narrator.promise('40 buổi theo giờ hành chính, không buổi nào ngoài giờ', sessions.length === 40);
  for (const { what, from, to, code } of REFUSED_SESSIONS) {
    const body = { startsAt: local(from), endsAt: local(to), isMakeUp: true };
    const refused = await people.refusal(OFFICE.admin, `/training-weeks/${week.id}/sessions`, body);
    narrator.promise(`không xếp được buổi ${what}`, refused === code, String(refused));
  }
  await people.patch(OFFICE.admin, `/training-weeks/${week.id}`, week.version, { requiredBeforeActivation: true });
  const [unit] = unitsThat('comes');
  const slip = stage.slips.get(unit?.clerk ?? '');
  const body = { ...slip, password: 'Dòng sông mùa nước nổi' };
  const early = await people.refusal(null, '/activations', body);
  narrator.promise(
    'chưa tập huấn thì chưa kích hoạt được tài khoản',
    early === 'credentials.training-first',
    String(early),
  );
}

const wishOf = (i: number) => ({
  wishedDays: [`2020-05-${DAYS[i % DAYS.length]}`],
  wishedHalf: i % 2 === 0 ? 'morning' : 'afternoon',
});

/** 13–15/5: answers come in as a list; the rest is given places; invitations go to the old inboxes. */
export async function fillWeek(stage: Stage): Promise<void> {
  const { narrator, people } = stage;
  narrator.at(local('2020-05-13T14:00'), 'Các đơn vị cử người');
  const answering = unitsThat('comes', 'two-booked', 'two-at-door', 'no-show', 'changes');
  const rows = answering.map(({ code, trainee }, i) => ({ unitCode: code, traineeName: trainee, ...wishOf(i) }));
  const path = `/training-weeks/${stage.weekId}`;
  const listed = await people.post<{ booked: number; refused: number }>(OFFICE.admin, `${path}/booking-lists`, {
    rows,
  });
  narrator.tell(`${listed.booked} đơn vị trả lời có chỗ ngay.`);
  narrator.promise('mọi đơn vị trả lời đều có chỗ', listed.booked === answering.length && listed.refused === 0);
  await respectWishes(stage, answering);
  await stage.settle();
  await sendTwo(stage);
  await waitInLine(stage);
  narrator.at(local('2020-05-14T16:00'), 'Xếp chỗ cho đơn vị chưa trả lời');
  const rest = await people.post<{ assigned: number; waiting: number }>(OFFICE.admin, `${path}/assignments`);
  const sessions = await stage.sessions();
  narrator.promise(
    `${rest.assigned} đơn vị được xếp chỗ; mỗi buổi đúng một đơn vị`,
    rest.assigned === unitsThat('assigned', 'silent').length && sessions.every(({ taken }) => taken === 1),
  );
  await stage.settle();
  for (const { code, trainee } of unitsThat('assigned')) await name(stage, code, trainee);
  await stage.settle();
  const told = await Promise.all(UNITS.map(({ email }) => invitationsTo(stage, email)));
  narrator.promise(
    'mỗi đơn vị có giấy mời kèm lịch (ICS) trong hộp thư cũ',
    told.every(([first]) => first?.method === 'REQUEST' && first.sequence === 0),
  );
  await printTicket(stage);
}

async function respectWishes(stage: Stage, answering: readonly RehearsedUnit[]): Promise<void> {
  const bookings = await stage.bookings();
  const heard = answering.filter(({ code }, i) => {
    const startsAt = new Date(bookings.get(code)?.session?.startsAt ?? 0);
    const { wishedDays, wishedHalf } = wishOf(i);
    return wishedDays[0] === dayOf(startsAt) && wishedHalf === halfOf(startsAt);
  });
  stage.narrator.promise('xếp đúng ngày và buổi đơn vị muốn', heard.length === answering.length, `${heard.length}`);
}

const dayOf = (at: Date): string => new Date(at.getTime() + 7 * 3600_000).toISOString().slice(0, 10);

const book = (stage: Stage, code: string, more: object): Promise<Booking> =>
  stage.people.post<Booking>(OFFICE.admin, `/training-weeks/${stage.weekId}/bookings`, {
    unitId: stage.id(code),
    ...more,
  });
const name = (stage: Stage, code: string, traineeName: string) => book(stage, code, { traineeName });

/** A unit names two: the second takes the place of the first, and it is said. */
async function sendTwo(stage: Stage): Promise<void> {
  for (const { code, trainee } of unitsThat('two-booked')) {
    const answer = await name(stage, code, `Người thứ hai của ${code}`);
    stage.narrator.tell(`${code} cử hai người: “${answer.traineeName}” thay “${answer.replacedTrainee}”.`);
    stage.narrator.promise('mỗi đơn vị đúng một người, và được báo', answer.replacedTrainee === trainee);
    await name(stage, code, trainee);
  }
}

/** A full session is waited for; when its unit goes elsewhere, the first in line moves up. */
async function waitInLine(stage: Stage): Promise<void> {
  const { narrator, people } = stage;
  const [one, two] = unitsThat('comes');
  const bookings = await stage.bookings();
  const wanted = bookings.get(two?.code ?? '')?.session?.id;
  const ask = { unitId: stage.id(one?.code ?? ''), traineeName: one?.trainee, sessionId: wanted };
  const full = await people.refusal(OFFICE.admin, `/training-weeks/${stage.weekId}/bookings`, ask);
  const queued = await book(stage, one?.code ?? '', { ...ask, wait: true });
  narrator.tell(`${one?.code} muốn buổi của ${two?.code}: đã đủ người, giữ chỗ cũ và chờ ở vị trí ${queued.position}.`);
  const free = (await stage.sessions()).findLast(({ taken }) => taken === 0);
  await book(stage, two?.code ?? '', { traineeName: two?.trainee, sessionId: free?.id });
  const after = (await stage.bookings()).get(one?.code ?? '');
  narrator.promise(
    'người chờ đầu tiên lên chỗ khi có chỗ trống',
    full === 'training.full' && queued.position === 1 && after?.session?.id === wanted && after?.position === null,
    `${full} ${queued.position}`,
  );
}

async function printTicket(stage: Stage): Promise<void> {
  const [unit] = unitsThat('comes');
  const booking = (await stage.bookings()).get(unit?.code ?? '');
  const pdf = await stage.people.paper(OFFICE.admin, 'GET', `/training-bookings/${booking?.id}/ticket`);
  const [text = ''] = await pagesOf(pdf);
  stage.narrator.promise('giấy mời in được, có tên đơn vị', text.includes(unit?.name ?? '?'));
}
