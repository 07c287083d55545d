import type pg from 'pg';
import { linesOfTables, watchWrites } from '../../support/writes.ts';

/** Counted outside the transaction of the call, on purpose; the heartbeat is the worker's. */
const VOLATILE = ['rate_limit', 'worker_heartbeat', 'migration'];

const TABLES = `select format('select concat_ws('' '', %L, count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)) from %I t',
  relname, relname) as text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all($1) order by relname`;

/** Tells whether a call left anything behind: it compares every row of every table. */
export class Traces {
  readonly #db: pg.Pool;
  #writes: Promise<() => Promise<string>> | null = null;
  #ask: Promise<() => Promise<string>> | null = null;
  #known: { readonly at: string; readonly print: string } | null = null;

  constructor(db: pg.Pool) {
    this.#db = db;
  }

  /** A print of all rows. Nothing is read again while no statement has written. */
  async print(): Promise<string> {
    const at = await (await (this.#writes ??= watchWrites(this.#db, VOLATILE)))();
    if (this.#known?.at === at) return this.#known.print;
    const print = await (await (this.#ask ??= this.#tables()))();
    this.#known = { at, print };
    return print;
  }

  async #tables(): Promise<() => Promise<string>> {
    const { rows } = await this.#db.query<{ text: string }>(TABLES, [VOLATILE]);
    return linesOfTables(
      this.#db,
      'gnvb_test_prints',
      rows.map((row) => row.text),
    );
  }
}
