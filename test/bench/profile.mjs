// Where the time of one act goes: statements of each request by pg_stat_statements, and the CPU of the service against PostgreSQL's.
// node test/bench/profile.mjs
import pg from 'pg';
process.env.BENCH_STATEMENTS = 'on';
const { acknowledge, random } = await import('./rows/acknowledge.mjs');
const { dispatch } = await import('./rows/dispatch.mjs');
const { Connection, wire } = await import('./load.mjs');
const { idOf } = await import('./seed.mjs');
const { say, timed } = await import('./service.mjs');
const { endAll, endOnSignal } = await import('./ends.mjs');
const { cpuOf, HUNDRED, HUNDRED_THOUSAND, mainWorld, TEN_THOUSAND, THOUSAND } = await import('./world.mjs');

endOnSignal();
try {
  const world = await mainWorld();
  const client = new pg.Client({ connectionString: world.database });
  await client.connect();
  await client.query('create extension pg_stat_statements');
  await acknowledge(world, await random(world, 600));
  for (const clients of [1, 32])
    await profile(client, world, `acknowledge, ${clients} clients`, 600, async () => {
      const { rate, p50, p99 } = await acknowledge(world, await random(world, 600), clients);
      return `${rate.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
    });
  const connection = await Connection.open(world.url);
  for (const block of [HUNDRED, TEN_THOUSAND, HUNDRED_THOUSAND]) {
    await profile(client, world, `dispatch to ${block.units}`, 3, async () => {
      const times = [];
      for (let i = 0; i < 3; i++) times.push(await dispatch(world, connection, block));
      return `${times.map((ms) => ms.toFixed(0)).join(', ')} ms`;
    });
  }
  await profile(client, world, 'inbox, 50 lines', 200, () =>
    reads(world, connection, (i) => ['/incoming-documents?limit=50', world.tokenOf(THOUSAND.block, i + 1)]),
  );
  await profile(client, world, 'board of a document at 100,000 units', 10, () =>
    reads(
      world,
      connection,
      () => [
        `/outgoing-documents/${idOf('document', HUNDRED_THOUSAND.block, 1)}/tracking?limit=1`,
        world.tokenOf(HUNDRED_THOUSAND.block),
      ],
      10,
    ),
  );
  connection.close();
  await client.end();
} finally {
  await endAll();
}

async function reads(world, connection, of, times = 200) {
  let bytes = 0;
  const ms = await timed(async () => {
    for (let i = 0; i < times; i++) bytes += (await connection.ask(wire('GET', ...of(i)))).bytes;
  });
  return `${(ms / times).toFixed(2)} ms and ${(bytes / times).toFixed(0)} bytes each`;
}

async function profile(client, world, title, requests, work) {
  await client.query('select pg_stat_statements_reset()');
  const before = await cpuOf(world.pid);
  let told = '';
  const ms = await timed(async () => (told = await work()));
  const after = await cpuOf(world.pid);
  const each = (name) => ((after[name] - before[name]) / requests).toFixed(2);
  const { rows } = await client.query(
    `select calls, total_exec_time as ms, rows, toplevel, regexp_replace(left(query, 110), '\\s+', ' ', 'g') as query from pg_stat_statements
     where query not like '%pg_stat_statements%' order by toplevel desc, total_exec_time desc limit 40`,
  );
  const trips = rows.filter(({ toplevel }) => toplevel).reduce((sum, { calls }) => sum + Number(calls), 0) / requests;
  const inside = rows.filter(({ toplevel }) => toplevel).reduce((sum, row) => sum + row.ms, 0) / requests;
  say(`\n${title}: ${told}; wall ${(ms / requests).toFixed(2)} ms each`);
  say(
    `  statements ${trips.toFixed(1)} each, ${inside.toFixed(2)} ms inside PostgreSQL each; CPU ms each: service ${each('node')}, PostgreSQL ${each('postgres')}`,
  );
  for (const row of rows.filter(({ ms: total, toplevel }) => toplevel || total / requests > 0.01))
    say(
      `  ${row.toplevel ? ' ' : '   ·'}${(Number(row.calls) / requests).toFixed(2)}× ${(row.ms / requests).toFixed(3)} ms  ${row.query}`,
    );
}
