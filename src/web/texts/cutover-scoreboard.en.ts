import type { English } from './catalogue.ts';
import type { vi } from './cutover-scoreboard.vi.ts';

export const en: English<typeof vi> = {
  title: 'How far the cutover is',
  intro: 'From e-mail to the system for documents (gnvb).',
  daysLeft: { one: '{count} day left', other: '{count} days left' },
  passed: 'Cut over',
  on: 'Day of the cutover: {when}',
  step_preparing: 'preparing',
  step_ready: 'ready',
  step_cut_over: 'cut over',
  inboxes: '{retired} of {all} old inboxes are retired.',
  names: 'Each unit',
  offTitle: 'This board is off',
  offText: 'The office does not show it to everybody now. If you belong to a unit, sign in to see your own work.',
  signIn: 'To the sign-in page',
};
