// npm run test:faults -- [--seed N] [--short] [--minutes M] [--points N] [--only kills|cuts]
// Breaks what can break while people work, and checks afterwards that nothing is lost, doubled, skipped or reordered.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { check } from './checker.mjs';
import { Client, History } from './client.mjs';
import { cutAll } from './cuts.mjs';
import { fillAndUpload, onSmallDisk } from './full-disk.mjs';
import { inject, plan } from './kills.mjs';
import { Line } from './line.mjs';
import { seeded } from './random.mjs';
import { inFolder, Service, startDatabase } from './service.mjs';
import { readApi, readBlobs, readDatabase } from './snapshot.mjs';
import { OFFICE, Workload } from './workload.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    short: { type: 'boolean' },
    minutes: { type: 'string' },
    points: { type: 'string' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const minutes = values.minutes === undefined ? null : Number(values.minutes);
const kills = values.short || minutes === null ? 40 : Infinity;
const points = Number(values.points ?? (values.short ? 500 : 3000));
const WORKERS = 4;
const HABITS = { lost: 0.05, early: 0.03, twin: 0.08 };
const say = (line) => void process.stdout.write(`${line}\n`);
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

say(`seed ${seed} (again: npm run test:faults -- --seed ${seed}${values.short ? ' --short' : ''})`);
say('skipped: clock jumps (the service in its process has the clock of the system, which is not ours to move)');
const logs = await mkdtemp(join(tmpdir(), 'gnvb-faults-history-'));
const random = seeded(seed);
const started = performance.now();
const parts = { kills: [underKills, random.fork()], cuts: [underCuts, random.fork()] };
const chosen = Object.entries(parts).filter(([name]) => !values.only || values.only === name);
// Both at the same time: each mostly waits.
const found = (await Promise.all(chosen.map(([name, [part, dice]]) => part(dice).catch(ended(name))))).flat();
say(`\n${seconds(performance.now() - started)} in all`);
if (found.length > 0) {
  for (const { kind, what } of found.slice(0, 50)) say(`FOUND ${kind}: ${what}`);
  say(`${found.length} findings; every call and answer: ${logs}`);
  process.exitCode = 1;
} else await rm(logs, { recursive: true });

/** What went wrong so badly that nothing could be compared. */
function ended(name) {
  return (error) => [{ kind: 'ended', what: `${name}: ${error.stack}` }];
}

/** People work while processes die. */
function underKills(dice) {
  return inFolder(async (dataDir) => {
    const service = new Service(dataDir, { STATEMENT_TIMEOUT_MS: '2000', LOCK_TIMEOUT_MS: '1500' });
    const history = new History(join(logs, 'kills.jsonl'));
    const client = new Client(() => service.url, history, dice.fork(), HABITS);
    try {
      await service.start();
      const workload = new Workload(client, dice.fork(), `K${seed}`);
      await workload.meet();
      const problems = [];
      const faults = await breakWhile(service, workload, dice, problems);
      return [
        ...problems,
        ...(await conclude('kills', { service, client, workload, faults, ownerUrl: await service.ownerUrl() })),
      ];
    } finally {
      client.close();
      await service.stop();
    }
  });
}

async function breakWhile(service, workload, dice, problems) {
  const shift = { over: false };
  const worker = async () => {
    while (!shift.over)
      await workload.story().catch((error) => problems.push({ kind: 'story-ended', what: error.message }));
  };
  const workers = Array.from({ length: WORKERS }, worker);
  const faults = [];
  const until = performance.now() + (minutes ?? Infinity) * 60_000;
  try {
    for (let wave = plan(40, dice); faults.length < kills && performance.now() < until;) {
      if (wave.length === 0) wave = plan(40, dice);
      await sleep(dice.between(150, 1200));
      const name = wave.pop();
      const ms = await inject(name, service, dice);
      faults.push({ name, ms });
      if (faults.length % 10 === 0) say(`${faults.length} faults, ${seconds(performance.now() - started)}`);
    }
  } catch (error) {
    problems.push({ kind: 'no-recovery', what: error.message });
  } finally {
    shift.over = true;
    await Promise.all(workers);
  }
  return faults;
}

/** One act after the other, each cut somewhere. */
function underCuts(dice) {
  return inFolder(async (folder) => {
    await mkdir(join(folder, 'database'), { mode: 0o711 });
    const database = await startDatabase(join(folder, 'database'));
    const line = new Line(database.port);
    const port = await line.open();
    const small = join(folder, 'service');
    try {
      const url = database.url().replace(`:${database.port}/`, `:${port}/`);
      const onDisk = await onSmallDisk(small, say, (dataDir) =>
        cutting(dataDir, url, database.url(), line, dice, true),
      );
      return onDisk ?? (await cutting(small, url, database.url(), line, dice, false));
    } finally {
      await line.close();
      await database.stop();
    }
  });
}

async function cutting(dataDir, url, ownerUrl, line, dice, isSmall) {
  const settings = {
    DATABASE_URL: url,
    DATABASE_POOL: '4',
    JOBS_CONCURRENCY: '0',
    STATEMENT_TIMEOUT_MS: '1500',
    PREVIEWS: 'off',
  };
  const service = new Service(dataDir, settings);
  const history = new History(join(logs, 'cuts.jsonl'));
  const client = new Client(() => service.url, history, dice.fork(), { pause: [5, 40] });
  try {
    await service.start();
    const workload = new Workload(client, dice.fork(), `C${seed}`);
    await workload.meet();
    const cuts = await Promise.race([cutAll({ line, workload, random: dice, say }, points), service.gone()]);
    const disk = isSmall ? await fillAndUpload(dataDir, client) : null;
    const problems = await conclude('cuts', { service, client, workload, faults: [], cuts, disk, ownerUrl });
    if (disk && disk.refused.length === 0)
      problems.push({ kind: 'disk-not-full', what: `an upload was ${disk.outcome}` });
    return problems;
  } finally {
    client.close();
    await service.stop();
  }
}

/** Everybody presses once more; then everything told is compared with everything there. */
async function conclude(name, { service, client, workload, faults, cuts, disk, ownerUrl }) {
  await service.untilReady();
  const habits = client.habits;
  client.habits = { ...habits, lost: 0, early: 0, twin: 0 };
  const findings = [];
  await workload.pressAgain(0.3).catch((error) => findings.push({ kind: 'no-answer', what: error.message }));
  const rows = await readDatabase(ownerUrl);
  rows.blobs = await readBlobs(service.dataDir);
  const { calls } = client.history;
  const ids = calls.filter((call) => call.act === 'issue').map((call) => call.about.documentId);
  rows.api = await readApi(client, OFFICE.clerk, ids);
  findings.push(...check(calls, rows));
  const verified = await service.command('verify-receipts');
  if (verified.code !== 0) findings.push({ kind: 'verify-receipts', what: `${verified.code}: ${verified.text}` });
  for (const { code, signal, last } of service.unasked)
    findings.push({ kind: 'service-ended', what: `${code ?? signal}: ${last.join(' | ')}` });
  summary(name, { calls, faults, cuts, disk, findings, verified: verified.text });
  return findings;
}

function summary(name, { calls, faults, cuts, disk, findings, verified }) {
  const attempts = calls.flatMap((call) => call.attempts);
  const count = (...kinds) => findings.filter(({ kind }) => kinds.some((word) => kind.startsWith(word))).length;
  say(`\n== ${name}`);
  say(
    `calls ${calls.length}, sent ${attempts.length} times, answers lost or failed ${attempts.filter(({ status = 0 }) => status === 0 || status >= 500).length}`,
  );
  for (const kind of new Set(faults.map((fault) => fault.name))) {
    const times = faults.filter((fault) => fault.name === kind).map(({ ms }) => ms);
    say(`${String(times.length).padStart(5)} x ${kind}, slowest recovery ${seconds(Math.max(...times))}`);
  }
  if (cuts) {
    say(
      `${String(cuts.cut).padStart(5)} cut points, ${cuts.missed} beyond the end of their dialogue; slowest answer ${seconds(cuts.slowest)}`,
    );
    for (const [kind, times] of Object.entries(cuts.byKind).toSorted()) say(`${String(times).padStart(9)} ${kind}`);
  }
  if (disk)
    say(
      `      full disk: ${disk.refused.length} uploads refused (${[...new Set(disk.refused)].join(', ')}), then ${disk.outcome}`,
    );
  say(
    `${count('lost')} lost, ${count('duplicate')} doubled, ${count('half')} half, ${count('number')} wrong numbers, ${count('order')} out of order, ` +
      `${count('answer-changed', 'time-moved')} changed answers, ${count('receipt', 'verify')} faults in receipts, ${count('no-', 'service', 'story', 'unexpected')} not answered`,
  );
  say(`verify-receipts: ${verified}`);
}
