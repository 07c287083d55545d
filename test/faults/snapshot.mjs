// What the database, the API and the folder of files hold afterwards.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

const QUERIES = {
  documents: `select id, unit_id, subject, state, book_id, number, symbol, issued_at from outgoing_document`,
  steps: `select document_id, act from outgoing_step`,
  books: `select id, direction, first_number, last_number from number_book`,
  numbers: `select book_id, number, holder_id from book_number`,
  dispatches: `select id, document_id, sent_at, cancelled_at, recipient_count from dispatch`,
  deliveries: `select v.id, v.dispatch_id, v.document_id, v.unit_id, v.state, v.book_id, v.arrival_number, v.delivered_at, v.opened_at, v.acknowledged_at,
    v.registered_at, v.refused_at, c.id is not null as has_copy from delivery v left join document_copy c on c.id = v.copy_id`,
  receipts: `select id, unit_id, seq::int, delivery_id, document_id, fact, account_id, at, detail from receipt order by unit_id, seq`,
  chains: `select unit_id, seq::int from receipt_chain`,
  assignments: `select delivery_id, replaced_at from assignment`,
  attachments: `select a.id, a.sha256, b.sha256 is not null as has_blob from attachment a left join blob b on b.sha256 = a.sha256`,
  lost_files: `select x.document_id as holder_id, x.attachment_id from outgoing_attachment x left join attachment a on a.id = x.attachment_id where a.id is null
    union all select x.copy_id, x.attachment_id from document_copy_attachment x left join attachment a on a.id = x.attachment_id where a.id is null`,
  keys: `select account_id, key, answer is not null as has_answer from answered_request`,
};

/** Reads as the owner, and only reads. */
export async function readDatabase(url) {
  const client = new pg.Client({ connectionString: url, options: '-c default_transaction_read_only=on' });
  await client.connect();
  try {
    return await readRows(client);
  } finally {
    await client.end();
  }
}

/** @param client a connection, perhaps inside a transaction whose changes are to be seen */
export async function readRows(client) {
  const found = {};
  for (const [name, query] of Object.entries(QUERIES)) found[name] = (await client.query(query)).rows;
  return found;
}

/** The SHA-256 of every file that is stored whole. */
export async function readBlobs(dataDir) {
  const files = await readdir(join(dataDir, 'blobs'), { recursive: true }).catch(() => []);
  return new Set(files.map((path) => path.split('/').at(-1)).filter((name) => /^[0-9a-f]{64}$/.test(name)));
}

/** What the sender sees of each of its documents. */
export async function readApi(client, who, documentIds) {
  const seen = new Map();
  const rest = [...documentIds];
  const reader = async () => {
    for (let id = rest.pop(); id; id = rest.pop()) seen.set(id, await client.read(who, `/outgoing-documents/${id}`));
  };
  await Promise.all([reader(), reader(), reader(), reader()]);
  return seen;
}
