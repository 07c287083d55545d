// node test/faults/selftest.mjs: plants one fault after the other and expects the checker to find exactly that.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { check } from './checker.mjs';
import { Client, History } from './client.mjs';
import { Line } from './line.mjs';
import { seeded } from './random.mjs';
import { inFolder, Service, startDatabase } from './service.mjs';
import { readBlobs, readDatabase, readRows } from './snapshot.mjs';
import { Workload } from './workload.mjs';

const say = (line) => void process.stdout.write(`${line}\n`);
let failed = 0;

const OF_DOCUMENT = (id) => `(select id from dispatch where document_id = '${id}')`;
const AGAIN = (table, where, change) =>
  `insert into ${table} select (jsonb_populate_record(t, '${change}')).* from ${table} t where ${where}`;
const NEW_ID = '{"id": "00000000-0000-4000-8000-00000000000a"}';

const swapAnswers = (a, b) => (calls) => {
  const of = (id) => calls.find((call) => call.act === 'issue' && call.about.documentId === id);
  const [one, other] = [of(a), of(b)];
  const text = (call) => call.attempts.find(({ status }) => status < 300).text;
  const [first, second] = [text(one), text(other)];
  for (const [call, said] of [
    [one, second],
    [other, first],
  ])
    for (const attempt of call.attempts) if (attempt.text) attempt.text = said;
  return calls;
};

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

function planted({ quiet, a, b, copy, file }) {
  const acknowledged = `delivery_id = '${copy}' and fact = 'acknowledged'`;
  const swap = `update book_number n set holder_id = case when holder_id = '${a}' then '${b}' else '${a}' end::uuid where holder_id in ('${a}', '${b}')`;
  const swapNumbers = `update outgoing_document d set number = o.number, symbol = o.symbol from outgoing_document o
    where d.id in ('${a}', '${b}') and o.id in ('${a}', '${b}') and o.id <> d.id`;
  return [
    [
      'a dispatch is lost',
      [
        `delete from delivery where dispatch_id in ${OF_DOCUMENT(quiet)}`,
        `delete from dispatch where document_id = '${quiet}'`,
      ],
      ['lost-delivery', 'lost-dispatch'],
    ],
    [
      'a copy is lost',
      [`delete from delivery where id = (select id from delivery where dispatch_id in ${OF_DOCUMENT(quiet)} limit 1)`],
      ['half-dispatch', 'lost-delivery'],
    ],
    [
      'a copy is doubled',
      [
        'drop index delivery_once',
        AGAIN('delivery', `id = (select id from delivery where dispatch_id in ${OF_DOCUMENT(quiet)} limit 1)`, NEW_ID),
      ],
      ['duplicate-delivery', 'half-dispatch'],
    ],
    [
      'a dispatch is doubled',
      [AGAIN('dispatch', `document_id = '${quiet}'`, NEW_ID.replace('}', ', "recipient_count": 0}'))],
      ['duplicate-dispatch'],
    ],
    [
      'a draft is doubled',
      [AGAIN('outgoing_document', `id = '${quiet}'`, NEW_ID.replace('}', ', "state": "draft", "number": null}'))],
      ['duplicate-draft'],
    ],
    [
      'a number is skipped',
      [
        `delete from book_number where (book_id, number) = (select book_id, min(number) from book_number group by 1 having count(*) > 2 limit 1)`,
      ],
      ['number-gap'],
    ],
    [
      'a number is given twice',
      [
        'alter table book_number drop constraint book_number_pkey',
        'drop index book_number_holder',
        `insert into book_number select * from book_number where holder_id = '${a}'`,
      ],
      ['number-twice'],
    ],
    [
      'numbers are swapped',
      ['drop index outgoing_document_number', 'drop index book_number_holder', swap, swapNumbers],
      ['answer-changed', 'order'],
    ],
    [
      'numbers are swapped, and so are the answers',
      ['drop index outgoing_document_number', 'drop index book_number_holder', swap, swapNumbers],
      ['order'],
      swapAnswers(a, b),
    ],
    [
      'a document loses its number',
      [
        'alter table outgoing_document drop constraint outgoing_document_check',
        `update outgoing_document set number = null where id = '${quiet}'`,
      ],
      ['answer-changed', 'half-issue', 'number-holder'],
    ],
    [
      'an acknowledgement is moved on the board',
      [`update delivery set acknowledged_at = acknowledged_at + interval '1 minute' where id = '${copy}'`],
      ['time-moved'],
    ],
    [
      'an acknowledgement is moved everywhere',
      [
        `update delivery set acknowledged_at = acknowledged_at + interval '1 minute' where id = '${copy}'`,
        `update receipt set at = at + interval '1 minute' where ${acknowledged}`,
      ],
      ['time-moved'],
    ],
    [
      'an acknowledgement is taken out',
      [`delete from receipt where ${acknowledged}`],
      ['lost-acknowledge', 'receipt-gap', 'time-moved'],
    ],
    [
      'an acknowledgement counts twice',
      [
        'drop index receipt_once',
        "update receipt_chain set seq = seq + 1 where unit_id = (select unit_id from delivery where id = '" +
          copy +
          "')",
        `insert into receipt select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'seq', c.seq))).* from receipt r join receipt_chain c using (unit_id) where ${acknowledged}`,
      ],
      ['duplicate-acknowledge', 'duplicate-receipt'],
    ],
    [
      'a key has no answer',
      [`update answered_request set answer = null where key = (select min(key) from answered_request)`],
      ['half-key'],
    ],
    [
      'a file has no content',
      [`delete from blob where sha256 = (select sha256 from attachment where id = '${file}')`],
      ['half-attachment'],
    ],
    ['a file is lost', [`delete from attachment where id = '${file}'`], ['lost-attachment']],
  ];
}

function rewritten({ quiet }) {
  const dispatch = (calls) => calls.find((call) => call.act === 'dispatch' && call.about.documentId === quiet);
  return [
    [
      'an answer changes',
      (calls) => {
        const { attempts } = dispatch(calls);
        const good = attempts.find(({ status }) => status === 201);
        attempts.push({ ...good, text: good.text.replace('"recipientCount":2', '"recipientCount":3') });
        return calls;
      },
      ['answer-changed'],
    ],
    [
      'nobody ever answers',
      (calls) => {
        dispatch(calls).attempts = [{ sent: 0, ended: 1, failure: 'ECONNRESET' }];
        return calls;
      },
      ['no-answer'],
    ],
    [
      'a call is refused',
      (calls) => {
        dispatch(calls).attempts.unshift({ sent: 0, ended: 1, status: 404, text: '{}' });
        return calls;
      },
      ['unexpected-answer'],
    ],
  ];
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
