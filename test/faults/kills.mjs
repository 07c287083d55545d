// Faults at random moments while people work: processes are killed or frozen, lines of clients break.
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from './service.mjs';

/** How many of each, of every 40. */
const SHARES = {
  'kill -9 service': 14,
  'kill -9 postmaster': 7,
  'kill -9 backend': 11,
  'kill -9 service and postmaster': 3,
  'SIGSTOP PostgreSQL': 3,
  'SIGSTOP service': 2,
};
const FROZEN_MS = { 'SIGSTOP PostgreSQL': [1500, 3500], 'SIGSTOP service': [500, 2500] };

/** @returns `count` faults by their shares, in random order */
export function plan(count, random) {
  const names = Object.keys(SHARES);
  const all = names.flatMap((name) => Array.from({ length: Math.round((SHARES[name] * count) / 40) }, () => name));
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
