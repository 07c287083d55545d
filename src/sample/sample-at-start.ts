import { MovableClock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { withClient } from '../platform/database/heard-client.ts';
import type { Ground } from '../platform/platform.module.ts';
import { BLOCK } from './organisation.data.ts';
import { HOW_TO_SIGN_IN, LOADED } from './sample-facts.ts';

/** Before the service listens: loads the sample where the configuration wants it. SAMPLE=auto means into our own, empty database. */
export async function loadSampleAtStart(ground: Ground): Promise<void> {
  if (!(await isWanted(ground))) return;
  const started = performance.now();
  if (!(await loadSampleInto(ground))) return;
  const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
  ground.log.info({ seconds }, `the sample organisation is loaded: ${HOW_TO_SIGN_IN}`);
}

/** @returns false when it was there already. @throws SampleRefused in production */
export async function loadSampleInto(ground: Ground): Promise<boolean> {
  // Stories and a second set of rooms would stay in memory for good: they are loaded only to be played.
  const [{ withRooms }, { loadSample }] = await Promise.all([import('../rooms.ts'), import('./load-sample.ts')]);
  const now = ground.clock.now();
  const clock = new MovableClock(now);
  return withRooms({ ...ground, clock, config: quiet(ground.config) }, (rooms) => loadSample(rooms, clock, now));
}

async function isWanted({ config, database, log }: Ground): Promise<boolean> {
  if (config.isProduction || config.get('SAMPLE') === 'off') return false;
  if (config.get('SAMPLE') === 'auto' && !database.embedded) return false;
  const { units, isThere, isCutOff } = await withClient(
    database.url,
    async (client) =>
      (await client.query<Found>(FIND, [BLOCK])).rows[0] ?? { units: 0, isThere: false, isCutOff: false },
  );
  if (isCutOff && database.embedded)
    log.warn(
      'the sample organisation was cut off while it was loaded: stop the service and delete DATA_DIR to have it whole',
    );
  return config.get('SAMPLE') === 'on' ? !isThere : units === 0;
}

interface Found {
  readonly units: number;
  readonly isThere: boolean;
  readonly isCutOff: boolean;
}

const FIND = `select (select count(*)::int from (select from unit limit 1) one) as units, exists (select from unit where code = $1) as "isThere",
  exists (select from account where sample) and not exists (select from audit_entry where act = '${LOADED}') as "isCutOff"`;

/** Its jobs run within its stories, and its mails go to nobody: not to the mail server that is configured. */
function quiet(config: Config): Config {
  const values = Object.entries(config.values).map(
    ([name, value]) => [name, value === null ? undefined : String(value)] as const,
  );
  return Config.read({ ...Object.fromEntries(values), SMTP_URL: undefined, JOBS_CONCURRENCY: '0' });
}
