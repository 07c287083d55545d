import { randomUUID } from 'node:crypto';
import type { AccessCase, Cases, Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about } from '../subjects.ts';
import type { World } from '../world.ts';

const ROOT_ONLY = { status: 403, code: 'calendar.root-only' } as const;
/** The calendar is everybody's: no unit owns it, and only the top of the tree arranges it. */
const TOP: readonly Exception[] = [
  ['*.admin', ROOT_ONLY, 'the calendar is arranged at the top of the tree'],
  ['admin-and.*', ROOT_ONLY, 'the same'],
  ['superior.admin', 'allowed', 'the unit above all'],
];
const SECRET = 'lich-kin';

/** One draft there is at a time: the one before makes way. */
async function aDraft({ app }: World): Promise<Subject> {
  await app.db.query(`update working_calendar set state = 'discarded' where state = 'draft'`);
  const id = randomUUID();
  await app.db.query(
    `insert into working_calendar (id, no, label, state, zone, note, data, drafted_at)
     select $1, max(no) + 1, (max(no) + 1)::text, 'draft', 'Asia/Ho_Chi_Minh', $2, (select data from working_calendar where no = 1), $3 from working_calendar`,
    [id, SECRET, app.clock.now()],
  );
  return about({ id }, SECRET);
}

async function inForce({ app }: World): Promise<Subject> {
  await app.db.query(`update deadline_recalculation set finished_at = asked_at where finished_at is null`);
  const { rows } = await app.db.query<{ id: string }>(`select id from working_calendar where state = 'in_force'`);
  return about({ id: rows[0]?.id ?? '' }, SECRET);
}

async function noDraft(world: World): Promise<Subject> {
  await world.app.db.query(`update working_calendar set state = 'discarded' where state = 'draft'`);
  return inForce(world);
}

async function aRecalculation(world: World): Promise<Subject> {
  const { ids } = await inForce(world);
  const id = randomUUID();
  await world.app.db.query(
    `insert into deadline_recalculation (id, calendar_id, reason, asked_by, asked_at, finished_at) values ($1, $2, $3, $4, $5, $5)`,
    [id, ids['id'], SECRET, world.own.admin.id, world.app.clock.now()],
  );
  return about({ id }, SECRET);
}

const atTheTop = (subject: AccessCase['subject'], more: Partial<AccessCase> = {}): AccessCase => ({
  subject,
  scope: 'everybody',
  except: TOP,
  ...more,
});
const reason = () => ({ reason: 'Theo thông báo nghỉ' });

export const CALENDAR: Cases = {
  'CalendarController.current': { subject: inForce, scope: 'everybody' },
  'CalendarController.list': atTheTop(aDraft),
  'CalendarController.one': atTheTop(aDraft),
  'CalendarController.draft': atTheTop(noDraft, { perCaller: true, body: () => ({ note: 'Nghỉ bù' }) }),
  'CalendarController.change': atTheTop(aDraft, { body: () => ({ note: 'Nghỉ bù' }) }),
  'CalendarController.putInForce': atTheTop(aDraft, { body: () => ({ ...reason(), version: 1 }) }),
  'CalendarController.discard': atTheTop(aDraft),
  'DeadlineMovesController.preview': atTheTop(aDraft),
  'DeadlineMovesController.recalculate': atTheTop(inForce, { perCaller: true, body: reason }),
  'DeadlineMovesController.list': atTheTop(aRecalculation),
  'DeadlineMovesController.one': atTheTop(aRecalculation),
};
