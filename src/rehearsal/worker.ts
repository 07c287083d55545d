import { MovableClock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { makeLogger } from '../platform/log/logger.ts';
import { withRooms } from '../rooms.ts';

/**
 * A process of its own that does what is due in the background, at the instant `REHEARSAL_AT`, and ends: another worker beside the
 * service, which can be killed. Its settings and DATABASE_URL are those of the service it works beside.
 */
const { REHEARSAL_AT = '', DATABASE_URL = '' } = process.env;
const config = Config.read({ ...process.env, JOBS_CONCURRENCY: '0' });
const database = { url: DATABASE_URL, directUrl: null, options: '', embedded: false, stop: async () => undefined };
const ground = { config, clock: new MovableClock(new Date(REHEARSAL_AT)), log: makeLogger(config), database };
await withRooms(ground, (rooms) => rooms.get(Jobs, { strict: false }).drain());
