import { ROLES, type Role } from '../access/role.ts';
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

  /** The roles that must sign in with a second factor. */
  get secondFactorRoles(): readonly Role[] {
    return rolesIn(this.values.SECOND_FACTOR_ROLES) as readonly Role[];
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
  const strangers = rolesIn(values.SECOND_FACTOR_ROLES).filter((role) => !ROLES.includes(role as Role));
  if (strangers.length > 0)
    found.push(`SECOND_FACTOR_ROLES knows only ${ROLES.join(', ')}, not "${strangers.join(', ')}"`);
  if (values.IDLE_DAYS_DISABLE > 0 && values.IDLE_DAYS_DISABLE < 30)
    found.push('IDLE_DAYS_DISABLE must be 0 or at least 30: people are warned 14 days before');
  return found;
}

const rolesIn = (text: string | null): string[] =>
  (text ?? '')
    .split(',')
    .map((role) => role.trim())
    .filter((role) => role !== '');
