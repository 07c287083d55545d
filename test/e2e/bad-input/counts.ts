import type { TestApp } from '../../support/app.ts';
import { linesOfTables, watchWrites } from '../../support/writes.ts';

/** Written whether or not a request is refused: tries, views and the sign-ins of tests. */
const UNCOUNTED = ['rate_limit', 'audit_entry', 'session', 'migration', 'worker_heartbeat'];

const TABLES = `select format('%I.%I', schemaname, tablename) as name from pg_tables
  where schemaname = 'public' and tablename <> all($1) or tablename = '_private_jobs' order by 1`;

/** Reads how much is in every table, and which transactions wrote it. */
export type Count = () => Promise<string>;

/**
 * Two counts are equal when no row was added, changed or removed between them: xmin is the transaction that wrote a row.
 * @returns how to count; nothing is read again while no statement has written
 */
export async function counter({ db }: TestApp): Promise<Count> {
  const { rows } = await db.query<{ name: string }>(TABLES, [UNCOUNTED]);
  const parts = rows.map(
    ({ name }) =>
      `select '${name}' || ' ' || count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) as line from ${name}`,
  );
  const ask = await linesOfTables(db, 'gnvb_test_counts', parts);
  const writes = await watchWrites(db, UNCOUNTED);
  let known = { at: '', lines: '' };
  return async () => {
    const at = await writes();
    if (known.at !== at) known = { at, lines: await ask() };
    return known.lines;
  };
}

/** The tables that differ, in words. */
export function difference(before: string, after: string): string {
  const known = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => !known.has(line))
    .join('; ');
}
