import { randomUUID } from 'node:crypto';
import { aBrowser } from '../access/cases/notices.ts';
import type { Case } from './case.ts';
import { none } from './cases-of-admins.ts';
import type { World } from './world.ts';

/** Calls about what people were told, and the devices they are told on. */
export function noticeCases({ app, boss: who, officeId }: World): Record<string, Case> {
  const path = `/groups/${officeId}`;
  const told = async () => {
    await app.db.query(
      `insert into notice (account_id, unit_id, kind, key, params, path, urgency, at)
       values ($1, $2, 'group.asked', $3, '{"asked": "Đề nghị"}', $4, 'normal', now())`,
      [who.id, officeId, randomUUID(), path],
    );
    return {};
  };
  return {
    'notices.readMany': { who, ids: told, body: () => ({ path }) },
    'pushSubscriptions.subscribe': { who, ids: none, body: () => ({ ...aBrowser(), expirationTime: null }) },
  };
}
