import type { Setting } from './setting.ts';

/** Of the practice area (khu vực thực hành). */
export const PRACTICE_SETTINGS = {
  PRACTICE_DATABASE_URL: {
    kind: 'url',
    fallback: null,
    help: 'a database of the practice area alone, empty at first, whose login owns it; not set: gnvb_practice in the embedded PostgreSQL, and with DATABASE_URL no practice area',
  },
  PRACTICE_IDLE_MINUTES: {
    kind: 'whole',
    fallback: 30,
    min: 1,
    max: 1440,
    help: 'a process closes the practice area, and gives its memory back, when nobody has used it there for so long',
  },
} as const satisfies Record<string, Setting>;

/** Everything of the real area that must not be reached from the practice area. */
export const NOT_FOR_PRACTICE = {
  DATABASE_URL: null,
  DATABASE_OWNER_URL: null,
  DATABASE_DIRECT_URL: null,
  DATABASE_REPLICA_URL: null,
  PRACTICE_DATABASE_URL: null,
  SMTP_URL: null,
  X_ACCEL_PREFIX: null,
  OIDC_ISSUER: null,
  OIDC_CLIENT_ID: null,
  OIDC_CLIENT_SECRET: null,
  WEB_PUSH_PUBLIC_KEY: null,
  WEB_PUSH_PRIVATE_KEY: null,
  WEBHOOK_ALLOWED_HOSTS: null,
  WEBHOOK_ALLOWED_NETWORKS: null,
  SECOND_FACTOR_ROLES: null,
  SAMPLE: 'off',
  WORKERS: 1,
  IDLE_DAYS_DISABLE: 0,
  SESSION_DAYS: 1,
  SESSION_MAX_DAYS: 7,
} as const;
/** What a practice unit may take up: enough to try everything, too little to fill a disk. */
export const PRACTICE_MB = { file: 20, unit: 100, staged: 40 } as const;
export const PRACTICE_POOL = 5;
export const PRACTICE_JOBS = 2;
