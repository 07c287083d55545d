// The three parts of a run: processes die, the line to the database is cut, the disk is full. Each on a service of its own.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './client.mjs';
import { History } from './history.mjs';
import { conclude, say, seconds } from './conclude.mjs';
import { cutAll, EVERY_BYTE } from './cuts.mjs';
import { fillAndUpload, MB, onSmallDisk } from './full-disk.mjs';
import { FULL_DISKS, inject, KILLS, plan } from './kills.mjs';
import { Line } from './line.mjs';
import { inFolder } from './ends.mjs';
import { Service, startDatabase } from './service.mjs';
import { Workload } from './workload.mjs';

const WORKERS = 4;
const HABITS = { lost: 0.05, early: 0.03, twin: 0.08 };
const started = performance.now();
/** Room for the embedded database and the log it writes ahead. */
const DATABASE_DISK = 500 * MB;

/** People work while processes die and clocks jump. @param run `{ seed, logs, kills, until }` */
export const underKills = (run, dice) =>
  inFolder((dataDir) =>
    whileWorking('kills', dataDir, run, dice, { shares: KILLS, count: run.kills, until: run.until }),
  );

/** People work while the disk, on which the database lies as well, is full for some seconds at a time. */
export const underFullDisks = (run, dice) =>
  inFolder(async (folder) => {
    const work = (dataDir) => whileWorking('disks', dataDir, run, dice, { shares: FULL_DISKS, count: run.disks });
    return (await onSmallDisk(join(folder, 'service'), DATABASE_DISK, say, work)) ?? nothing();
  });

const nothing = () => ({ findings: [], faults: 0, points: 0, calls: 0, looks: 0 });

async function whileWorking(name, dataDir, { seed, logs }, dice, faultsOf) {
  const service = new Service(dataDir, { STATEMENT_TIMEOUT_MS: '2000', LOCK_TIMEOUT_MS: '1500' });
  const client = new Client(() => service.url, new History(join(logs, `${name}.jsonl`)), dice.fork(), HABITS);
  try {
    await service.start();
    const workload = new Workload(client, dice.fork(), `${name[0].toUpperCase()}${seed}`);
    await workload.meet();
    const problems = [];
    const faults = await breakWhile(name, service, workload, dice, problems, faultsOf);
    const ownerUrl = () => service.ownerUrl();
    const result = await conclude(name, { service, client, workload, faults, ownerUrl });
    return { ...result, findings: [...problems, ...result.findings] };
  } finally {
    client.close();
    await service.stop();
  }
}

async function breakWhile(name, service, workload, dice, problems, { shares, count, until = Infinity }) {
  const shift = { over: false };
  const worker = async () => {
    while (!shift.over)
      await workload.story().catch((error) => problems.push({ kind: 'story-ended', what: error.message }));
  };
  const workers = Array.from({ length: WORKERS }, worker);
  const faults = [];
  try {
    for (let wave = []; faults.length < count;) {
      if (performance.now() > until) {
        if (count < Infinity) say(`${name}: out of time after ${faults.length} of ${count} faults`);
        break;
      }
      if (wave.length === 0) wave = plan(shares, Math.min(count, 44), dice);
      await someAnswers(workload.client.history, dice);
      const fault = wave.pop();
      faults.push({ name: fault, ms: await inject(fault, service, dice) });
      if (faults.length % 10 === 0)
        say(
          `${name}: ${faults.length} faults, ${seconds(performance.now() - started)}, ${workload.client.history.calls.length} calls`,
        );
    }
  } catch (error) {
    problems.push({ kind: 'no-recovery', what: error.message });
  } finally {
    shift.over = true;
    await Promise.all(workers);
  }
  return faults;
}

/** The next fault comes when some calls were answered again, however fast the machine is; and then at any moment. */
async function someAnswers(history, dice) {
  const goal = history.answered + dice.between(1, 40);
  const latest = performance.now() + 60_000;
  while (history.answered < goal && performance.now() < latest) await sleep(5);
  await sleep(dice.between(0, 60));
}

/** One act after the other, each cut somewhere. */
export function underCuts(run, dice) {
  return inFolder(async (folder) => {
    await mkdir(join(folder, 'database'), { mode: 0o711 });
    const database = await startDatabase(join(folder, 'database'));
    const line = new Line(database.port);
    const port = await line.open();
    const small = join(folder, 'service');
    const settings = { url: database.url().replace(`:${database.port}/`, `:${port}/`), ownerUrl: database.url(), line };
    // Room for the small files of every point, and for no more.
    const bytes = 6 * MB + (run.points === EVERY_BYTE ? 30_000 : run.points) * 4096;
    try {
      const onDisk = await onSmallDisk(small, bytes, say, (dataDir) => cutting(dataDir, settings, run, dice, true));
      return onDisk ?? (await cutting(small, settings, run, dice, false));
    } finally {
      await line.close();
      await database.stop();
    }
  });
}

async function cutting(dataDir, { url, ownerUrl, line }, { seed, logs, points }, dice, isSmall) {
  const settings = {
    DATABASE_URL: url,
    DATABASE_POOL: '4',
    JOBS_CONCURRENCY: '0',
    STATEMENT_TIMEOUT_MS: '1500',
    PREVIEWS: 'off',
  };
  const service = new Service(dataDir, settings);
  const client = new Client(() => service.url, new History(join(logs, 'cuts.jsonl')), dice.fork(), { pause: [5, 40] });
  try {
    await service.start();
    const workload = new Workload(client, dice.fork(), `C${seed}`);
    await workload.meet();
    const cuts = await Promise.race([cutAll({ line, workload, random: dice, say }, points), service.gone()]);
    const disk = isSmall ? await fillAndUpload(dataDir, client) : null;
    const parts = { service, client, workload, faults: [], cuts, disk, ownerUrl: () => ownerUrl };
    const result = await conclude('cuts', parts);
    if (disk && disk.refused.length === 0)
      result.findings.push({ kind: 'disk-not-full', what: `an upload was ${disk.outcome}` });
    return result;
  } finally {
    client.close();
    await service.stop();
  }
}
