// Faults at random moments while people work: processes are killed or frozen, the disk is full, the clock jumps.
import { setTimeout as sleep } from 'node:timers/promises';
import { fillFor } from './full-disk.mjs';
import { childrenOf } from './service.mjs';

/** How many of each, of every 44. */
export const KILLS = {
  'kill -9 service': 14,
  'kill -9 postmaster': 7,
  'kill -9 backend': 11,
  'kill -9 service and postmaster': 3,
  'SIGSTOP PostgreSQL': 3,
  'SIGSTOP service': 2,
  'clock jump': 4,
};
/** For a folder on a small disk. */
export const FULL_DISKS = { 'full disk': 1 };

const FROZEN_MS = { 'SIGSTOP PostgreSQL': [1500, 3500], 'SIGSTOP service': [500, 2500] };
const FULL_MS = [1000, 3000];
const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
/** Asia/Ho_Chi_Minh knows no summer time. */
const AHEAD_OF_UTC_MS = 7 * HOUR_MS;

/**
 * Seconds to hours, forward or back, within the same day there: a book's dates ascend, so that after a day that was wrong the rules refuse
 * numbers, as they must.
 */
function jump(random) {
  const today = (Date.now() + AHEAD_OF_UTC_MS) % DAY_MS;
  const [back, forward] = [Math.min(9 * HOUR_MS, today), Math.min(9 * HOUR_MS, DAY_MS - today - HOUR_MS)];
  const room = random.chance(0.5) && forward > 0 ? forward : -back;
  // As often by seconds as by hours.
  return Math.round(room * 10 ** (-4 * random.next()));
}

/** @returns `count` faults by their shares, in random order */
export function plan(shares, count, random) {
  const names = Object.keys(shares);
  const sum = names.reduce((total, name) => total + shares[name], 0);
  const all = names.flatMap((name) => Array.from({ length: Math.round((shares[name] * count) / sum) }, () => name));
  while (all.length < count) all.push(names[0]);
  return all
    .slice(0, count)
    .map((name) => [random.next(), name])
    .toSorted(([a], [b]) => a - b)
    .map(([, name]) => name);
}

/** Does one fault and waits until the service is ready again. @returns how long that took from the end of the fault, in ms */
export async function inject(name, service, random) {
  const server = await service.postmaster();
  switch (name) {
    case 'kill -9 service':
      await service.kill();
      break;
    case 'kill -9 postmaster':
      signal([server?.pid], 'SIGKILL');
      break;
    case 'kill -9 backend':
      signal([random.pick(server ? childrenOf(server.pid) : [undefined])], 'SIGKILL');
      break;
    case 'kill -9 service and postmaster':
      signal([server?.pid], 'SIGKILL');
      await service.kill();
      break;
    case 'clock jump':
      service.moveClock(jump(random));
      break;
    case 'full disk':
      await fillFor(service.dataDir, random.between(...FULL_MS));
      break;
    default:
      await freeze(name === 'SIGSTOP service' ? [service.pid] : family(server), random.between(...FROZEN_MS[name]));
  }
  return service.untilReady();
}

async function freeze(pids, ms) {
  signal(pids, 'SIGSTOP');
  try {
    await sleep(ms);
  } finally {
    signal(pids, 'SIGCONT');
  }
}

const family = (server) => (server ? [server.pid, ...childrenOf(server.pid)] : []);

/** One that is gone already needs no signal. */
function signal(pids, name) {
  for (const pid of pids) {
    if (!pid) continue;
    try {
      process.kill(pid, name);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}
