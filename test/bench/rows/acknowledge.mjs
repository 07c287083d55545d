import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { wire } from '../load.mjs';
import { idOf, someLeaf } from '../seed.mjs';
import { say } from '../service.mjs';
import { clients, cpuOf, mainWorld, TEN_THOUSAND, THOUSAND } from '../world.mjs';

const CLIENTS = 32;

/** The acknowledging write as one statement: lock, two receipts in the unit's chain, the row. What a bare client would send. */
const BARE = `with held as (
    select v.id from delivery v join document_copy c on c.id = v.copy_id where v.id = $1 and v.unit_id = $2 and v.delivered_at is not null for update of v),
  proven as (select append_receipts($2, $3::jsonb) from held),
  done as (update delivery set state = 'acknowledged', is_open = true, version = version + 1, opened_at = coalesce(opened_at, $4), acknowledged_at = coalesce(acknowledged_at, $4)
    where id = (select id from held) returning id)
  select (select count(*) from proven)::int * (select count(*) from done)::int as done`;

/** Deliveries nobody has acknowledged yet, each given out once in a run, in an order without pattern. */
const pools = new Map();
async function take(world, key, block, where, count) {
  if (!pools.has(key)) {
    const client = new pg.Client({ connectionString: world.database });
    await client.connect();
    const { rows } = await client.query(
      `select id, unit_id as "unitId", document_id as "documentId", ('x' || right(unit_id::text, 12))::bit(48)::bigint::int as place
       from delivery where sender_unit_id = $1 and state = 'delivered' and ${where} order by md5(id::text)`,
      [idOf('unit', block, 0)],
    );
    await client.end();
    pools.set(key, rows);
  }
  const taken = pools.get(key).splice(0, count);
  if (taken.length < count) throw new Error('the seed has too few deliveries for this many pairs');
  return taken.map((row) => ({ ...row, block }));
}
export const random = (world, count) => take(world, 'random', THOUSAND.block, 'true', count);
export const oneDocument = (world, count) =>
  take(world, 'one', TEN_THOUSAND.block, `document_id = '${idOf('document', TEN_THOUSAND.block, 1)}'`, count);

const requestsOf = (world, rows) =>
  rows.map(({ id, block, place }) =>
    wire('POST', `/incoming-documents/${id}/acknowledgement`, world.tokenOf(block, place)),
  );

function valuesOf(rows) {
  const at = new Date().toISOString();
  return rows.map(({ id, unitId, documentId, block, place }) => {
    const main = randomUUID();
    const fact = (name, own, impliedBy) => ({
      id: own,
      unitId,
      otherUnitId: idOf('unit', block, 0),
      deliveryId: id,
      documentId,
      fact: name,
      accountId: idOf('account', block, place),
      accountName: `Văn thư ${place}`,
      postId: idOf('post', block, place),
      postRole: 'clerk',
      postTitle: 'Văn thư',
      at,
      revision: 1,
      impliedBy,
      address: '127.0.0.1',
      detail: {},
      delegationId: null,
      forAccountId: null,
      forAccountName: null,
      leaf: someLeaf(own),
    });
    return [id, unitId, JSON.stringify([fact('opened', randomUUID(), main), fact('acknowledged', main, null)]), at];
  });
}

/** Sends acknowledgements over HTTP and says what they cost whom. */
export async function acknowledge(world, rows, count = CLIENTS) {
  const before = await cpuOf(world.pid);
  const result = await clients().http(world.url, count, requestsOf(world, rows));
  const after = await cpuOf(world.pid);
  const each = (name) => ((after[name] - before[name]) * 1000) / rows.length;
  return { ...result, node: each('node'), postgres: each('postgres') };
}

let measured = null;
/** Rows 1 and 3 come out of the same pairs. */
const pairs = ({ quick }) => (measured ??= measurePairs(quick));

async function measurePairs(quick) {
  const world = await mainWorld();
  const [times, count] = quick ? [5, 800] : [7, 3000];
  await acknowledge(world, await random(world, 400));
  const found = [];
  for (let i = 0; i < times; i++) {
    const [ours, bare] = [await random(world, count), await random(world, count)];
    const sql = () => clients().sql(world.database, CLIENTS, BARE, valuesOf(bare));
    const first = i % 2 === 0 ? null : await sql();
    const http = await acknowledge(world, ours);
    const theirs = first ?? (await sql());
    found.push({ http, theirs });
    say(
      `    ${http.rate.toFixed(0)}/s (p50 ${http.p50.toFixed(1)}, p99 ${http.p99.toFixed(1)} ms) against ${theirs.rate.toFixed(0)}/s; µs of CPU each: service ${http.node.toFixed(0)}, PostgreSQL ${http.postgres.toFixed(0)}, clients ${http.clientCpu.toFixed(0)} (bare: clients ${theirs.clientCpu.toFixed(0)})`,
    );
  }
  return found;
}

const against = async (options) => ({
  ratios: (await pairs(options)).map(({ http, theirs }) => http.rate / theirs.rate),
});
const slowest = async (options) => ({ ratios: (await pairs(options)).map(({ http }) => http.p99) });

async function onOneDocument({ quick }) {
  const world = await mainWorld();
  const [times, count] = quick ? [5, 600] : [7, 1200];
  const ratios = [];
  for (let i = 0; i < times; i++) {
    const [spread, one] = [await random(world, count), await oneDocument(world, count)];
    const first = i % 2 === 0 ? null : await acknowledge(world, spread);
    const hot = await acknowledge(world, one);
    const cold = first ?? (await acknowledge(world, spread));
    ratios.push(hot.rate / cold.rate);
    say(`    ${hot.rate.toFixed(0)}/s on one document against ${cold.rate.toFixed(0)}/s on random ones`);
  }
  return { ratios };
}

export const rows = [
  {
    id: '1',
    name: 'acknowledge over HTTP, 32 clients / the bare statement',
    first: 0.5,
    aim: 0.85,
    quick: '5 pairs of 800 requests instead of 7 of 3,000',
    atLeast: true,
    run: against,
  },
  {
    id: '2',
    name: 'acknowledge, all on one document / on random ones',
    first: 0.6,
    aim: 0.9,
    quick: '5 pairs of 600 requests instead of 7 of 1,200',
    atLeast: true,
    run: onOneDocument,
  },
  {
    id: '3',
    name: 'acknowledge p99 at 32 clients',
    unit: 'ms',
    first: 80,
    aim: 30,
    quick: '5 times 800 requests instead of 7 times 3,000',
    run: slowest,
  },
];
