import { tmpdir } from 'node:os';
import pino from 'pino';
import { SystemClock } from '../clock/clock.ts';
import { Config } from '../config/config.ts';
import type { Ground } from '../platform.module.ts';

/** A ground without a database or a log, for looking at the application without starting it. */
export function paperGround(): Ground {
  return {
    config: Config.read({ DATA_DIR: tmpdir(), LOG_LEVEL: 'silent', JOBS_CONCURRENCY: '0' }),
    clock: new SystemClock(),
    log: pino({ level: 'silent' }),
    database: {
      url: 'postgres://nobody@127.0.0.1:1/none',
      directUrl: null,
      options: '',
      embedded: false,
      stop: async () => undefined,
    },
  };
}
