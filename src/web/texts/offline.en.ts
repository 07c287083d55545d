import type { English } from './catalogue.ts';
import type { vi } from './offline.vi.ts';

export const en: English<typeof vi> = {
  offline: 'No connection. What you are typing is kept; the page reconnects by itself.',
  offlineCopy: 'No connection. You see what was saved at {time}; what you are typing is kept.',
  newVersion: 'There is a new version of the page.',
  takeOver: 'Reload',
  waitingCount: { one: 'One acknowledgement waits to be sent', other: '{count} acknowledgements wait to be sent' },
  refusedCount: { one: 'One acknowledgement was not taken', other: '{count} acknowledgements were not taken' },
  seeWhat: 'View',
  actsTitle: 'Acknowledged without a connection',
  actsText: 'Sent when the connection is back. The sender sees both when you pressed and when the service received it.',
  pressedAt: 'pressed at {time}',
  acknowledgement: 'Acknowledgement',
  waiting: 'waiting to be sent',
  refused: 'not taken',
  understood: 'Got it',
  keptNow: 'No connection. Your acknowledgement of {time} is kept and sent when the connection is back.',
  sentLater: '{label}: acknowledged. Pressed at {pressed}, received at {received}.',
  sentWithoutClaim:
    '{label}: acknowledged at {received}. The time of pressing, {pressed}, cannot be used: the clock of this device is wrong.',
  alreadyLater: '{label}: the unit had acknowledged it at {received}; pressing at {pressed} adds nothing.',
  refusedLater: '{label}: the acknowledgement pressed at {pressed} was not taken. {why}',
  bell: 'Notices',
  bellCount: '{count} unread',
  help: 'Help',
};
