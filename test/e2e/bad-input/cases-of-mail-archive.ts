import { randomUUID } from 'node:crypto';
import type { Case } from './case.ts';
import { fresh } from './cases-of-admins.ts';
import type { World } from './world.ts';

/** Calls about what was in the old inboxes. */
export function mailArchiveCases({ app, boss: who, officeId }: World): Record<string, Case> {
  const inbox = async () => {
    const id = randomUUID();
    await app.db.query(
      `insert into legacy_inbox (id, unit_id, address, state_since, created_at) values ($1, $2, $3, now(), now())`,
      [id, officeId, `${fresh()}@cu.gnvb.example`],
    );
    return { id };
  };
  return { 'mailProofs.ask': { who, ids: inbox, body: () => ({ everyHash: true }) } };
}
