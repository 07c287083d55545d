import type { ClientBase, Pool, QueryResult, QueryResultRow } from 'pg';
import { openWith } from './opening-query.ts';
import type { Naming } from './statement-names.ts';

declare const transaction: unique symbol;

/** What may be asked of the database. Statements are prepared once per connection, under a name (`statement-names`). */
export interface Queries {
  /** All rows. Values are bound, never written into the text. */
  rows<T extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** The first row, or null. */
  first<T extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<T | null>;
  /** The number of rows changed. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
}

/** Proof that a transaction is open: only `UnitOfWork` can make one, so a write outside a transaction does not compile. */
export interface Tx extends Queries {
  readonly [transaction]: true;
  /**
   * Runs `work`, whose statements may take that long where the usual limit is shorter: for those whose honest cost grows with the number of rows.
   * The limit is the usual one again afterwards.
   */
  allow<T>(ms: number, work: () => Promise<T>): Promise<T>;
}

type Ask = <T extends QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<QueryResult<T>>;

/** Queries over one connection or over the pool. */
export function queriesOver(connection: ClientBase | Pool, nameOf: Naming): Queries {
  return queriesBy((text, values = []) =>
    connection.query({ name: nameOf(text) ?? undefined, text, values: [...values] }),
  );
}

function queriesBy(ask: Ask): Queries {
  return {
    rows: async (text, values) => (await ask<never>(text, values)).rows,
    first: async (text, values) => (await ask<never>(text, values)).rows[0] ?? null,
    run: async (text, values) => (await ask(text, values)).rowCount ?? 0,
  };
}

/** A transaction on a connection that is in none: its first statement begins it. Who made it ends it, by `commit` or `rollback`. */
export function txOver(connection: ClientBase, nameOf: Naming): Tx {
  let patience: number | null = null;
  let hasBegun = false;
  const queries = queriesBy((text, values = []) => {
    const limit = patience === null ? {} : { query_timeout: patience };
    const query = { name: nameOf(text) ?? undefined, text, values: [...values], ...limit };
    if (hasBegun) return connection.query(query);
    hasBegun = true;
    return openWith(connection, query);
  });
  const allow = async <T>(ms: number, work: () => Promise<T>): Promise<T> => {
    const before = await queries.first<{ usual: string; ms: number }>(USUAL_LIMIT);
    if (!before || before.ms === 0 || before.ms >= ms) return work();
    await queries.rows(SET_LIMIT, [`${Math.ceil(ms)}ms`]);
    patience = ms + SPARE_MS;
    try {
      const result = await work();
      await queries.rows(SET_LIMIT, [before.usual]);
      return result;
    } finally {
      patience = null;
    }
  };
  return { ...queries, allow } as Tx;
}

/** The server's own limit should be the one that is met. */
const SPARE_MS = 1000;
const USUAL_LIMIT = `select current_setting('statement_timeout') as usual, (extract(epoch from current_setting('statement_timeout')::interval) * 1000)::float8 as ms`;
const SET_LIMIT = `select set_config('statement_timeout', $1, true)`;
