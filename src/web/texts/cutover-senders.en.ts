import type { English } from './catalogue.ts';
import type { vi } from './cutover-senders.vi.ts';

export const en: English<typeof vi> = {
  title: 'Who still writes to old addresses',
  about:
    'Since the cutover, without spam and programs. Those who write most come first: telephone them and ask them to use the service.',
  senders: 'Senders',
  address: 'Address',
  mails: 'Mails',
  lastAt: 'Last one',
  answeredAt: 'Told automatically',
  never: 'not yet',
  none: 'Nobody writes to old addresses any more',
  noneText:
    'When somebody writes to an old address after the cutover, they appear here with the number of their mails.',
  onlyUnit: 'Only {unit} and the units below',
  thatUnit: 'the chosen unit',
  allUnits: 'Show all units',
  theirMails: 'Mails of {address}',
  watches: 'Old inboxes still at a provider',
  watchesText: 'The service looks into these inboxes and fetches what is new; nothing in them is changed.',
  watchesNone: 'No inbox needs watching. One with an IMAP server is watched from the day it is frozen.',
  inbox: 'Inbox',
  state: 'State',
  checkedAt: 'Last looked at',
  nextAt: 'Next time',
  notYet: 'never so far',
  'watch.new': 'not looked at yet',
  'watch.well': 'well',
  'watch.refused': 'wrong password',
  'watch.unreachable': 'cannot be reached',
  'watch.failing': 'failing',
  'what.refused': 'The provider does not take the password. Enter it again in the list of old inboxes.',
  'what.unreachable':
    'The server of the provider does not answer. It is tried again; if it lasts, telephone the provider.',
  'what.failing':
    'The server answers wrongly. It is tried again; if it lasts, send the code to whoever runs the server.',
  failures: { one: 'failed once', other: 'failed {count} times in a row' },
};
