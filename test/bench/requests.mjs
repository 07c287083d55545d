// What one request costs the service, in CPU: this build beside another one (BENCH_OTHER: its main.js, BENCH_OTHER_ENV: JSON of what else differs), in turn on one PostgreSQL.
// node test/bench/requests.mjs [--rounds 5] [--kinds live,who,inbox,document,board]
import { parseArgs } from 'node:util';
import { wire } from './load.mjs';
import { idOf } from './seed.mjs';
import { say } from './service.mjs';
import { endAll, endOnSignal } from './ends.mjs';
import { clients, cpuOf, HUNDRED, world } from './world.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    kinds: { type: 'string', default: 'live,who,inbox,document,board' },
    clients: { type: 'string', default: '32' },
  },
});
const BLOCK = { ...HUNDRED, sent: 60 };

/** By kind: how many requests a round takes, and the i-th of them. */
const KINDS = {
  live: [3000, () => wire('GET', '/health/live').replace('/api/v1', '')],
  who: [2000, (token) => wire('GET', '/sessions/current', token)],
  inbox: [600, (token) => wire('GET', '/incoming-documents?limit=50', token)],
  packed: [600, (token) => wire('GET', '/incoming-documents?limit=50', token, { 'accept-encoding': 'br, gzip' })],
  document: [1000, (token, delivery) => wire('GET', `/incoming-documents/${delivery}`, token)],
  board: [
    1000,
    (_, __, target) =>
      wire('GET', `/outgoing-documents/${idOf('document', 1, 1)}/tracking?limit=1`, target.tokenOf(BLOCK.block)),
  ],
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function round(target, kind) {
  const [count, request] = KINDS[kind];
  const requests = Array.from({ length: count }, (_, i) => {
    const place = (i % BLOCK.units) + 1;
    return request(target.tokenOf(BLOCK.block, place), target.deliveryOf.get(idOf('unit', BLOCK.block, place)), target);
  });
  const before = await cpuOf(target.pid, target.name);
  const { rate, p50, p99 } = await clients().http(target.url, Number(values.clients), requests);
  const after = await cpuOf(target.pid, target.name);
  const each = (name) => (after[name] - before[name]) / count;
  return { node: each('node'), postgres: each('postgres'), rate, p50, p99 };
}

async function open(name, environment) {
  const target = await world(name, [BLOCK], environment);
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: target.database });
  await client.connect();
  const { rows } = await client.query(`select distinct on (unit_id) unit_id, id from delivery order by unit_id, id`);
  await client.end();
  return { ...target, deliveryOf: new Map(rows.map(({ unit_id, id }) => [unit_id, id])) };
}

endOnSignal();
try {
  const targets = { this: await open('this', {}) };
  if (process.env.BENCH_OTHER)
    targets.other = await open('other', {
      BENCH_MAIN: process.env.BENCH_OTHER,
      ...JSON.parse(process.env.BENCH_OTHER_ENV ?? '{}'),
    });
  const names = Object.keys(targets);
  for (const kind of values.kinds.split(',')) {
    for (const name of names) await round(targets[name], kind);
    const found = Object.fromEntries(names.map((name) => [name, []]));
    for (let i = 0; i < Number(values.rounds); i++)
      for (const name of names) found[name].push(await round(targets[name], kind));
    const of = (name, what) => median(found[name].map((one) => one[what]));
    for (const name of names)
      say(
        `${kind.padEnd(9)} ${name.padEnd(6)} CPU ms each: service ${of(name, 'node').toFixed(3)}, PostgreSQL ${of(name, 'postgres').toFixed(3)}; ${of(name, 'rate').toFixed(0)}/s, p50 ${of(name, 'p50').toFixed(1)} ms, p99 ${of(name, 'p99').toFixed(1)} ms`,
      );
    if (targets.other)
      say(
        `${' '.repeat(9)} service ${median(found.other.map((one, i) => one.node / found.this[i].node)).toFixed(2)}× cheaper, PostgreSQL ${median(found.other.map((one, i) => one.postgres / Math.max(found.this[i].postgres, 0.001))).toFixed(2)}×`,
      );
  }
} finally {
  await endAll();
}
