import type { AccessCase, Cases } from './access-case.ts';
import { ACCOUNTS } from './cases/accounts.ts';
import { ATTACHMENTS } from './cases/attachments.ts';
import { FILE_STORE } from './cases/file-store.ts';
import { GROUPS } from './cases/groups.ts';
import { INCOMING } from './cases/incoming.ts';
import { OPEN } from './cases/open.ts';
import { OUTGOING } from './cases/outgoing.ts';
import { OUTGOING_ACTS } from './cases/outgoing-acts.ts';
import { RECEIPTS } from './cases/receipts.ts';
import { SESSIONS } from './cases/sessions.ts';
import { TRACKING } from './cases/tracking.ts';
import { UNITS } from './cases/units.ts';

/** By route id: how to try each route. The rest of what is expected follows from its `@Access`. */
export const CASES: Cases = {
  ...UNITS,
  ...ACCOUNTS,
  ...SESSIONS,
  ...GROUPS,
  ...ATTACHMENTS,
  ...FILE_STORE,
  ...OUTGOING,
  ...OUTGOING_ACTS,
  ...TRACKING,
  ...INCOMING,
  ...RECEIPTS,
  ...OPEN,
};

export const casesOf = (routeId: string): readonly AccessCase[] => [CASES[routeId] ?? []].flat();
