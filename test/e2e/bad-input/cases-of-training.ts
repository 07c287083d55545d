import { CheckInCodes } from '../../../src/training/check-in-code.ts';
import { api } from '../../support/api.ts';
import type { Case } from './case.ts';
import { none } from './cases-of-admins.ts';
import type { World } from './world.ts';

/** Calls about training weeks. */
export function trainingCases({ app, boss: who, officeId, schoolId }: World): Record<string, Case> {
  const week = () => ({
    unitId: officeId,
    name: 'Tập huấn',
    place: 'Văn phòng',
    trainer: 'Văn phòng',
    phone: '0294 3855 123',
    firstDay: '2020-05-19',
    lastDay: '2020-05-22',
    slotMinutes: 60,
    capacity: 5,
  });
  const post = async <T>(path: string, body: object): Promise<T> =>
    (await api(app).as(who).post(path, body).expect(201)).body as T;
  const aWeek = async () => ({ id: (await post<{ id: string }>('/training-weeks', week())).id });
  const aSession = async () => {
    const { id } = await aWeek();
    const { body } = await api(app).as(who).get(`/training-weeks/${id}/sessions?limit=1`).expect(200);
    return { id: (body as { items: { id: string }[] }).items[0]?.id ?? '' };
  };
  const trainee = {
    traineeName: 'Học viên',
    traineePhone: '0912 345 678',
    wishedDays: ['2020-05-20'],
    wishedHalf: 'morning',
  };
  const aBooking = async () => {
    const { id } = await aWeek();
    return { id: (await post<{ id: string }>(`/training-weeks/${id}/bookings`, { unitId: schoolId, ...trainee })).id };
  };
  let code = '';
  const atTheDoor = async () => {
    const { id } = await aBooking();
    await app.db.query(
      `update training_session set starts_at = $2, ends_at = $2::timestamptz + interval '1 hour' where id = (select session_id from training_booking where id = $1)`,
      [id, app.clock.now()],
    );
    code = app.get(CheckInCodes).of(id);
    return {};
  };
  return {
    'trainingWeeks.create': { who, ids: none, body: week },
    'trainingWeeks.change': {
      who,
      ids: aWeek,
      body: () => ({ name: 'Tập huấn', place: 'Phòng', trainer: '', phone: '', requiredBeforeActivation: false }),
      versionOf: 'training_week',
    },
    'trainingWeeks.addSession': {
      who,
      ids: aWeek,
      body: () => ({
        startsAt: '2020-05-20T08:00:00+07:00',
        endsAt: '2020-05-20T09:00:00+07:00',
        place: `Phòng ${Math.random()}`,
        trainer: '',
        capacity: 3,
        isMakeUp: false,
      }),
    },
    'trainingWeeks.changeSession': {
      who,
      ids: aSession,
      body: () => ({
        startsAt: '2020-05-19T07:00:00+07:00',
        endsAt: '2020-05-19T08:00:00+07:00',
        place: 'Phòng',
        trainer: '',
        capacity: 9,
      }),
      versionOf: 'training_session',
    },
    'trainingWeeks.cancelSession': { who, ids: aSession, body: () => ({ reason: 'Mất điện' }) },
    'trainingWeeks.bookList': { who, ids: aWeek, body: () => ({ rows: [{ unitCode: 'KHONG-CO', ...trainee }] }) },
    'trainingBookings.book': { who, ids: aWeek, body: () => ({ unitId: schoolId, wait: true, ...trainee }) },
    'trainingBookings.change': {
      who,
      ids: aBooking,
      body: () => ({ traineeName: 'Người khác', traineePhone: '', wait: false }),
      versionOf: 'training_booking',
    },
    'trainingBookings.checkInByCode': { who, ids: atTheDoor, body: () => ({ code }) },
    'trainingBookings.makeFeed': { who, ids: aWeek, body: () => ({ trainer: null }) },
  };
}
