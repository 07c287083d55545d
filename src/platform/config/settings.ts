import type { Setting } from './setting.ts';

/** Every setting of the service. `.env.example` is held equal to this table by a test. */
export const SETTINGS = {
  NODE_ENV: {
    kind: 'choice',
    choices: ['development', 'test', 'production'],
    fallback: 'development',
    help: 'production refuses the sample organisation and the mail catcher',
  },
  HOST: { kind: 'text', fallback: '127.0.0.1', help: 'address to listen on; 0.0.0.0 behind a proxy or in a container' },
  PORT: { kind: 'whole', fallback: 3000, min: 0, max: 65535, help: 'port to listen on; 0 takes a free one' },
  PUBLIC_URL: {
    kind: 'url',
    fallback: null,
    help: 'where people reach the service, e.g. https://gnvb.example.vn; default http://localhost:PORT',
  },
  TRUST_PROXY: {
    kind: 'text',
    fallback: null,
    help: 'exact addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas',
  },
  DATA_DIR: { kind: 'text', fallback: './data', help: 'folder for files, keys and the embedded PostgreSQL' },
  DATABASE_URL: { kind: 'url', fallback: null, help: 'PostgreSQL 15 or later; not set: an embedded one in DATA_DIR' },
  DATABASE_OWNER_URL: {
    kind: 'url',
    fallback: null,
    help: 'the owner, for migrations; DATABASE_URL may then be a login that is only a member of gnvb_app',
  },
  DATABASE_POOL: { kind: 'whole', fallback: 16, min: 2, max: 200, help: 'connections of this process' },
  STATEMENT_TIMEOUT_MS: { kind: 'whole', fallback: 5000, min: 100, max: 600_000, help: 'longest statement' },
  LOCK_TIMEOUT_MS: { kind: 'whole', fallback: 3000, min: 100, max: 600_000, help: 'longest wait for a lock' },
  JWT_SECRET: { kind: 'secret', fallback: null, help: 'at least 32 bytes; not set: made once and kept in DATA_DIR' },
  ACCESS_TOKEN_MINUTES: {
    kind: 'whole',
    fallback: 15,
    min: 1,
    max: 60,
    help: 'life of an access token; the session renews it',
  },
  SESSION_DAYS: { kind: 'whole', fallback: 14, min: 1, max: 90, help: 'life of a session without use' },
  SESSION_MAX_DAYS: {
    kind: 'whole',
    fallback: 90,
    min: 1,
    max: 365,
    help: 'longest life of a session, however often it is used; then sign in again',
  },
  PASSWORD_WORKERS: {
    kind: 'whole',
    fallback: 2,
    min: 1,
    max: 16,
    help: 'password checks at the same time; the rest wait in a short queue',
  },
  MAX_UPLOAD_MB: { kind: 'whole', fallback: 1024, min: 1, max: 4096, help: 'largest file, in MiB' },
  UNIT_QUOTA_MB: {
    kind: 'whole',
    fallback: 0,
    min: 0,
    max: 100_000_000,
    help: 'what a unit may store, in MiB, unless an administrator gives it a quota of its own; 0: no limit',
  },
  UPLOAD_DAYS: {
    kind: 'whole',
    fallback: 7,
    min: 1,
    max: 90,
    help: 'an unfinished upload that gets no byte for so long is forgotten',
  },
  UPLOAD_STAGED_MB: {
    kind: 'whole',
    fallback: 8192,
    min: 1,
    max: 10_000_000,
    help: 'unfinished uploads of one account together, as declared, in MiB',
  },
  MIN_FREE_DISK_MB: {
    kind: 'whole',
    fallback: 512,
    min: 0,
    max: 10_000_000,
    help: 'the service calls itself not ready below this, and begins no upload in pieces that would go below it',
  },
  SMTP_URL: {
    kind: 'url',
    fallback: null,
    help: 'smtp://user:password@host:587 (a password goes over TLS only) or smtps://…; not set in development: mail is caught and shown at /dev/mail; in production: mail waits',
  },
  MAIL_FROM: { kind: 'text', fallback: 'gnvb@localhost', help: 'address mails come from; also: Name <address>' },
  JOBS_CONCURRENCY: {
    kind: 'whole',
    fallback: 4,
    min: 0,
    max: 64,
    help: 'background jobs at the same time; 0: this process runs none',
  },
  SAMPLE: {
    kind: 'choice',
    choices: ['auto', 'on', 'off'],
    fallback: 'auto',
    help: 'sample organisation: auto = into an empty embedded database outside production',
  },
  LOG_LEVEL: {
    kind: 'choice',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    fallback: 'info',
    help: 'how much is logged',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;
