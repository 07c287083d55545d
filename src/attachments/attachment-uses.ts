import { Injectable } from '@nestjs/common';
import type { Queries } from '../platform/database/tx.ts';

/** A document that a file belongs to, as far as administrators may know it: never its subject. */
export interface DocumentOfFile {
  readonly attachmentId: string;
  readonly id: string;
  /** Số ký hiệu; null before it is issued. */
  readonly symbol: string | null;
  readonly unitName: string;
}

/** What another room knows of files. */
export interface AttachmentUse {
  /** Those of the files that the room refers to where no foreign key tells; they are never removed. */
  among?(queries: Queries, attachmentIds: readonly string[]): Promise<readonly string[]>;
  /** The documents the files belong to. */
  documentsOf?(queries: Queries, attachmentIds: readonly string[]): Promise<readonly DocumentOfFile[]>;
}

/** Rooms that refer to files say so here, in `onModuleInit`. A reference by foreign key needs no word: it is found in the schema. */
@Injectable()
export class AttachmentUses {
  readonly #uses: AttachmentUse[] = [];

  add(use: AttachmentUse): void {
    this.#uses.push(use);
  }

  async among(queries: Queries, attachmentIds: readonly string[]): Promise<ReadonlySet<string>> {
    const used = new Set<string>();
    for (const use of this.#uses) for (const id of (await use.among?.(queries, attachmentIds)) ?? []) used.add(id);
    return used;
  }

  async documentsOf(queries: Queries, attachmentIds: readonly string[]): Promise<readonly DocumentOfFile[]> {
    const found: DocumentOfFile[] = [];
    for (const use of this.#uses) found.push(...((await use.documentsOf?.(queries, attachmentIds)) ?? []));
    return found;
  }
}

/**
 * Conditions that hold when no row refers to `<of>.<column>` by a foreign key that would keep it from being deleted; read from the
 * schema, so that a table made later is never forgotten.
 */
export async function unreferenced(queries: Queries, table: string, of: string, column: string): Promise<string> {
  const keys = await queries.rows<{ condition: string }>(
    `select format('not exists (select from %s r where r.%I = %s)', c.conrelid::regclass, a.attname, $2::text) as condition
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = to_regclass($1) and c.confdeltype in ('a', 'r') order by 1`,
    [table, `${of}.${column}`],
  );
  return keys.map(({ condition }) => condition).join(' and ') || 'true';
}
