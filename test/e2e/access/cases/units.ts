import { UnitOfWork } from '../../../../src/platform/database/unit-of-work.ts';
import { UnitProvisioning } from '../../../../src/units/unit-provisioning.service.ts';
import { aPerson } from '../../../support/people.ts';
import { inItems, type Calling, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { postsOf } from '../people.ts';
import { about, unitX } from '../subjects.ts';
import { unique, type World } from '../world.ts';

const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators arrange everything below their unit'];

let day = 0;
/** Another day with each call, all of them past. */
const nextDay = (): string => new Date(Date.UTC(2001, day++, 1)).toISOString().slice(0, 10);

/** Closing uses a unit up and must not take `own` away: who may close gets a unit with nothing below it, and the same posts there. */
async function aUnitToClose(world: World, { who, isAllowed }: Calling): Promise<Subject> {
  if (!isAllowed) return unitX(world);
  const { app, units } = world;
  const parts = {
    parentId: units.block.id,
    code: `DV-${unique().toUpperCase()}`,
    kind: 'agency',
    openedOn: '2010-01-01',
  } as const;
  const id = await app
    .get(UnitOfWork)
    .run((tx) => app.get(UnitProvisioning).create(tx, { ...parts, name: parts.code, shortName: parts.code }));
  const places = { ...units, own: { id } };
  const caller = await aPerson(
    app,
    postsOf(who).map(([place, role]) => [places[place].id, role] as const),
  );
  return { ...about({ id }), caller };
}

export const UNITS: Cases = {
  'UnitsController.list': {
    subject: unitX,
    scope: 'everybody',
    query: (_, { units }) => `q=${encodeURIComponent(units.own.name)}`,
    shows: inItems,
  },
  'UnitsController.one': { subject: unitX, scope: 'everybody' },
  'UnitsController.create': {
    subject: unitX,
    body: ({ ids }) => ({
      parentId: ids['id'],
      code: `DV-${unique()}`,
      kind: 'agency',
      name: 'Chi đoàn mới',
      shortName: 'Chi đoàn',
    }),
    except: [
      ['*.admin', { status: 404, code: 'units.parent-not-found' }, 'the unit is named in the body'],
      ['own.admin', 'allowed', 'back to what is derived'],
      ['admin-and.admin', 'allowed', 'back to what is derived'],
      FROM_ABOVE,
    ],
  },
  'UnitsController.change': { subject: unitX, body: () => ({ place: `Trà Vinh ${unique()}` }), except: [FROM_ABOVE] },
  'UnitHistoryController.names': { subject: unitX, scope: 'everybody' },
  'UnitHistoryController.terms': { subject: unitX, scope: 'everybody' },
  'UnitHistoryController.rename': {
    subject: unitX,
    body: () => ({ name: `Tên cũ ${unique()}`, shortName: 'Tên cũ', validFrom: nextDay() }),
    except: [FROM_ABOVE],
  },
  'UnitHistoryController.openTerm': {
    subject: unitX,
    body: () => ({ ordinal: unique(), name: 'Nhiệm kỳ', startsOn: nextDay() }),
    except: [FROM_ABOVE],
  },
  'UnitClosureController.close': {
    subject: aUnitToClose,
    perCaller: true,
    body: () => ({ on: '2020-05-18' }),
    except: [FROM_ABOVE],
  },
};
