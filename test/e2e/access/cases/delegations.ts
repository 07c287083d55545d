import { randomUUID } from 'node:crypto';
import { ApiKeys } from '../../../../src/api-keys/api-keys.service.ts';
import { Delegations } from '../../../../src/delegations/delegations.service.ts';
import { aPerson } from '../../../support/people.ts';
import { inItems, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { aSecret, about, anAccount } from '../subjects.ts';
import { principalOf, type World } from '../world.ts';

const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators arrange everything below their unit'];
const DERIVED = 'back to what is derived';
const BEYOND = { status: 403, code: 'accounts.beyond-reach' } as const;
const NO_UNIT = { status: 404, code: 'accounts.no-such-unit' } as const;
const UNTIL = '2020-05-29T17:00:00+07:00';

/** A clerk of own, about to be away. */
async function anAbsentClerk({ app, units }: World): Promise<Subject> {
  const secret = aSecret();
  const { postIds } = await aPerson(app, [[units.own.id, 'clerk']], { displayName: secret });
  return about({ postId: postIds[0] ?? '' }, secret);
}

/** Between two people of own; nobody of the matrix is one of them. */
async function aDelegation(world: World): Promise<Subject> {
  const { secret, ids } = await anAbsentClerk(world);
  const { id } = await world.app.get(Delegations).make(await principalOf(world, world.own.admin), null, {
    postId: ids['postId'] ?? '',
    receiverId: world.own.drafter.id,
    endsAt: UNTIL,
    reason: secret,
  });
  return about({ id }, secret);
}

async function aKey(world: World): Promise<Subject> {
  const secret = aSecret();
  const body = { unitId: world.units.own.id, name: secret, role: 'member', scopes: ['units:read'], expiresAt: UNTIL };
  const { id } = await world.app.get(ApiKeys).make(await principalOf(world, world.own.admin), null, body as never);
  return about({ id }, secret);
}

/** Own as if nobody were there. */
async function aVacancy({ app, units }: World): Promise<Subject> {
  const { rows } = await app.db.query<{ id: string }>(
    `insert into unit_vacancy (id, unit_id, since, found_at) values ($1, $2, $3, $3)
     on conflict (unit_id) where filled_at is null do update set since = excluded.since returning id`,
    [randomUUID(), units.own.id, app.clock.now()],
  );
  return about({ id: rows[0]?.id ?? '' }, units.own.name);
}

const PARTIES_ALONE: readonly Exception[] = [
  ['own.*', 'hidden', 'only the two people and their administrators see it'],
  ['member-and.*', 'hidden', 'the same'],
  ['own.admin', 'allowed', DERIVED],
  FROM_ABOVE,
];
const NOT_OF_THE_UNIT: Exception = ['member-and.admin', 'hidden', 'keys are shown to their administrators alone'];

export const DELEGATIONS: Cases = {
  'DelegationsController.list': {
    of: 'those administered',
    subject: aDelegation,
    query: () => 'limit=200&side=administered',
    shows: inItems,
    except: [
      ['*.clerk', 'forbidden', 'only administrators ask for all'],
      ['*.leader', 'forbidden', 'the same'],
      ['*.member', 'forbidden', 'the same'],
      ['none', 'forbidden', 'the same'],
      ['admin-and.*', 'allowed', DERIVED],
      ['member-and.admin', 'filtered', 'administers another unit'],
      FROM_ABOVE,
    ],
  },
  'DelegationsController.one': { subject: aDelegation, except: PARTIES_ALONE },
  'DelegationsController.end': { subject: aDelegation, except: PARTIES_ALONE },
  'DelegationsController.make': {
    subject: anAbsentClerk,
    body: ({ ids }, { own }) => ({
      postId: ids['postId'],
      receiverId: own.drafter.id,
      endsAt: UNTIL,
      reason: 'Nghỉ phép',
    }),
    except: [
      ['own.*', 'forbidden', 'a colleague’s post is not theirs to delegate'],
      ['member-and.*', 'forbidden', 'the same'],
      ['own.admin', 'allowed', DERIVED],
      FROM_ABOVE,
    ],
  },
  'CustodyController.open': {
    subject: anAccount,
    except: [FROM_ABOVE, ['member-and.admin', BEYOND, 'sees the colleague, administers another unit']],
  },
  'CustodyController.handOver': {
    subject: anAccount,
    body: (_, { own }) => ({ successorId: own.clerk.id, reason: 'Chuyển công tác' }),
    except: [FROM_ABOVE, ['member-and.admin', BEYOND, 'sees the colleague, administers another unit']],
  },
  'VacanciesController.list': { subject: aVacancy, query: () => 'limit=200', shows: inItems, except: [FROM_ABOVE] },
  'ApiKeysController.list': { subject: aKey, query: () => 'limit=200', shows: inItems, except: [FROM_ABOVE] },
  'ApiKeysController.one': { subject: aKey, except: [FROM_ABOVE, NOT_OF_THE_UNIT] },
  'ApiKeysController.revoke': { subject: aKey, except: [FROM_ABOVE, NOT_OF_THE_UNIT] },
  'ApiKeysController.make': {
    subject: aKey,
    body: (_, { units }) => ({
      unitId: units.own.id,
      name: 'Phần mềm quản lý đoàn viên',
      role: 'clerk',
      scopes: ['incoming:read'],
      expiresAt: UNTIL,
    }),
    except: [
      ['*.admin', NO_UNIT, 'the unit is named in the body'],
      ['own.admin', 'allowed', DERIVED],
      ['admin-and.admin', 'allowed', DERIVED],
      FROM_ABOVE,
    ],
  },
};
