import type pg from 'pg';

const NAME = 'gnvb_test_writes';

/** Tables of the service and its queue, named as SQL names them; `except` are names without a schema. */
const TABLES = `select c.oid::regclass::text as name from pg_class c
  where c.relkind in ('r', 'p') and (c.relnamespace = 'public'::regnamespace and c.relname <> all($1) or c.relname = '_private_jobs')`;

/** With what is written and not yet committed: rows read before the commit do not count as those after it. `is_called`: the first value is 1, before and after it was given. */
const STATE = `select concat_ws(' ', last_value, is_called, (select string_agg(backend_xid::text, ',' order by pid)
  from pg_stat_activity where datname = current_database())) as at from ${NAME}`;

/**
 * Makes a database tell cheaply that nothing was written: every statement that writes to a table advances a sequence, also when its
 * transaction is rolled back and when it touches no row.
 * @param except tables that may be written to unnoticed
 * @returns reads the state of writing. Equal ones: no table was written to in between. Different ones: look at the rows.
 */
export async function watchWrites(db: pg.Pool, except: readonly string[]): Promise<() => Promise<string>> {
  const { rows } = await db.query<{ name: string }>(TABLES, [except]);
  const trigger = `create or replace trigger ${NAME} after insert or update or delete or truncate on`;
  // As the owner: the service's login has no right to the sequence.
  await db.query(`create sequence if not exists ${NAME};
    create or replace function ${NAME}() returns trigger language plpgsql security definer as
      $$ begin perform nextval('public.${NAME}'); return null; end $$;
    ${rows.map(({ name }) => `${trigger} ${name} for each statement execute function ${NAME}();`).join('\n')}`);
  const query = { name: NAME, text: STATE };
  return async () => (await db.query<{ at: string }>(query)).rows[0]?.at ?? '';
}

/**
 * Lines that many tables are asked for in one statement, e.g. how many rows each has; a line for a table, in their order.
 * @param name of the function it becomes
 * @param selects each `select <text> …`
 * @returns asks it. Without helpers: starting two processes costs more than reading all of it, and they answer in any order.
 */
export async function linesOfTables(
  db: pg.Pool,
  name: string,
  selects: readonly string[],
): Promise<() => Promise<string>> {
  await db.query(`create or replace function ${name}() returns setof text language plpgsql
    set max_parallel_workers_per_gather = 0 as $$ begin return query ${selects.join(' union all ')}; end $$`);
  const query = { name, text: `select ${name}() as line` };
  return async () => (await db.query<{ line: string }>(query)).rows.map(({ line }) => line).join('\n');
}
