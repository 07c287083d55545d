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

/** The service's settings, read from the environment once and never again. */
export class Config {
  private constructor(readonly values: Values) {}

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

  get<N extends SettingName>(name: N): Values[N] {
    return this.values[name];
  }

  get isProduction(): boolean {
    return this.values.NODE_ENV === 'production';
  }

  /** Where people reach the service; links in mails start with it. No slash at the end. */
  get publicUrl(): string {
    return (this.values.PUBLIC_URL ?? `http://localhost:${this.values.PORT}`).replace(/\/+$/, '');
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
  if (values.JWT_SECRET && Buffer.byteLength(values.JWT_SECRET) < 32)
    found.push('JWT_SECRET must be at least 32 bytes long');
  found.push(...storeContradictions(values));
  return found;
}

function storeContradictions(values: Values): string[] {
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
