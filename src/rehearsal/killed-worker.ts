import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { built } from '../platform/built.ts';
import type { Stage } from './stage.ts';

/** The built one, also when the rehearsal itself runs from its sources. */
const WORKER = built('src', 'rehearsal', 'worker.js');
const LOOK_MS = 5;
/** So that there is a middle. */
const SLOW_KB = '60';

/**
 * Lets a process of its own work on what waits and ends it with SIGKILL in the middle.
 * @param isEnough looked at again and again while it works
 * @returns false when it had ended by itself before that
 */
export async function killedInTheMiddle(stage: Stage, isEnough: () => Promise<boolean>): Promise<boolean> {
  const child = startWorker(stage);
  const ended = once(child, 'exit');
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  while (!isOver() && !(await isEnough())) await pause(LOOK_MS);
  if (!isOver()) child.kill('SIGKILL');
  await ended;
  await freeJobsOfTheDead(stage);
  return child.signalCode === 'SIGKILL';
}

function startWorker({ parts: { environment, database, clock } }: Stage): ChildProcess {
  // Nothing of the environment the command was called in: it may be that of the real service.
  const env = {
    ...environment,
    DATABASE_URL: database.url,
    REHEARSAL_AT: clock.now().toISOString(),
    LEGACY_IMPORT_KB_PER_SECOND: SLOW_KB,
  };
  return spawn(process.execPath, [WORKER], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** What the runner does once a worker has been silent for a while; that while is the machine's, and the rehearsal does not wait for it. */
async function freeJobsOfTheDead({ parts: { app } }: Stage): Promise<void> {
  await app
    .get(UnitOfWork, { strict: false })
    .run((tx) =>
      tx.run(
        `select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))`,
      ),
    );
}
