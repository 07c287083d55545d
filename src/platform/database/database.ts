import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ClientBase, Pool, QueryResultRow } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { Config } from '../config/config.ts';
import { makeNaming, type Naming } from './statement-names.ts';
import { queriesOver, txOver, type Queries, type Tx } from './tx.ts';

/** Reads outside a transaction, over the same pool that TypeORM uses. */
@Injectable()
export class Database implements Queries {
  readonly #queries: () => Queries;
  readonly #naming: Naming;

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    config: Config,
  ) {
    this.#naming = makeNaming(config.get('DATABASE_PREPARED') === 'on');
    let made: Queries | null = null;
    this.#queries = () => (made ??= this.over(this.pool));
  }

  /** A transaction on a connection of the pool, see `txOver`. */
  tx(connection: ClientBase): Tx {
    return txOver(connection, this.#naming);
  }

  /** The same over another pool or one connection. */
  over(connection: ClientBase | Pool): Queries {
    return queriesOver(connection, this.#naming);
  }

  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  /** TypeORM's own way, for the quiet screens. */
  get manager(): EntityManager {
    return this.source.manager;
  }

  rows<T extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<T[]> {
    return this.#queries().rows<T>(text, values);
  }

  first<T extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<T | null> {
    return this.#queries().first<T>(text, values);
  }

  run(text: string, values?: readonly unknown[]): Promise<number> {
    return this.#queries().run(text, values);
  }
}
