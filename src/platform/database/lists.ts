import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { Database } from './database.ts';
import { Replica } from './replica.ts';
import type { Queries } from './tx.ts';

/**
 * Reads for lists: from the replica when it has everything that was committed before the question, otherwise from the primary. Who
 * asks sees the same either way. For plain selects only, outside transactions; who the caller is and what they may see is decided on
 * the primary.
 */
@Injectable()
export class Lists implements Pick<Queries, 'rows' | 'first'> {
  constructor(
    private readonly database: Database,
    private readonly replica: Replica,
  ) {}

  async rows<T extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    return (await this.replica.rows<T>(text, values)) ?? this.database.rows<T>(text, values);
  }

  async first<T extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<T | null> {
    return (await this.rows<T>(text, values))[0] ?? null;
  }
}
