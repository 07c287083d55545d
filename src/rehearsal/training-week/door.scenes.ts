import { CheckInCodes } from '../../training/check-in-code.ts';
import { practise } from './practice.scenes.ts';
import { invitationsTo } from './invitations.ts';
import type { Booking, Stage } from './stage.ts';
import { DAYS, local, OFFICE, UNITS, type RehearsedUnit } from './week.data.ts';

const MINUTE = 60_000;

interface Event {
  readonly at: number;
  readonly play: () => Promise<void>;
}

/** Five days at the door, everything at its time. */
export async function trainAll(stage: Stage): Promise<void> {
  for (const day of DAYS) await trainDay(stage, `2020-05-${day}`, day);
}

async function trainDay(stage: Stage, date: string, day: string): Promise<void> {
  const { narrator } = stage;
  narrator.at(local(`${date}T05:30`), `Ngày ${day}/5`);
  const bookings = await stage.bookings();
  const today = UNITS.flatMap((unit) => {
    const booking = bookings.get(unit.code);
    return booking?.session && isOn(booking.session.startsAt, date) ? [{ unit, booking }] : [];
  });
  const events = today.flatMap(({ unit, booking }, i) => scenesOf(stage, unit, booking, i));
  const byItself = (['07:15', '08:30', '08:40', '17:45'] as const).map((time) => ({
    at: Date.parse(local(`${date}T${time}`)),
    play: () => stage.byItself(date, time),
  }));
  for (const { at, play } of [...events, ...byItself].toSorted((x, y) => x.at - y.at)) {
    stage.set(new Date(at));
    await play();
  }
  const { steps, ready, total } = await stage.funnel();
  const reached = Object.fromEntries(steps.map((step) => [step.step, step.reached]));
  narrator.tell(
    `Cuối ngày: ${reached['trained']} đơn vị đã tập huấn, ${reached['first_login']} đã đăng nhập, ${ready}/${total} sẵn sàng.`,
  );
}

const isOn = (startsAt: string, date: string): boolean =>
  new Date(Date.parse(startsAt) + 7 * 60 * MINUTE).toISOString().startsWith(date);

function scenesOf(stage: Stage, unit: RehearsedUnit, booking: Booking, i: number): Event[] {
  const startsAt = Date.parse(booking.session?.startsAt ?? '');
  const endsAt = Date.parse(booking.session?.endsAt ?? '');
  if (unit.way === 'silent' || unit.way === 'no-show') return [];
  const scenes: Event[] = [
    { at: startsAt - 5 * MINUTE, play: () => checkIn(stage, unit, booking, i % 2 === 0) },
    { at: endsAt - 10 * MINUTE, play: () => begin(stage, unit, i === 0) },
  ];
  if (unit.way === 'changes')
    scenes.push({ at: startsAt - 40 * MINUTE, play: () => changePerson(stage, unit, booking) });
  return scenes;
}

/** At the door: by the code on the phone, or by name. */
export async function checkIn(stage: Stage, unit: RehearsedUnit, { id }: Booking, hasCode: boolean): Promise<void> {
  const { people, narrator } = stage;
  const code = stage.get(CheckInCodes).of(id);
  const attended = hasCode
    ? await people.post<Booking>(OFFICE.clerk, '/training-check-ins', { code })
    : await people.post<Booking>(OFFICE.clerk, `/training-bookings/${id}/check-in`);
  if (attended.state !== 'attended') narrator.promise(`${unit.code} được điểm danh`, false, attended.state);
  if (unit.way !== 'two-at-door') return;
  const second = { unitId: stage.id(unit.code), traineeName: `Người thứ hai của ${unit.code}` };
  const refused = await people.refusal(OFFICE.admin, `/training-weeks/${stage.weekId}/bookings`, second);
  narrator.tell(`${unit.code}: hai người đến cửa, một người được vào.`);
  narrator.promise('người thứ hai bị từ chối, có lý do', refused === 'training.attended-already', String(refused));
}

/** First sign-in with the slip, first acknowledgement; the first of a day practises before. */
export async function begin(stage: Stage, unit: RehearsedUnit, practises = false): Promise<void> {
  const { people } = stage;
  await people.activate(unit.clerk, stage.slips.get(unit.clerk)?.code ?? '');
  if (practises) await practise(stage, unit);
  const { items } = await people.get<{ items: { id: string }[] }>(unit.clerk, '/incoming-documents');
  for (const { id } of items) {
    await people.post(unit.clerk, `/incoming-documents/${id}/opening`);
    await people.post(unit.clerk, `/incoming-documents/${id}/acknowledgement`);
  }
  stage.readyAt.set(unit.code, stage.now());
}

/** On the morning: somebody else comes; the invitation follows, and the code at the door stays good. */
async function changePerson(stage: Stage, unit: RehearsedUnit, booking: Booking): Promise<void> {
  const traineeName = `Người đi thay của ${unit.code}`;
  const before = await invitationsTo(stage, unit.email);
  await stage.people.patch(OFFICE.admin, `/training-bookings/${booking.id}`, booking.version, { traineeName });
  await stage.settle();
  const after = await invitationsTo(stage, unit.email);
  stage.narrator.tell(`${unit.code} đổi người trong buổi sáng: ${traineeName}.`);
  stage.narrator.promise(
    'giấy mời mới thay giấy cũ (số thứ tự ICS tăng)',
    after.length === before.length + 1 && (after.at(-1)?.sequence ?? 0) > (before.at(-1)?.sequence ?? 0),
  );
}
