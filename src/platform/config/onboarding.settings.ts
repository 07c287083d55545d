import type { Setting } from './setting.ts';

/** What is told by itself while units are on their way to ready. */
export const ONBOARDING_SETTINGS = {
  ONBOARDING_REMIND_DAYS: {
    kind: 'whole',
    fallback: 0,
    min: 0,
    max: 60,
    help: 'units that stand still on their way to ready are reminded by mail every so many days, on working days; 0: only when an administrator asks',
  },
  ONBOARDING_DIGEST: {
    kind: 'choice',
    choices: ['on', 'off'],
    fallback: 'on',
    help: 'a mail to administrators every working morning while units below theirs are not ready',
  },
} as const satisfies Record<string, Setting>;
