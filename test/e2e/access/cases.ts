import type { AccessCase, Cases } from './access-case.ts';
import { ACCOUNTS } from './cases/accounts.ts';
import { ATTACHMENTS } from './cases/attachments.ts';
import { CUTOVER } from './cases/cutover.ts';
import { DELEGATIONS } from './cases/delegations.ts';
import { CALENDAR } from './cases/calendar.ts';
import { CREDENTIALS } from './cases/credentials.ts';
import { MAIL_ARCHIVE } from './cases/mail-archive.ts';
import { FILE_STORE } from './cases/file-store.ts';
import { GROUPS } from './cases/groups.ts';
import { IMPORTS } from './cases/imports.ts';
import { INCOMING } from './cases/incoming.ts';
import { MAIL_GATEWAY } from './cases/mail-gateway.ts';
import { NOTICES } from './cases/notices.ts';
import { LIVE } from './cases/live.ts';
import { NOTIFICATIONS } from './cases/notifications.ts';
import { ONBOARDING } from './cases/onboarding.ts';
import { OPEN } from './cases/open.ts';
import { OUTGOING } from './cases/outgoing.ts';
import { OUTGOING_ACTS } from './cases/outgoing-acts.ts';
import { PRACTICE } from './cases/practice.ts';
import { PREVIEWS } from './cases/previews.ts';
import { RECEIPTS } from './cases/receipts.ts';
import { SCANS } from './cases/scans.ts';
import { SESSIONS } from './cases/sessions.ts';
import { SINGLE_SIGN_ON } from './cases/single-sign-on.ts';
import { TRAINING } from './cases/training.ts';
import { TRACKING } from './cases/tracking.ts';
import { UNITS } from './cases/units.ts';
import { UPLOADS } from './cases/uploads.ts';
import { WEBHOOKS } from './cases/webhooks.ts';

/** By route id: how to try each route. The rest of what is expected follows from its `@Access`. */
export const CASES: Cases = {
  ...UNITS,
  ...ACCOUNTS,
  ...SESSIONS,
  ...DELEGATIONS,
  ...CREDENTIALS,
  ...GROUPS,
  ...IMPORTS,
  ...ATTACHMENTS,
  ...UPLOADS,
  ...SCANS,
  ...PREVIEWS,
  ...FILE_STORE,
  ...OUTGOING,
  ...OUTGOING_ACTS,
  ...TRACKING,
  ...INCOMING,
  ...RECEIPTS,
  ...MAIL_GATEWAY,
  ...NOTICES,
  ...NOTIFICATIONS,
  ...LIVE,
  ...PRACTICE,
  ...OPEN,
  ...SINGLE_SIGN_ON,
  ...WEBHOOKS,
  ...CUTOVER,
  ...MAIL_ARCHIVE,
  ...CALENDAR,
  ...TRAINING,
  ...ONBOARDING,
};

export const casesOf = (routeId: string): readonly AccessCase[] => [CASES[routeId] ?? []].flat();
