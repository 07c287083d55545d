// Fills a migrated database with an organisation that has worked for a while, by set-based SQL: minutes for ten million deliveries.
// By itself, see HELP at the end: node test/bench/seed.mjs --help
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { leafOf } from '../../dist/src/receipts/leaf.js';

/** Ids say what they are: the kind of row, the block it belongs to, its place in it. */
const KIND = { unit: 1, account: 2, post: 3, session: 4, document: 5, dispatch: 6, copy: 7, book: 8 };
export const idOf = (kind, block, place) => {
  const hex = (number, digits) => number.toString(16).padStart(digits, '0');
  return `${hex(KIND[kind], 8)}-${hex(block, 4)}-4000-8000-${hex(place, 12)}`;
};
const SQL_ID = `create or replace function pg_temp.id_of(kind int, block int, place bigint) returns uuid language sql immutable parallel safe as
  $$ select (lpad(to_hex(kind), 8, '0') || '-' || lpad(to_hex(block), 4, '0') || '-4000-8000-' || lpad(to_hex(place), 12, '0'))::uuid $$`;

/** Signs a token for the clerk of a unit; the session is in the database. */
export function tokenOf(secret, block, place) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'gnvb',
    aud: 'gnvb-api',
    typ: 'access',
    sub: idOf('account', block, place),
    sid: idOf('session', block, place),
  };
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ ...claims, iat, exp: iat + 3600 })}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/**
 * Blocks are trees of one sender and `units` below it, each with a clerk who is signed in.
 * @param blocks `{ block, units, sent, issued, staffed, open }`: `sent` documents are at all its units, the newest `open` of them unread;
 *   `issued` ones wait to be sent
 * @param tell takes a line on how far it has come
 * @returns seconds and deliveries
 */
export async function seed(url, blocks, tell = () => undefined) {
  const start = performance.now();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set synchronous_commit = off; set maintenance_work_mem = '512MB'; set work_mem = '128MB'`);
    await client.query(SQL_ID);
    for (const block of blocks)
      await seedBlock(client, { issued: 0, sent: 0, staffed: true, open: OPEN, ...block }, tell);
    await client.query('set session_replication_role = origin');
    await client.query(
      'vacuum (analyze) unit, unit_name, unit_fact, account, post, session, outgoing_document, dispatch, document_copy, delivery, receipt, tracking_cell',
    );
    await client.query('checkpoint');
    const { rows } = await client.query('select count(*)::int as deliveries from delivery');
    return { seconds: (performance.now() - start) / 1000, ...rows[0] };
  } finally {
    await client.end();
  }
}

async function seedBlock(client, { block, units, sent, issued, staffed, open }, tell) {
  const staff = staffed ? units : 0;
  const id = (kind, place) => `pg_temp.id_of(${KIND[kind]}, ${block}, ${place})`;
  await client.query(`insert into unit (id, parent_id, code, kind, opened_on, created_at)
    select ${id('unit', 0)}, null, 'G${block}', 'superior', '2020-01-01', now() - interval '1 year'`);
  await client.query(`insert into unit (id, parent_id, code, kind, opened_on, created_at)
    select ${id('unit', 'i')}, ${id('unit', 0)}, 'G${block}-' || lpad(i::text, 6, '0'), 'agency', '2020-01-01', now() - interval '1 year' from generate_series(1, ${units}) i`);
  await client.query(
    `insert into unit_name select ${id('unit', 'i')}, '2020-01-01', 'Đoàn cơ sở khối ${block} số ' || i, 'ĐCS ' || i from generate_series(0, ${units}) i`,
  );
  await client.query(`insert into account (id, username, display_name, created_at, idle_since)
    select ${id('account', 'i')}, 'vanthu.${block}.' || i, 'Văn thư ' || i, now(), now() from generate_series(0, ${staff}) i`);
  await client.query(`insert into post (id, account_id, unit_id, role, title, starts_at)
    select ${id('post', 'i')}, ${id('account', 'i')}, ${id('unit', 'i')}, 'clerk', 'Văn thư', now() - interval '1 year' from generate_series(0, ${staff}) i`);
  await client.query(`insert into session (id, account_id, refresh_hash, rotated_at, created_at, expires_at)
    select ${id('session', 'i')}, ${id('account', 'i')}, sha256(i::text::bytea), now(), now(), now() + interval '10 days' from generate_series(0, ${staff}) i`);
  await client.query(`insert into number_book (id, unit_id, direction, type_code, period, last_number)
    select ${id('book', 0)}, ${id('unit', 0)}, 'outgoing', '', 'bench', ${sent + issued}`);
  // The newest document has the highest number; one an hour, the last an hour ago.
  const hour = `date_trunc('minute', now()) - make_interval(hours => ${sent} - j + 1)`;
  await client.query(`insert into outgoing_document (id, unit_id, type_code, state, subject, urgency, book_id, number, symbol, symbol_key, document_date,
      drafted_by, drafted_at, issued_at, updated_at)
    select ${id('document', 'j')}, ${id('unit', 0)}, 'cong_van', case when j <= ${sent} then 'dispatched' else 'issued' end,
      'Về việc báo cáo kết quả tháng ' || j, 'normal', ${id('book', 0)}, j, j || '-CV/ĐTN', j || '-cv/dtn', least(now(), ${hour})::date,
      ${id('account', 0)}, least(now(), ${hour}), least(now(), ${hour}), least(now(), ${hour}) from generate_series(1, ${sent + issued}) j`);
  await client.query(`insert into outgoing_recipient (document_id, position, target, purpose)
    select ${id('document', 'j')}, 0, 'all_units', 'act' from generate_series(1, ${sent + issued}) j`);
  if (sent === 0) return;
  await client.query(`insert into dispatch (id, document_id, unit_id, by_account_id, by_post_id, made_at, send_at, sent_at, lines, recipient_count)
    select ${id('dispatch', 'j')}, ${id('document', 'j')}, ${id('unit', 0)}, ${id('account', 0)}, ${id('post', 0)}, ${hour}, ${hour}, ${hour},
      '[{"target": "all_units", "unitId": null, "groupId": null, "purpose": "act", "label": "Các cơ sở Đoàn trực thuộc", "count": ${units}}]', ${units} from generate_series(1, ${sent}) j`);
  await client.query(`insert into document_copy (id, origin, document_id, author_unit_id, author_name, symbol, symbol_key, document_date, type_code, subject, urgency, recipient_lines, made_at)
    select ${id('copy', 'j')}, 'system', d.id, d.unit_id, 'Đoàn cấp trên khối ${block}', d.symbol, d.symbol_key, d.document_date, d.type_code, d.subject, d.urgency,
      '[{"label": "Các cơ sở Đoàn trực thuộc", "purpose": "act"}]', ${hour} from generate_series(1, ${sent}) j join outgoing_document d on d.id = ${id('document', 'j')}`);
  await seedDeliveries(client, { block, units, sent, open, hour, id, tell });
  await proveDispatches(client, block, units);
}

/** What is older than the newest documents was sent for the file: finished without a receipt, so that few of very many are open and all add up. */
const OPEN = 100;
/** Deliveries in one statement: so much is lost at most when the disk is full, and progress is seen. */
const SLICE = 1_000_000;

/** Many rows go in faster without the indexes and the checks of what they belong to; the rows are right by the way they are made. */
async function seedDeliveries(client, { block, units, sent, open, hour, id, tell }) {
  const many = units * sent > 500_000;
  const { rows: indexes } = await client.query(
    `select indexname, indexdef from pg_indexes where tablename = 'delivery' and schemaname = 'public' and indexname <> 'delivery_pkey'`,
  );
  if (many) for (const { indexname } of indexes) await client.query(`drop index ${indexname}`);
  await client.query('set session_replication_role = replica');
  const step = Math.max(1, Math.floor(SLICE / units));
  for (let first = 1; first <= sent; first += step) {
    const last = Math.min(sent, first + step - 1);
    // Everything that is the same for a document is worked out once for it.
    await client.query(`insert into delivery (dispatch_id, document_id, copy_id, sender_unit_id, unit_id, purpose, state, is_open, delivered_at, done_at, open_by,
        acknowledge_by, finish_by)
      select k.dispatch, k.document, k.copy, k.sender, u.id, k.purpose, k.state, k.open, k.at, case when not k.open then k.at end,
        case when k.open then k.at + interval '1 day' end, case when k.open then k.at + interval '2 days' end, case when k.open then k.at + interval '10 days' end
      from (select ${id('dispatch', 'j')} as dispatch, ${id('document', 'j')} as document, ${id('copy', 'j')} as copy, ${id('unit', 0)} as sender, ${hour} as at,
          j > ${sent - open} as open, case when j > ${sent - open} then 'act' else 'file' end as purpose,
          case when j > ${sent - open} then 'delivered' else 'done' end as state
        from generate_series(${first}, ${last}) j offset 0) k
      join unit u on u.parent_id = k.sender order by k.at, u.id`);
    if (many) tell(`    block ${block}: ${last * units} of ${sent * units} deliveries`);
  }
  await client.query('set session_replication_role = origin');
  // Without its triggers nobody has counted them.
  await client.query(
    `insert into tracking_cell select * from tracking_recount where document_id in (select id from outgoing_document where unit_id = ${id('unit', 0)})`,
  );
  if (!many) return;
  await client.query('set max_parallel_maintenance_workers = 2');
  for (const { indexname, indexdef } of indexes) {
    await client.query(indexdef);
    tell(`    ${indexname} made again`);
  }
}

/** The sender's chain says what was sent, with leaves that can be checked. */
async function proveDispatches(client, block, units) {
  const { rows } = await client.query(
    `select id, document_id as "documentId", made_at as at from dispatch where unit_id = $1 order by made_at`,
    [idOf('unit', block, 0)],
  );
  const facts = rows.map(({ id: dispatchId, documentId, at }) => {
    const statement = {
      id: randomUUID(),
      unitId: idOf('unit', block, 0),
      otherUnitId: null,
      deliveryId: null,
      documentId,
      fact: 'dispatched',
      accountId: idOf('account', block, 0),
      accountName: 'Văn thư 0',
      postId: idOf('post', block, 0),
      postRole: 'clerk',
      postTitle: 'Văn thư',
      at,
      revision: 1,
      impliedBy: null,
      address: null,
      detail: { dispatchId, recipients: units },
      delegationId: null,
      forAccountId: null,
      forAccountName: null,
    };
    return { ...statement, at: at.toISOString(), leaf: leafOf(statement).toString('hex') };
  });
  await client.query('select append_receipts($1, $2)', [idOf('unit', block, 0), JSON.stringify(facts)]);
}

/** A leaf for a statement nobody checks: what a bare client sends along. */
export const someLeaf = (text) => createHash('sha256').update(text).digest('hex');

const HELP = `Fills a migrated database with one sender, units below it, and documents sent to all of them.

node test/bench/seed.mjs --url postgresql://owner@host/db [--units 10000] [--sent 1000] [--issued 0] [--block 1]

  --url     the owner of a database that the service has migrated; a superuser, as checks of what is right anyway are left out
  --units   units below the sender, each with a clerk
  --sent    documents that all units have: the newest ${OPEN} unread, those before them sent for the file
  --issued  documents that wait to be sent
  --block   1 to 65535: another number makes another organisation beside the one that is there

Ten million deliveries (the defaults) take some minutes and 4 GB: about 400 bytes each with all indexes, and some more while these are made.
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      units: { type: 'string', default: '10000' },
      sent: { type: 'string', default: '1000' },
      issued: { type: 'string', default: '0' },
      block: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !values.url) process.stdout.write(HELP);
  else {
    const [block, units, sent, issued] = ['block', 'units', 'sent', 'issued'].map((name) => Number(values[name]));
    const { seconds, deliveries } = await seed(values.url, [{ block, units, sent, issued }], (line) =>
      process.stdout.write(`${line}\n`),
    );
    process.stdout.write(`${deliveries} deliveries in ${seconds.toFixed(1)} s\n`);
  }
}
