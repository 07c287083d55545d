import type { English } from './catalogue.ts';
import type { vi } from './notices.vi.ts';

export const en: English<typeof vi> = {
  title: 'Notices',
  readAll: 'Mark all as read',
  allRead: 'Nothing is unread',
  choices: 'Choose how you are told',
  unread: 'Unread',
  empty: 'No notices yet',
  emptyText:
    'When a document arrives at your unit, is assigned to you or comes back, it is told here and kept for 90 days.',
  acknowledge: 'Acknowledge',
  acknowledged: 'Acknowledged.',
  kept: '{title}: no connection. The acknowledgement is kept and sent when the connection is back.',
  waiting: 'waiting to be sent · pressed at {time}',
};
