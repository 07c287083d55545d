import { UnsubscribeLinks } from '../../../../src/notifications/unsubscribe-links.ts';
import type { Cases, Subject } from '../access-case.ts';
import { about } from '../subjects.ts';
import type { World } from '../world.ts';

async function aLink({ app, own }: World): Promise<Subject> {
  const token = app.get(UnsubscribeLinks).tokenFor({ accountId: own.clerk.id, kind: 'document.assigned' });
  return about({ token });
}

/** Choices are the caller's own; links in mails work for whoever holds them. */
export const NOTIFICATIONS: Cases = {
  'NotificationChoicesController.list': { subject: async () => about({}), scope: 'everybody' },
  'NotificationChoicesController.choose': {
    subject: async () => about({ kind: 'document.arrived' }),
    body: () => ({ choice: 'daily' }),
    scope: 'everybody',
  },
  'UnsubscriptionsController.ask': { subject: aLink },
  'UnsubscriptionsController.unsubscribe': { subject: aLink, success: 200 },
};
