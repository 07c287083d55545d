import { createECDH } from 'node:crypto';
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';
import { ROLES, type Role } from '../access/role.ts';
import { isRealInstant } from '../http/fields.ts';
import { NOT_FOR_PRACTICE, PRACTICE_JOBS, PRACTICE_MB, PRACTICE_POOL } from './practice.settings.ts';
import { SETTINGS, type SettingName } from './settings.ts';
import { parseSetting, type SettingValue } from './setting.ts';

type Values = { readonly [N in SettingName]: SettingValue<(typeof SETTINGS)[N]> };

/** Thrown once at boot with every mistake in the configuration, not only the first. */
export class BadConfiguration extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(
      `the configuration cannot be used:\n${mistakes.map((m) => `  - ${m}`).join('\n')}\nSee .env.example for every setting.`,
    );
  }
}

/** Where documents are real, or where people practise and nothing is. */
export type Area = 'real' | 'practice';

/** The service's settings, read from the environment once and never again. */
export class Config {
  private constructor(
    readonly values: Values,
    readonly area: Area = 'real',
  ) {}

  /** @throws BadConfiguration listing all mistakes at once */
  static read(environment: Readonly<Record<string, string | undefined>>): Config {
    const mistakes: string[] = [];
    const values: Record<string, unknown> = {};
    for (const [name, setting] of Object.entries(SETTINGS)) {
      const parsed = parseSetting(name, setting, environment[name]);
      if (parsed.mistake) mistakes.push(parsed.mistake);
      values[name] = parsed.value;
    }
    mistakes.push(...contradictions(values as Values));
    if (mistakes.length > 0) throw new BadConfiguration(mistakes);
    return new Config(values as Values);
  }

  /** The same service's settings for its practice area: a folder, a key and an address of its own, and no way out. */
  forPractice(secret: string): Config {
    const { values } = this;
    const practice: Values = {
      ...values,
      ...NOT_FOR_PRACTICE,
      DATA_DIR: join(values.DATA_DIR, 'practice'),
      JWT_SECRET: secret,
      PUBLIC_URL: `${this.publicUrl}/practice`,
      S3_PREFIX: `${values.S3_PREFIX ?? ''}practice/`,
      DATABASE_POOL: Math.min(values.DATABASE_POOL, PRACTICE_POOL),
      JOBS_CONCURRENCY: Math.min(values.JOBS_CONCURRENCY, PRACTICE_JOBS),
      MAX_UPLOAD_MB: Math.min(values.MAX_UPLOAD_MB, PRACTICE_MB.file),
      UNIT_QUOTA_MB: PRACTICE_MB.unit,
      UPLOAD_STAGED_MB: Math.min(values.UPLOAD_STAGED_MB, PRACTICE_MB.staged),
    };
    return new Config(practice, 'practice');
  }

  get<N extends SettingName>(name: N): Values[N] {
    return this.values[name];
  }

  /** The roles that must sign in with a second factor. */
  get secondFactorRoles(): readonly Role[] {
    return listOf(this.values.SECOND_FACTOR_ROLES) as readonly Role[];
  }

  get isProduction(): boolean {
    return this.values.NODE_ENV === 'production';
  }

  /** Where people reach the service; links in mails start with it. No slash at the end. */
  get publicUrl(): string {
    return (this.values.PUBLIC_URL ?? `http://localhost:${this.values.PORT}`).replace(/\/+$/, '');
  }

  /** From when on nothing goes to the old inboxes; null: no cutover is planned. */
  get cutoverAt(): Date | null {
    return this.values.CUTOVER_AT === null ? null : new Date(this.values.CUTOVER_AT);
  }

  get isHttps(): boolean {
    return this.publicUrl.startsWith('https:');
  }
}

function contradictions(values: Values): string[] {
  const found: string[] = [];
  if (values.NODE_ENV === 'production' && !values.PUBLIC_URL)
    found.push('PUBLIC_URL is needed in production: links in mails start with it');
  if (values.NODE_ENV === 'production' && values.SAMPLE === 'on')
    found.push('SAMPLE=on is refused in production: its passwords are public');
  if (values.DATABASE_OWNER_URL && !values.DATABASE_URL) found.push('DATABASE_OWNER_URL needs DATABASE_URL beside it');
  for (const name of ['DATABASE_DIRECT_URL', 'DATABASE_REPLICA_URL'] as const)
    if (values[name] && !values.DATABASE_URL) found.push(`${name} needs DATABASE_URL beside it`);
  if (values.DATABASE_DIRECT_URL && values.DATABASE_URL && !values.DATABASE_OWNER_URL)
    found.push(
      'DATABASE_DIRECT_URL needs DATABASE_OWNER_URL: through a pooler one login cannot both migrate and step down',
    );
  if (values.PRACTICE_DATABASE_URL && isSameDatabase(values.PRACTICE_DATABASE_URL, values.DATABASE_URL))
    found.push('PRACTICE_DATABASE_URL and DATABASE_URL are one database: practice documents would lie among real ones');
  if (values.CLAMD_SOCKET && values.CLAMD_HOST) found.push('CLAMD_SOCKET and CLAMD_HOST name two scanners: set one');
  if (values.JWT_SECRET && Buffer.byteLength(values.JWT_SECRET) < 32)
    found.push('JWT_SECRET must be at least 32 bytes long');
  if (values.WORKERS > 1 && !values.SMTP_URL && values.NODE_ENV !== 'production')
    found.push('WORKERS above 1 needs SMTP_URL: the mail catcher of development shows the mails of one process only');
  const rooms = [
    providerMistakes,
    networkMistakes,
    accountMistakes,
    storeMistakes,
    pushMistakes,
    cutoverMistakes,
    gatewayMistakes,
  ];
  return [...found, ...rooms.flatMap((mistakesIn) => mistakesIn(values))];
}

/** Whoever hides it better is found out by `PracticeDatabase`. */
function isSameDatabase(one: string, other: string | null): boolean {
  if (other === null) return false;
  const [a, b] = [new URL(one), new URL(other)];
  return a.hostname === b.hostname && (a.port || '5432') === (b.port || '5432') && a.pathname === b.pathname;
}

function providerMistakes(values: Values): string[] {
  const found: string[] = [];
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_SCOPE: scope } = values;
  if ((issuer === null) !== (clientId === null)) found.push('OIDC_ISSUER and OIDC_CLIENT_ID are needed together');
  if (issuer !== null && !isSafeIssuer(new URL(issuer), values.NODE_ENV === 'production'))
    found.push('OIDC_ISSUER must be an https address (http only on loopback, outside production)');
  if (!scope.split(' ').includes('openid')) found.push('OIDC_SCOPE must have openid in it');
  return found;
}

/** What comes over http can be read and changed on the way: keys, codes, everything. */
function isSafeIssuer({ protocol, hostname, search, hash }: URL, isProduction: boolean): boolean {
  if (search || hash) return false;
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback && !isProduction);
}

function networkMistakes(values: Values): string[] {
  return (['WEBHOOK_ALLOWED_NETWORKS', 'LEGACY_IMAP_ALLOWED_NETWORKS'] as const).flatMap((name) => {
    const wrong = listOf(values[name]).filter((network) => !ipaddr.isValidCIDR(network));
    return wrong.map((network) => `${name}: "${network}" is not a network such as 10.1.2.0/24`);
  });
}

function pushMistakes(values: Values): string[] {
  const found: string[] = [];
  const { WEB_PUSH_PUBLIC_KEY: publicKey, WEB_PUSH_PRIVATE_KEY: privateKey, WEB_PUSH_SUBJECT: subject } = values;
  if ((publicKey === null) !== (privateKey === null))
    found.push('WEB_PUSH_PUBLIC_KEY and WEB_PUSH_PRIVATE_KEY are needed together');
  else if (privateKey !== null && publicOf(privateKey) !== publicKey?.replace(/=+$/, ''))
    found.push('WEB_PUSH_PUBLIC_KEY and WEB_PUSH_PRIVATE_KEY are not two halves of a P-256 key in base64url');
  if (subject !== null && !/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/.test(subject))
    found.push('WEB_PUSH_SUBJECT must begin with mailto: or https://');
  const wrong = listOf(values.WEB_PUSH_HOSTS).filter((host) => !/^[a-z0-9.-]+$/i.test(host));
  return [...found, ...wrong.map((host) => `WEB_PUSH_HOSTS: "${host}" is not a host name`)];
}

/** Without an offset the instant would depend on the zone of the machine. */
function gatewayMistakes(values: Values): string[] {
  const found: string[] = [];
  for (const name of ['MAIL_GATEWAY_PORT', 'MAIL_GATEWAY_LMTP_PORT'] as const) {
    const port = Number(values[name] ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65535) found.push(`${name} must be a port from 0 to 65535`);
  }
  for (const name of ['MAIL_GATEWAY_PEERS', 'MAIL_GATEWAY_TRUSTED'] as const)
    for (const network of listOf(values[name]))
      if (!ipaddr.isValidCIDR(network)) found.push(`${name}: "${network}" is not a network such as 10.1.2.0/24`);
  if ((values.MAIL_GATEWAY_TLS_CERT === null) !== (values.MAIL_GATEWAY_TLS_KEY === null))
    found.push('MAIL_GATEWAY_TLS_CERT and MAIL_GATEWAY_TLS_KEY are needed together');
  return found;
}

function cutoverMistakes({ CUTOVER_AT: at }: Values): string[] {
  if (at === null || isRealInstant(at)) return [];
  return [`CUTOVER_AT must be an instant with its offset such as 2020-06-01T00:00:00+07:00, not "${String(at)}"`];
}

function publicOf(privateKey: string): string | null {
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(Buffer.from(privateKey, 'base64url'));
    return pair.getPublicKey('base64url', 'uncompressed');
  } catch {
    return null;
  }
}

/** The entries of a setting that is a list separated by commas. */
export function listOf(text: string | null): string[] {
  return (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function accountMistakes(values: Values): string[] {
  const found: string[] = [];
  const strangers = listOf(values.SECOND_FACTOR_ROLES).filter((role) => !ROLES.includes(role as Role));
  if (strangers.length > 0)
    found.push(`SECOND_FACTOR_ROLES knows only ${ROLES.join(', ')}, not "${strangers.join(', ')}"`);
  if (values.IDLE_DAYS_DISABLE > 0 && values.IDLE_DAYS_DISABLE < 30)
    found.push('IDLE_DAYS_DISABLE must be 0 or at least 30: people are warned 14 days before');
  return found;
}

function storeMistakes(values: Values): string[] {
  const found: string[] = [];
  if (values.BLOB_STORE === 's3') {
    for (const name of ['S3_BUCKET', 'S3_KEY_ID', 'S3_SECRET'] as const)
      if (!values[name]) found.push(`${name} is needed with BLOB_STORE=s3`);
  }
  if (values.X_ACCEL_PREFIX && values.BLOB_STORE === 's3')
    found.push('X_ACCEL_PREFIX needs BLOB_STORE=disk: nginx cannot read the bucket');
  if (values.X_ACCEL_PREFIX && !/^\/[\w/-]+\/$/.test(values.X_ACCEL_PREFIX))
    found.push('X_ACCEL_PREFIX must be a path with a slash at both ends, e.g. /internal/blobs/');
  return found;
}
