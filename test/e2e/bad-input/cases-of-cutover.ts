import { randomUUID } from 'node:crypto';
import type { Case } from './case.ts';
import { fresh, none } from './cases-of-admins.ts';
import type { World } from './world.ts';

const IMAP = { host: 'imap.gnvb.example', port: 993, security: 'tls', user: 'hopthu' };

/** Calls about old inboxes and the cutover. */
export function cutoverCases({ app, boss: who, officeId }: World): Record<string, Case> {
  const inbox =
    (state = 'active') =>
    async () => {
      const id = randomUUID();
      await app.db.query(
        `insert into legacy_inbox (id, unit_id, address, imap_host, imap_port, imap_security, state, state_since, created_at)
         values ($1, $2, $3, 'imap.gnvb.example', 993, 'tls', $4, now(), now())`,
        [id, officeId, `${fresh()}@cu.gnvb.example`, state],
      );
      return { id };
    };
  const act = (state: string): Case => ({
    who,
    ids: inbox(state),
    body: () => ({ reason: 'Nhà cung cấp đã xóa hộp thư này', override: true }),
  });
  const known = { owner: 'Văn thư', note: 'Dùng từ năm 2012', imap: IMAP };
  return {
    'legacyInboxes.create': {
      who,
      ids: none,
      body: () => ({ unitId: officeId, address: `${fresh()}@cu.gnvb.example`, ...known }),
    },
    'legacyInboxes.change': {
      who,
      ids: inbox(),
      body: () => ({ address: `${fresh()}@cu.gnvb.example`, ...known }),
      versionOf: 'legacy_inbox',
    },
    'legacyInboxes.setSecret': { who, ids: inbox(), body: () => ({ password: 'mật khẩu của hộp thư' }) },
    'inboxActs.dualRun': act('active'),
    'inboxActs.freeze': act('active'),
    'inboxActs.completeImport': act('frozen'),
    'inboxActs.retire': act('imported'),
    'inboxActs.reopen': act('imported'),
    'inboxActs.close': act('retired'),
    'cutover.remind': { who, ids: none, body: () => ({ unitIds: [officeId] }) },
    'cutover.show': { who, ids: none, body: () => ({ shown: true, names: true }) },
  };
}
