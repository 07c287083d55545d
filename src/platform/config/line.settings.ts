import type { Setting } from './setting.ts';

/** The ways to the database beside DATABASE_URL. */
export const LINE_SETTINGS = {
  DATABASE_DIRECT_URL: {
    kind: 'url',
    fallback: null,
    help: 'PostgreSQL itself, for jobs and live news, when DATABASE_URL goes through a pooler in transaction mode',
  },
  DATABASE_PREPARED: {
    kind: 'choice',
    choices: ['on', 'off'],
    fallback: 'on',
    help: 'off: no named prepared statements, for poolers in transaction mode that do not follow them (PgBouncer before 1.21)',
  },
  DATABASE_REPLICA_URL: {
    kind: 'url',
    fallback: null,
    help: 'one streaming standby that lists are read from while it has everything the primary had when the list was asked for',
  },
} as const satisfies Record<string, Setting>;
