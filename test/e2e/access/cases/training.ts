import { randomBytes, randomUUID } from 'node:crypto';
import { CheckInCodes } from '../../../../src/training/check-in-code.ts';
import { TrainingFeeds } from '../../../../src/training/feeds.service.ts';
import { aUnit } from '../../../support/people.ts';
import { inItems, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { aSecret, about, unitX } from '../subjects.ts';
import { principalOf, type World } from '../world.ts';

const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators arrange everything below their unit'];
const INVITED: Exception = ['subordinate.*', 'allowed', 'units below are invited and see it'];
const BAD_CODE = { status: 422, code: 'training.bad-code' } as const;

/** A week to which own invites, with one session in an hour; `name` is what strangers must not see. */
async function aWeek({ app, units, own }: World): Promise<Subject> {
  const [secret, id, sessionId] = [aSecret(), randomUUID(), randomUUID()];
  const now = app.clock.now();
  await app.db.query(
    `insert into training_week (id, unit_id, name, place, first_day, last_day, slot_minutes, capacity, made_by, made_at)
     values ($1, $2, $3, 'Văn phòng', '2020-05-18', '2020-05-22', 60, 5, $4, $5)`,
    [id, units.own.id, secret, own.admin.id, now],
  );
  await app.db.query(
    `insert into training_session (id, week_id, starts_at, ends_at, place, trainer, capacity)
     values ($1, $2, $3::timestamptz + interval '30 minutes', $3::timestamptz + interval '90 minutes', 'Văn phòng', '', 5)`,
    [sessionId, id, now],
  );
  return about({ id, sessionId }, secret);
}

const aSession = async (world: World): Promise<Subject> => {
  const { ids, secret } = await aWeek(world);
  return about({ id: ids['sessionId'] ?? '' }, secret);
};

/** Somebody of a unit. @param invites who holds the week: `own` at the door, `block` when own is the one that books */
async function aBooking(world: World, invites: 'own' | 'block'): Promise<Subject> {
  const { ids, secret } = await aWeek(world);
  const { app, units } = world;
  const unitId = invites === 'own' ? (await aUnit(app, { parentId: units.own.id })).id : units.own.id;
  await app.db.query(`update training_week set unit_id = $2 where id = $1`, [ids['id'], units[invites].id]);
  const id = randomUUID();
  await app.db.query(
    `insert into training_booking (id, week_id, unit_id, state, session_id, trainee_name, source, made_at, changed_at)
     values ($1, $2, $3, 'booked', $4, $5, 'unit', $6, $6)`,
    [id, ids['id'], unitId, ids['sessionId'], secret, app.clock.now()],
  );
  await app.db.query(`update training_session set taken = 1 where id = $1`, [ids['sessionId']]);
  return { ...about({ id, weekId: ids['id'] ?? '' }, secret) };
}

const booked = (world: World) => aBooking(world, 'block');
const atTheDoor = (world: World) => aBooking(world, 'own');
const checkedIn = async (world: World): Promise<Subject> => {
  const subject = await atTheDoor(world);
  await world.app.db.query(
    `update training_booking set state = 'attended', checked_in_at = $2, checked_in_how = 'name', checked_in_by = $3 where id = $1`,
    [subject.ids['id'], world.app.clock.now(), world.own.admin.id],
  );
  return subject;
};
const begun = async (world: World): Promise<Subject> => {
  const subject = await atTheDoor(world);
  await world.app.db.query(
    `update training_session set starts_at = starts_at - interval '1 hour', ends_at = ends_at - interval '1 hour' where week_id = $1`,
    [subject.ids['weekId']],
  );
  return subject;
};

async function aFeed(world: World): Promise<Subject> {
  const { ids, secret } = await aWeek(world);
  const caller = await principalOf(world, world.own.admin);
  const { id, url } = await world.app.get(TrainingFeeds).make(caller, ids['id'] ?? '', {});
  return about({ id, token: url.split('/').at(-1) ?? '' }, secret);
}

/** The week as it is invited to from above, so that own is the one that books. */
async function anInvitation(world: World): Promise<Subject> {
  const { ids, secret } = await aWeek(world);
  await world.app.db.query(`update training_week set unit_id = $2 where id = $1`, [ids['id'], world.units.block.id]);
  return about({ id: ids['id'] ?? '' }, secret);
}

export const TRAINING: Cases = {
  'TrainingWeeksController.list': {
    subject: aWeek,
    query: () => 'limit=200',
    shows: inItems,
    except: [FROM_ABOVE, INVITED],
  },
  'TrainingWeeksController.one': { subject: aWeek, except: [FROM_ABOVE, INVITED] },
  'TrainingWeeksController.create': {
    subject: unitX,
    body: ({ ids }) => ({
      unitId: ids['id'],
      name: 'Tập huấn',
      place: 'Văn phòng',
      firstDay: '2020-05-18',
      lastDay: '2020-05-18',
      capacity: 5,
    }),
    except: [FROM_ABOVE],
  },
  'TrainingWeeksController.change': { subject: aWeek, body: () => ({ phone: '0294 3855 123' }), except: [FROM_ABOVE] },
  'TrainingWeeksController.listSessions': { subject: aWeek, except: [FROM_ABOVE, INVITED] },
  'TrainingWeeksController.addSession': {
    subject: aWeek,
    body: () => ({ startsAt: '2020-05-19T08:00:00+07:00', endsAt: '2020-05-19T09:00:00+07:00', place: randomUUID() }),
    except: [FROM_ABOVE],
  },
  'TrainingWeeksController.changeSession': { subject: aSession, body: () => ({ capacity: 6 }), except: [FROM_ABOVE] },
  'TrainingWeeksController.cancelSession': {
    subject: aSession,
    body: () => ({ reason: 'Mất điện' }),
    except: [FROM_ABOVE],
  },
  'TrainingWeeksController.listUnits': { subject: aWeek, except: [FROM_ABOVE] },
  'TrainingWeeksController.bookList': {
    subject: aWeek,
    body: () => ({ rows: [{ unitCode: 'KHONG-CO', traineeName: 'Học viên' }] }),
    except: [FROM_ABOVE],
  },
  'TrainingWeeksController.assign': { subject: aWeek, except: [FROM_ABOVE] },
  'TrainingWeeksController.sheet': {
    subject: async (world) => {
      const subject = await aWeek(world);
      return { ...subject, ids: { ...subject.ids, name: 'diem-danh.xlsx' } };
    },
    except: [FROM_ABOVE],
  },
  'TrainingBookingsController.list': {
    subject: booked,
    query: ({ ids }) => `weekId=${ids['weekId']}`,
    shows: inItems,
    except: [FROM_ABOVE],
  },
  'TrainingBookingsController.one': { subject: booked, except: [FROM_ABOVE] },
  'TrainingBookingsController.book': {
    subject: anInvitation,
    perCaller: true,
    body: (_, { units }) => ({ unitId: units.own.id, traineeName: 'Học viên' }),
    except: [FROM_ABOVE],
  },
  'TrainingBookingsController.change': {
    subject: booked,
    perCaller: true,
    body: () => ({ traineeName: randomBytes(4).toString('hex') }),
    except: [FROM_ABOVE],
  },
  'TrainingBookingsController.cancel': { subject: booked, except: [FROM_ABOVE] },
  'TrainingBookingsController.ticket': { subject: booked, except: [FROM_ABOVE] },
  'TrainingBookingsController.calendar': { subject: booked, except: [FROM_ABOVE] },
  'TrainingBookingsController.checkInByCode': {
    subject: atTheDoor,
    body: ({ ids }, { app }) => ({ code: app.get(CheckInCodes).of(ids['id'] ?? '') }),
    except: [
      ['other.*', BAD_CODE, 'a code of somebody else’s training is no code'],
      ['subordinate.*', BAD_CODE, 'the same'],
      ['superior.*', BAD_CODE, 'the same'],
      ['none', BAD_CODE, 'the same'],
      FROM_ABOVE,
    ],
  },
  'TrainingBookingsController.checkIn': { subject: atTheDoor, except: [FROM_ABOVE] },
  'TrainingBookingsController.undoCheckIn': { subject: checkedIn, except: [FROM_ABOVE] },
  'TrainingBookingsController.markAbsent': { subject: begun, except: [FROM_ABOVE] },
  'TrainingBookingsController.makeFeed': { subject: aWeek, body: () => ({}), except: [FROM_ABOVE] },
  'TrainingBookingsController.listFeeds': { subject: aWeek, except: [FROM_ABOVE] },
  'TrainingBookingsController.revokeFeed': { subject: aFeed, except: [FROM_ABOVE] },
  'TrainingBookingsController.feed': { subject: aFeed },
};
