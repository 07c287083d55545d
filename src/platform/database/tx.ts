import type { ClientBase, Pool, QueryResultRow } from 'pg';
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
}

/** Queries over one connection or over the pool. */
export function queriesOver(connection: ClientBase | Pool, nameOf: Naming): Queries {
  const ask = async <T extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    connection.query<T>({ name: nameOf(text) ?? undefined, text, values: [...values] });
  return {
    rows: async (text, values) => (await ask<never>(text, values)).rows,
    first: async (text, values) => (await ask<never>(text, values)).rows[0] ?? null,
    run: async (text, values) => (await ask(text, values)).rowCount ?? 0,
  };
}
