import { api } from '../../support/api.ts';
import type { Case } from './case.ts';
import { none } from './cases-of-admins.ts';
import type { World } from './world.ts';

/** Calls about the working calendar. */
export function calendarCases({ app, boss: who, schoolId }: World): Record<string, Case> {
  const discard = () => app.db.query(`update working_calendar set state = 'discarded' where state = 'draft'`);
  const aDraft = async () => {
    await discard();
    const { body } = await api(app).as(who).post('/calendar-versions', { note: 'Nghỉ bù' }).expect(201);
    return { id: (body as { id: string }).id };
  };
  const inForce = async () => {
    await app.db.query(`update deadline_recalculation set finished_at = asked_at where finished_at is null`);
    const { rows } = await app.db.query<{ id: string }>(`select id from working_calendar where state = 'in_force'`);
    return { id: rows[0]?.id ?? '' };
  };
  const reason = () => ({ reason: 'Theo thông báo nghỉ' });
  return {
    'calendar.draft': { who, ids: async () => (await discard(), none()), body: () => ({ note: 'Nghỉ bù' }) },
    'calendar.change': {
      who,
      ids: aDraft,
      body: () => ({
        note: 'Nghỉ bù',
        holidays: [{ date: '2020-05-20', name: 'Nghỉ' }],
        makeUpDays: ['2020-05-23'],
        officeHours: [{ from: '07:00', to: '11:00' }],
        unitHours: [{ unitId: schoolId, officeHours: [{ from: '08:00', to: '11:00' }] }],
      }),
      versionOf: 'working_calendar',
    },
    'calendar.putInForce': { who, ids: aDraft, body: () => ({ ...reason(), version: 1 }) },
    'deadlineMoves.recalculate': { who, ids: inForce, body: reason },
  };
}
