import { createHash } from 'node:crypto';
import type { ClientBase, Pool, QueryResultRow } from 'pg';

declare const transaction: unique symbol;

/** What may be asked of the database. Statements are prepared once per connection under a name made from their text. */
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

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const made = createHash('sha1').update(text).digest('hex').slice(0, 20);
  names.set(text, made);
  return made;
}

/** Queries over one connection or over the pool. */
export function queriesOver(connection: ClientBase | Pool): Queries {
  const ask = async <T extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    connection.query<T>({ name: nameOf(text), text, values: [...values] });
  return {
    rows: async (text, values) => (await ask<never>(text, values)).rows,
    first: async (text, values) => (await ask<never>(text, values)).rows[0] ?? null,
    run: async (text, values) => (await ask(text, values)).rowCount ?? 0,
  };
}
