import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool, QueryResultRow } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { queriesOver, type Queries } from './tx.ts';

/** Reads outside a transaction, over the same pool that TypeORM uses. */
@Injectable()
export class Database implements Queries {
  readonly #queries: () => Queries;

  constructor(@InjectDataSource() private readonly source: DataSource) {
    let made: Queries | null = null;
    this.#queries = () => (made ??= queriesOver(this.pool));
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
