import { randomUUID } from 'node:crypto';
import type { Case } from './case.ts';
import { fresh } from './cases-of-admins.ts';
import type { World } from './world.ts';

/** A public address by its number: nothing is looked up, and nothing is sent in these tests. */
const url = (): string => `https://93.184.216.34/${fresh()}`;

/** Calls about webhooks, and about signing in through a provider. */
export function webhookCases({ app, boss: who, officeId }: World): Record<string, Case> {
  // There may be ten at a unit: those of the calls before are put away.
  const room = async () => {
    await app.db.query(`update webhook set active = false, closed_at = now() where closed_at is null`);
    return {};
  };
  const hook = async () => {
    await room();
    const id = randomUUID();
    await app.db.query(
      `insert into webhook (id, unit_id, url, events, created_by, created_at) values ($1, $2, $3, '{arrived}', $4, now())`,
      [id, officeId, url(), who.id],
    );
    await app.db.query(`insert into webhook_lane (webhook_id) values ($1)`, [id]);
    return { id };
  };
  return {
    'webhooks.create': {
      who,
      ids: room,
      body: () => ({ unitId: officeId, url: url(), description: 'Hồ sơ công việc', events: ['arrived', 'opened'] }),
    },
    'webhooks.change': {
      who,
      ids: hook,
      body: () => ({ url: url(), description: '', events: ['acknowledged'], active: true }),
      versionOf: 'webhook',
    },
    'webhooks.replay': { who, ids: hook, body: () => ({ since: '2020-05-18T00:00:00+07:00' }) },
    // No provider is set up here.
    'singleSignOn.beginLinking': { who, ids: async () => ({}), body: () => ({ password: 'mật khẩu', returnTo: '/a' }) },
  };
}
