import type { English } from './catalogue.ts';
import type { vi } from './practice.vi.ts';

export const en: English<typeof vi> = {
  title: 'Practice area',
  link: 'Practice area',
  linkText: 'Try sending, receiving, acknowledging and registering without touching real documents.',
  notice: 'Practice area — nothing here is a real document',
  again: 'Start over',
  againTitle: 'Start over?',
  againText:
    'All your practice documents are put away and a new practice unit is made. What you have practised stays noted.',
  leave: 'Leave',
  enter: 'Start practising',
  role: 'You practise as',
  roleClerk: 'Clerk of a unit',
  roleLeader: 'Leader of a unit',
  roleOffice: 'Clerk of the office',
  intro:
    'You have a practice unit of your own, with partner units that open, acknowledge and answer by themselves. Nobody gets mail, and no number is taken from a real register.',
  realSession: 'Sign in to the service first, then come back here.',
  toReal: 'To the main page',
  tour: 'Step-by-step tour',
  offer: 'Here for the first time? See each part of the page in a minute.',
  later: 'Later',
};
