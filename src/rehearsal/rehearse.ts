import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createAdministrator } from '../cli/first-administrator.ts';
import { MovableClock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { openDatabase, type DatabaseAccess } from '../platform/database/open-database.ts';
import { buildApp, openGateway } from '../start.ts';
import { drain } from '../stop.ts';
import { balance } from './balance.scenes.ts';
import { bringOver, freezeAndProve, overrideOnce } from './bringing-over.scenes.ts';
import { Desk } from './desk.ts';
import { finishTheLast, lateUnit, mailStillComes, showScoreboard } from './june.scenes.ts';
import { Narrator } from './narrator.ts';
import { midnight, remind, retireBySelf } from './night.scenes.ts';
import { OldProvider, openImap } from './old-provider.ts';
import { CUTOVER, OFFICE } from './organisation.data.ts';
import { ADMIN, beginDualRun, listInboxes, listUnits, PASSWORD } from './prologue.scenes.ts';
import { Stage } from './stage.ts';
import { dispatchBothWays, inviteToTraining, train } from './training.scenes.ts';

const BEGIN = new Date('2020-05-04T07:30:00+07:00');

export interface Outcome {
  readonly kept: number;
  readonly broken: readonly string[];
}

/**
 * Plays May and June 2020 with the real service on a database of its own in a temporary folder, which is removed afterwards. Mail
 * servers are on loopback, the clock is the rehearsal's.
 * @throws NoRehearsal where its IMAP server is not installed, RehearsalStumbled when the service does not do what the story needs
 */
export async function rehearse(print: (line: string) => void, makeLog: (config: Config) => Logger): Promise<Outcome> {
  await openImap();
  const folder = await mkdtemp(join(tmpdir(), 'gnvb-dien-tap-'));
  const provider = new OldProvider();
  let database: DatabaseAccess | null = null;
  const leave = async (): Promise<void> => {
    await database?.stop();
    await provider.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const giveUp = (): void => void leave().finally(() => process.exit(1));
  process.once('SIGINT', giveUp).once('SIGTERM', giveUp);
  try {
    await provider.open();
    const environment = settings(folder, provider.smtpUrl);
    const config = Config.read(environment);
    const log = makeLog(config);
    database = await openDatabase(config, log);
    return await onGround({ print, config, log, database, environment, provider });
  } finally {
    process.off('SIGINT', giveUp).off('SIGTERM', giveUp);
    await leave();
  }
}

/** Nothing of the environment the command was called in: no database, mail server or folder of the real service. */
const settings = (folder: string, smtpUrl: string): Record<string, string> => ({
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  DATA_DIR: folder,
  PUBLIC_URL: 'http://dien-tap.example',
  JWT_SECRET: randomBytes(48).toString('base64url'),
  SMTP_URL: smtpUrl,
  MAIL_FROM: 'gnvb@dien-tap.example',
  CUTOVER_AT: CUTOVER,
  JOBS_CONCURRENCY: '0',
  DATABASE_POOL: '6',
  SAMPLE: 'off',
  PREVIEWS: 'off',
  MIN_FREE_DISK_MB: '0',
  LEGACY_IMAP_ALLOWED_NETWORKS: '127.0.0.0/8',
  LEGACY_IMPORT_KB_PER_SECOND: '0',
  MAIL_WATCH_MINUTES: '0',
  MAIL_GATEWAY_PORT: '0',
  MAIL_GATEWAY_SENDER_PER_HOUR: '1000',
});

interface RehearsalGround {
  readonly print: (line: string) => void;
  readonly config: Config;
  readonly log: Logger;
  readonly database: DatabaseAccess;
  readonly environment: Readonly<Record<string, string>>;
  readonly provider: OldProvider;
}

async function onGround({ print, config, log, database, environment, provider }: RehearsalGround): Promise<Outcome> {
  const clock = new MovableClock(BEGIN);
  const app = await buildApp({ config, clock, log, database });
  try {
    await app.listen(0, '127.0.0.1');
    const { smtp } = await openGateway(app);
    const desk = new Desk(await app.getUrl(), clock);
    const narrator = new Narrator(clock, print);
    await createAdministrator(
      app,
      { username: ADMIN, 'display-name': 'Quản trị', 'unit-code': OFFICE.code, 'unit-name': OFFICE.name },
      PASSWORD,
    );
    desk.knows(ADMIN, PASSWORD);
    await play(
      new Stage({ app, clock, config, database, environment, desk, narrator, provider, gatewayPort: smtp ?? 0 }),
    );
    return { kept: narrator.kept, broken: narrator.broken };
  } finally {
    await drain(app);
  }
}

/** May and June 2020, scene by scene. */
async function play(stage: Stage): Promise<void> {
  await listUnits(stage);
  await listInboxes(stage);
  await beginDualRun(stage);
  await train(stage, await inviteToTraining(stage));
  for (const scene of [
    dispatchBothWays,
    bringOver,
    remind,
    freezeAndProve,
    overrideOnce,
    midnight,
    retireBySelf,
    finishTheLast,
    mailStillComes,
    lateUnit,
    showScoreboard,
    balance,
  ])
    await scene(stage);
}
