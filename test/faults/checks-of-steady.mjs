// What was told about acknowledgements against what is there.
import pg from 'pg';

const QUERIES = {
  boards: `select id, acknowledged_at as at from delivery where acknowledged_at is not null`,
  proofs: `select delivery_id as id, count(*)::int as times, min(at) as at from receipt where fact = 'acknowledged' group by delivery_id`,
  chains: `select c.unit_id as unit, c.seq::int as head, count(r.seq)::int as receipts, coalesce(max(r.seq), 0)::int as last
    from receipt_chain c left join receipt r on r.unit_id = c.unit_id group by c.unit_id, c.seq`,
};

export async function readSteady(url) {
  const client = new pg.Client({ connectionString: url, options: '-c default_transaction_read_only=on' });
  await client.connect();
  try {
    return await readSteadyRows(client);
  } finally {
    await client.end();
  }
}

/** @param client a connection of the owner */
export async function readSteadyRows(client) {
  const found = {};
  for (const [name, query] of Object.entries(QUERIES)) found[name] = (await client.query(query)).rows;
  return found;
}

/** @param told `{ id, at }` of every delivery: the time its unit was told @returns findings */
export function checkSteady(told, { boards, proofs, chains }) {
  const findings = [];
  const report = (kind, what) => findings.push({ kind, what });
  const [shown, proven] = [boards, proofs].map((rows) => new Map(rows.map((row) => [row.id, row])));
  for (const { id, at } of told) {
    if (at.startsWith('refused')) report('unexpected-answer', `${id}: ${at}`);
    else if (!proven.has(id) || !shown.has(id)) report('lost-acknowledge', id);
    else if (proven.get(id).at.toISOString() !== at || shown.get(id).at.toISOString() !== at)
      report('time-moved', `${id}: told ${at}, proven ${proven.get(id).at.toISOString()}`);
  }
  const asked = new Set(told.map(({ id }) => id));
  for (const { id, times } of proofs) {
    if (times > 1) report('duplicate-acknowledge', `${id}: ${times} receipts`);
    if (!asked.has(id)) report('half-acknowledge', `${id}: proven, and nobody was told`);
  }
  for (const { unit, head, receipts, last } of chains)
    if (head !== receipts || head !== last)
      report('receipt-gap', `chain of ${unit}: ${receipts} of ${head}, last ${last}`);
  return findings;
}
