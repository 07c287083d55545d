import { randomBytes } from 'node:crypto';
import { aPerson, aUnit } from '../../support/people.ts';
import type { Case } from './case.ts';
import type { World } from './world.ts';

/** What nobody has yet. */
export const fresh = (): string => randomBytes(5).toString('hex');
/** For addresses without identifiers. */
export const none = async () => ({});

/** Calls about units. */
export function adminCases(world: World): Record<string, Case> {
  const { app, boss: who, officeId } = world;
  const unit = async () => ({ id: (await aUnit(app, { parentId: officeId })).id });
  const contact = {
    email: 'vanthu@gnvb.example',
    phone: '0226 3852 000',
    symbol: 'ĐTN',
    symbolStyle: 'doan',
    numbering: 'YEAR',
    place: 'Hà Nam',
  };
  return {
    'units.create': {
      who,
      ids: none,
      body: () => ({
        ...contact,
        parentId: officeId,
        code: `DV-${fresh().toUpperCase()}`,
        kind: 'school',
        sector: 'education',
        channel: 'system',
        name: 'Trường Chu Văn An',
        shortName: 'CVA',
        openedOn: '2020-01-01',
      }),
    },
    'units.change': {
      who,
      ids: unit,
      body: () => ({
        ...contact,
        parentId: officeId,
        code: `DV-${fresh().toUpperCase()}`,
        channel: 'system',
        kind: 'agency',
        sector: 'health',
      }),
      versionOf: 'unit',
    },
    'unitHistory.rename': {
      who,
      ids: unit,
      body: () => ({ name: 'Đoàn phường Minh Khai', shortName: 'Minh Khai', validFrom: '2020-06-01' }),
    },
    'unitHistory.openTerm': {
      who,
      ids: unit,
      body: () => ({ ordinal: 'VI', name: 'Nhiệm kỳ 2017–2022', startsOn: '2017-09-01', endsOn: null }),
    },
    'unitClosure.close': { who, ids: unit, body: () => ({ on: '2020-05-18', successorId: null }) },
  };
}

/** Calls about accounts and posts. */
export function peopleCases(world: World): Record<string, Case> {
  const { app, boss: who, schoolId } = world;
  const post = () => ({ unitId: schoolId, role: 'member', title: 'Ủy viên' });
  const person = async () => ({ id: (await aPerson(app, [[schoolId, 'clerk']])).id });
  return {
    'accounts.create': {
      who,
      ids: none,
      body: () => ({
        username: `nguoi.${fresh()}`,
        displayName: 'Trần Văn A',
        email: 'a@tinhdoan.vn',
        posts: [post()],
      }),
    },
    'accounts.edit': {
      who,
      ids: person,
      body: () => ({ displayName: 'Trần Văn B', email: null, status: 'active', statusReason: 'Trở lại làm việc' }),
      versionOf: 'account',
    },
    // Too weak: strong ones cost a hash each.
    'accounts.setPassword': { who, ids: person, body: () => ({ password: 'ngan', currentPassword: 'cũng ngắn' }) },
    'accounts.givePost': { who, ids: person, body: post },
  };
}
