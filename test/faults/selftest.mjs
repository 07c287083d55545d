// node test/faults/selftest.mjs: plants one fault after the other and expects the checker to find exactly that.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { check } from './checker.mjs';
import { checkReads } from './checks-of-reads.mjs';
import { checkSteady, readSteadyRows } from './checks-of-steady.mjs';
import { Client, History } from './client.mjs';
import { Line } from './line.mjs';
import { seeded } from './random.mjs';
import { inFolder, Service, startDatabase } from './service.mjs';
import { readBlobs, readDatabase, readRows } from './snapshot.mjs';
import { Workload } from './workload.mjs';
import { planted, rewritten } from './planted.mjs';

const say = (line) => void process.stdout.write(`${line}\n`);

let failed = 0;

/** @param kinds every kind that the fault shows as, none else */
function expectKinds(name, findings, kinds) {
  const found = [...new Set(findings.map(({ kind }) => kind))].toSorted();
  const isAsPlanted = JSON.stringify(found) === JSON.stringify(kinds.toSorted());
  if (!isAsPlanted) failed++;
  say(
    `${isAsPlanted ? 'ok    ' : 'FAILED'} ${name}: ${found.join(', ') || 'nothing'}${isAsPlanted ? '' : `, expected ${kinds.join(', ') || 'nothing'}`}`,
  );
  if (!isAsPlanted) for (const { kind, what } of findings.slice(0, 5)) say(`         ${kind}: ${what}`);
}

await inFolder(async (folder) => {
  await mkdir(join(folder, 'database'), { mode: 0o711 });
  const database = await startDatabase(join(folder, 'database'));
  const line = new Line(database.port);
  const port = await line.open();
  const url = database.url().replace(`:${database.port}/`, `:${port}/`);
  const service = new Service(join(folder, 'service'), { DATABASE_URL: url, JOBS_CONCURRENCY: '0', PREVIEWS: 'off' });
  try {
    await service.start();
    await plantAll(service, line, database.url());
  } finally {
    await service.stop();
    await line.close();
    await database.stop();
  }
});

say(failed === 0 ? 'every planted fault was found' : `${failed} planted faults were not found as they are`);

process.exitCode = failed === 0 ? 0 : 1;

async function plantAll(service, line, ownerUrl) {
  const people = (habits) => {
    const client = new Client(() => service.url, new History(null), seeded(7), habits);
    return { client, workload: new Workload(client, seeded(8), `S${people.count++}`) };
  };
  people.count = 0;
  const { client, workload } = people({ twin: 0.3, lost: 0.1, early: 0.1 });
  await workload.meet();
  await Promise.all([workload.story(), workload.story(), workload.story()]);
  const file = await client.upload('vanthu.dk', 'một tệp\n');
  const quiet = await workload.approved(2);
  await workload.issue(quiet);
  await workload.dispatch(quiet);
  const acted = [await received(workload), await received(workload)];
  const { calls } = client.history;
  const blobs = await readBlobs(service.dataDir);
  expectKinds('nothing planted', check(calls, { ...(await readDatabase(ownerUrl)), blobs }), []);

  const ids = { quiet: quiet.id, a: acted[0].document.id, b: acted[1].document.id, copy: acted[0].delivery.id, file };
  const owner = new pg.Client({ connectionString: ownerUrl });
  owner.on('error', () => undefined);
  await owner.connect();
  for (const [name, sql, kinds, rewrite] of planted(ids)) {
    const rows = await inDatabase(owner, sql);
    expectKinds(name, check(rewrite ? rewrite(structuredClone(calls)) : calls, { ...rows, blobs }), kinds);
  }
  const rows = await inDatabase(owner, []);
  for (const [name, rewrite, kinds] of rewritten(ids))
    expectKinds(name, check(rewrite(structuredClone(calls)), { ...rows, blobs }), kinds);
  plantReads(calls, rows, client.history.looks, ids);
  plantSteady(await readSteadyRows(owner));
  expectKinds('a file is gone', check(calls, { ...rows, blobs: new Set([...blobs].slice(1)) }), ['half-attachment']);

  await keyless(people({ keys: false }), line, ownerUrl);
  await liedTo(people({}), line, ownerUrl);
  await owner.query(`update delivery set state = 'opened' where id = $1`, [ids.copy]);
  await owner.end();
  const { code, text } = await service.command('verify-receipts');
  expectKinds('a board shows what is not proven', code === 0 ? [] : [{ kind: 'verify-receipts', what: text }], [
    'verify-receipts',
  ]);
}

/** What people were shown is put back to what it was before. */
function plantReads(calls, rows, looks, { a, copy }) {
  const shown = (change) =>
    structuredClone(looks).map((look) => (look.about.documentId === a ? (change(look), look) : look));
  const kinds = (name, changed, wanted) => expectKinds(name, check(calls, rows, changed), wanted);
  kinds('nothing planted in what was shown', looks, []);
  kinds(
    'a document is shown as it was',
    shown(({ shown: document }) => document.state && (document.state = 'approved')),
    ['stale-read'],
  );
  kinds(
    'an acknowledgement is not shown',
    shown(({ shown: board }) => {
      for (const delivery of board.deliveries ?? []) if (delivery.id === copy) delivery.acknowledgedAt = null;
    }),
    ['stale-read'],
  );
  kinds(
    'a copy is not on the board yet',
    shown(({ shown: board }) => {
      if (board.copies) [board.copies, board.deliveries] = [0, []];
    }),
    ['stale-read'],
  );
  const first = looks.find(({ about, shown: board }) => about.documentId === a && board.deliveries);
  const earlier = { ...first, sent: first.sent - 1e6, ended: first.ended - 1e6 };
  kinds('what was not told yet may be missing', [{ ...earlier, shown: { deliveries: [] } }], []);
  const unheard = calls.filter(({ act }) => !['open', 'acknowledge', 'register'].includes(act));
  const later = { ...first, sent: first.ended + 1, ended: first.ended + 2, shown: { deliveries: [{ id: copy }] } };
  const both = checkedReads(unheard, [first, later]);
  expectKinds('what one was shown, the next is not', both, ['stale-read']);
}

function checkedReads(calls, looks) {
  const findings = [];
  checkReads(calls, looks, (kind, what) => findings.push({ kind, what }));
  return findings;
}

/** The checker of the steady run, on what was acknowledged here. */
function plantSteady(rows) {
  const told = rows.boards.map(({ id, at }) => ({ id, at: at.toISOString() }));
  const kinds = (name, answers, change, wanted) =>
    expectKinds(`steady: ${name}`, checkSteady(answers, { ...rows, ...change }), wanted);
  kinds('nothing planted', told, {}, []);
  kinds('a receipt is lost', told, { proofs: rows.proofs.slice(1) }, ['lost-acknowledge']);
  kinds('a board forgets', told, { boards: rows.boards.slice(1) }, ['lost-acknowledge']);
  const doubled = rows.proofs.map((proof, i) => (i === 0 ? { ...proof, times: 2 } : proof));
  kinds('a receipt is doubled', told, { proofs: doubled }, ['duplicate-acknowledge']);
  const moved = rows.proofs.map((proof, i) => (i === 0 ? { ...proof, at: new Date(0) } : proof));
  kinds('a time is moved', told, { proofs: moved }, ['time-moved']);
  kinds('nobody was told', told.slice(1), {}, ['half-acknowledge']);
  const torn = rows.chains.map((chain, i) => (i === 0 ? { ...chain, head: chain.head + 1 } : chain));
  kinds('a chain has a gap', told, { chains: torn }, ['receipt-gap']);
  kinds('a unit is refused', [{ ...told[0], at: 'refused: 404' }, ...told.slice(1)], {}, ['unexpected-answer']);
}

async function received(workload) {
  const document = await workload.approved(1);
  await workload.issue(document);
  await workload.dispatch(document);
  const [delivery] = await workload.deliveries(document);
  await workload.receive('open', delivery, 'opening');
  await workload.receive('acknowledge', delivery, 'acknowledgement');
  await workload.receive('register', delivery, 'registration');
  await workload.look(document);
  await workload.look(document, delivery);
  return { document, delivery };
}

/** What the database is as if somebody who owns it had done this; it is undone. */
async function inDatabase(owner, statements) {
  await owner.query('begin');
  try {
    // Neither triggers nor references stand in the way of somebody who owns the tables.
    await owner.query('set local session_replication_role = replica');
    for (const statement of statements) await owner.query(statement);
    return await readRows(owner);
  } finally {
    await owner.query('rollback');
  }
}

/** A client without keys presses again when the answer to COMMIT was lost: that makes two, and the checker says so. */
async function keyless({ client, workload }, line, ownerUrl) {
  await workload.meet();
  // Signing in commits too.
  await client.read('vanthu.dk', '/sessions/current');
  line.armAnswer('COMMIT\0');
  const marker = 'không có khóa';
  await client.act('draft', 'vanthu.dk', '/outgoing-documents', { typeCode: 'cong_van', subject: marker }, { marker });
  if (!line.disarm()) failed++;
  expectKinds(
    'a client without keys, COMMIT without answer',
    check(client.history.calls, await readDatabase(ownerUrl)),
    ['duplicate-draft'],
  );
  const again = new Client(client.where, new History(null), seeded(9));
  await again.read('vanthu.dk', '/sessions/current');
  line.armAnswer('COMMIT\0');
  await again.act(
    'draft',
    'vanthu.dk',
    '/outgoing-documents',
    { typeCode: 'cong_van', subject: 'có khóa' },
    { marker: 'có khóa' },
  );
  if (!line.disarm()) failed++;
  expectKinds(
    'a client with keys, COMMIT without answer',
    check(again.history.calls, await readDatabase(ownerUrl)),
    [],
  );
  again.close();
  client.close();
}

/** The line turns COMMIT into ROLLBACK: the service says that it is done, and nothing is there. */
async function liedTo({ client, workload }, line, ownerUrl) {
  await workload.meet();
  const document = await workload.approved(2);
  await workload.issue(document);
  line.lies = true;
  await workload.dispatch(document);
  line.lies = false;
  const findings = check(client.history.calls, await readDatabase(ownerUrl));
  expectKinds('a dispatch that was never committed', findings, ['lost-delivery', 'lost-dispatch']);
  client.close();
}
