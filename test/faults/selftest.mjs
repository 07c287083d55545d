// node test/faults/selftest.mjs: plants one fault after the other and expects the checker to find exactly that.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { check } from './checker.mjs';
import { readSteadyRows } from './checks-of-steady.mjs';
import { plantReads, plantSteady } from './planted-reads.mjs';
import { Client } from './client.mjs';
import { History } from './history.mjs';
import { Line } from './line.mjs';
import { seeded } from './random.mjs';
import { inFolder } from './ends.mjs';
import { Service, startDatabase } from './service.mjs';
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
  plantReads(expectKinds, calls, rows, client.history.looks, ids);
  plantSteady(expectKinds, await readSteadyRows(owner));
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
