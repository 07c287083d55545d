// npm run test:faults -- [--seed N] [--short] [--points N | --every-byte] [--kills N] [--minutes M] [--only kills|cuts|disks] [--steady [--rate N]]
// Breaks what can break while people work, and checks afterwards that nothing is lost, doubled, skipped, reordered or shown too late.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { counted, say, seconds } from './conclude.mjs';
import { EVERY_BYTE } from './cuts.mjs';
import { underCuts, underFullDisks, underKills } from './parts.mjs';
import { seeded } from './random.mjs';
import { steady } from './steady.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    short: { type: 'boolean' },
    minutes: { type: 'string' },
    points: { type: 'string' },
    'every-byte': { type: 'boolean' },
    kills: { type: 'string' },
    only: { type: 'string' },
    steady: { type: 'boolean' },
    rate: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const points = values['every-byte'] ? EVERY_BYTE : Number(values.points ?? (values.short ? 500 : 3000));
const started = performance.now();
const logs = await mkdtemp(join(tmpdir(), 'gnvb-faults-history-'));
const run = {
  seed,
  logs,
  points,
  // With --minutes: as many as there is time for.
  kills: Number(
    values.kills ?? (values.minutes ? Infinity : Math.max(66, Math.round((Number(points) || 30_000) / 50))),
  ),
  disks: values.short ? 3 : 12,
  // The short run is part of every change: on a slow machine it makes do with fewer kills, and says how many.
  until: started + Number(values.minutes ?? (values.short ? 4 : Infinity)) * 60_000,
  minutes: Number(values.minutes ?? 10),
  rate: Number(values.rate ?? 500),
};

say(`seed ${seed} (again: npm run test:faults -- ${again()})`);
const random = seeded(seed);
const parts = values.steady
  ? { steady: [steady, random.fork()] }
  : { kills: [underKills, random.fork()], cuts: [underCuts, random.fork()], disks: [underFullDisks, random.fork()] };
const chosen = Object.entries(parts).filter(([name]) => !values.only || values.only === name);
if (chosen.length === 0) throw new Error(`no such part; there are ${Object.keys(parts).join(', ')}`);
// At the same time: each mostly waits.
const results = await Promise.all(chosen.map(([name, [part, dice]]) => part(run, dice).catch(ended(name))));
const found = results.flatMap(({ findings }) => findings);
const sum = (what) => results.reduce((total, result) => total + result[what], 0);
say(
  `\n${sum('points')} cut points, ${sum('faults')} kills and other faults, ${sum('calls')} calls, ${sum('looks')} looks in ${seconds(performance.now() - started)}: ${counted(found)}`,
);
if (found.length > 0) {
  for (const { kind, what } of found.slice(0, 50)) say(`FOUND ${kind}: ${what}`);
  say(`${found.length} findings; every call and answer: ${logs}`);
  process.exitCode = 1;
} else await rm(logs, { recursive: true });

/** The words that make the same run again. */
function again() {
  const { seed: _, ...rest } = values;
  const words = Object.entries(rest).map(([name, value]) => (value === true ? `--${name}` : `--${name} ${value}`));
  return [`--seed ${seed}`, ...words].join(' ');
}

/** What went wrong so badly that nothing could be compared. */
function ended(name) {
  return (error) => ({
    findings: [{ kind: 'ended', what: `${name}: ${error.stack}` }],
    faults: 0,
    points: 0,
    calls: 0,
    looks: 0,
  });
}
