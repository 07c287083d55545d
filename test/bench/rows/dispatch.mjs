import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Connection, wire } from '../load.mjs';
import { idOf } from '../seed.mjs';
import { say, timed } from '../service.mjs';
import { HUNDRED, HUNDRED_THOUSAND, mainWorld, TEN_THOUSAND, THOUSAND } from '../world.mjs';

/** The deliveries alone, as one statement; foreign keys and indexes are the real ones. */
const RAW = `insert into delivery (dispatch_id, document_id, copy_id, sender_unit_id, unit_id, purpose, channel, state, is_open, delivered_at, open_by, acknowledge_by, finish_by, deadline_rule)
  select $1, $2, $3, $4, u.id, 'act', 'system', 'delivered', true, now(), now() + interval '1 day', now() + interval '2 days', now() + interval '10 days', 'bench'
  from unit u where u.parent_id = $4`;

/** The next document of a block that waits to be sent. */
const used = new Map();
function nextIssued({ block, sent, issued }) {
  const place = (used.get(block) ?? sent) + 1;
  if (place > sent + issued) throw new Error('the seed has too few issued documents for this many pairs');
  used.set(block, place);
  return idOf('document', block, place);
}

/** Sends the next issued document of a block to all its units. @returns milliseconds until the answer */
export async function dispatch(world, connection, block) {
  const document = nextIssued(block);
  const request = wire('POST', `/outgoing-documents/${document}/dispatches`, world.tokenOf(block.block), {}, '{}');
  return timed(async () => {
    const { status, body } = await connection.ask(request);
    if (status !== 201) throw new Error(`dispatch to ${block.units} units: ${status} ${body}`);
  });
}

/** What the deliveries refer to is made beforehand. */
async function rawInsert(client, { block, ...rest }) {
  const [document, dispatchId, copy, sender] = [
    nextIssued({ block, ...rest }),
    randomUUID(),
    randomUUID(),
    idOf('unit', block, 0),
  ];
  await client.query(
    `insert into dispatch (id, document_id, unit_id, by_account_id, by_post_id, made_at, send_at, sent_at, lines, recipient_count)
     values ($1, $2, $3, $4, $5, now(), now(), now(), '[]', $6)`,
    [dispatchId, document, sender, idOf('account', block, 0), idOf('post', block, 0), rest.units],
  );
  await client.query(
    `insert into document_copy (id, origin, document_id, author_unit_id, author_name, symbol, symbol_key, subject, urgency, made_at)
     values ($1, 'system', $2, $3, 'bench', 'bench', 'bench', 'bench', 'normal', now())`,
    [copy, document, sender],
  );
  return timed(() => client.query({ name: 'raw', text: RAW, values: [dispatchId, document, copy, sender] }));
}

/** Row 4: dispatch to ten thousand units through the API, until it answers, against the raw insert. */
async function against({ quick, picture }) {
  const world = await mainWorld();
  const connection = await Connection.open(world.url);
  const client = new pg.Client({ connectionString: world.database });
  await client.connect();
  const ratios = [];
  try {
    for (let i = 0; i <= (quick ? 5 : 9); i++) {
      const first = i % 2 === 0 ? null : await rawInsert(client, TEN_THOUSAND);
      const ours = await dispatch(world, connection, TEN_THOUSAND);
      const theirs = first ?? (await rawInsert(client, TEN_THOUSAND));
      // The first of each is for warming up.
      if (i > 0) ratios.push(ours / theirs);
      say(`    10,000 units: ${ours.toFixed(0)} ms against ${theirs.toFixed(0)} ms`);
    }
    return { ratios, ...(picture && { curve: await growth(world, connection, quick) }) };
  } finally {
    connection.close();
    await client.end();
  }
}

async function growth(world, connection, quick) {
  const points = [];
  for (const block of [HUNDRED, THOUSAND, TEN_THOUSAND, HUNDRED_THOUSAND]) {
    const times = [];
    for (let i = 0; i < (quick ? 1 : 5); i++) times.push(await dispatch(world, connection, block));
    points.push([block.units, median(times)]);
    say(`    ${block.units} units: ${median(times).toFixed(0)} ms`);
  }
  return { title: 'Dispatch through the API, by recipients', x: 'recipients', y: 'ms until the answer', points };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const p99 = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * 0.99)];

/** Row 100,000: the largest dispatch, in seconds. A bare time follows the machine: the raw insert says what this one can do. */
async function largest({ quick }) {
  const world = await mainWorld();
  const connection = await Connection.open(world.url);
  const client = new pg.Client({ connectionString: world.database });
  await client.connect();
  const [ratios, raw] = [[], []];
  for (let i = 0; i < (quick ? 1 : 5); i++) {
    ratios.push((await dispatch(world, connection, HUNDRED_THOUSAND)) / 1000);
    raw.push((await rawInsert(client, HUNDRED_THOUSAND)) / 1000);
  }
  connection.close();
  await client.end();
  say(`    100,000 units: the raw insert alone takes ${median(raw).toFixed(2)} s here`);
  return { ratios };
}

/** Row 5: what others wait for their inbox, one after the other, while a dispatch to a hundred thousand units is written, and for as long without. */
async function besides({ quick }) {
  const world = await mainWorld();
  const [writer, reader] = await Promise.all([Connection.open(world.url), Connection.open(world.url)]);
  const ratios = [];
  await readWhile(world, reader, (count) => count < 200);
  for (let i = 0; i < (quick ? 5 : 7); i++) {
    let writing = true;
    const written = dispatch(world, writer, HUNDRED_THOUSAND).finally(() => (writing = false));
    const loud = await readWhile(world, reader, () => writing);
    const took = await written;
    // As many, because the 99th of a hundred is nearer to the longest than the 99th of few.
    const quiet = await readWhile(world, reader, (count) => count < loud.length);
    ratios.push(p99(loud) / p99(quiet));
    say(
      `    p99 ${p99(loud).toFixed(1)} ms (longest ${Math.max(...loud).toFixed(0)}, ${loud.length} requests in ${took.toFixed(0)} ms) against ${p99(quiet).toFixed(1)} ms quiet`,
    );
  }
  writer.close();
  reader.close();
  return { ratios };
}

async function readWhile(world, connection, goesOn) {
  const times = [];
  while (times.length === 0 || goesOn(times.length)) {
    const place = (times.length % 900) + 1;
    const request = wire('GET', '/incoming-documents?limit=20', world.tokenOf(THOUSAND.block, place));
    times.push(
      await timed(async () => {
        const { status, body } = await connection.ask(request);
        if (status !== 200) throw new Error(`inbox: ${status} ${body}`);
      }),
    );
  }
  return times;
}

export const rows = [
  { id: '4', name: 'dispatch to 10,000 units / raw INSERT … SELECT', first: 1.5, aim: 1.1, run: against },
  { id: '4-largest', name: 'dispatch to 100,000 units', unit: 's', first: 2, aim: 2, run: largest },
  {
    id: '5',
    name: "others' inbox p99 while 100,000 deliveries are written / quiet",
    first: 3,
    aim: 1.5,
    run: besides,
  },
];
