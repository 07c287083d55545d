import { Injectable } from '@nestjs/common';
import { STAFF } from '../platform/access/role.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { Lists } from '../platform/database/lists.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { Receipt } from './receipt.entity.ts';
import type { ChainHeadWire, ReceiptWire } from './receipt.wire.ts';
import type { ReceiptsQuery } from './receipts.dto.ts';

/** A receipt's columns under the names of its entity. */
export const RECEIPT_COLUMNS = `id, unit_id as "unitId", other_unit_id as "otherUnitId", seq, delivery_id as "deliveryId", document_id as "documentId", fact,
  account_id as "accountId", account_name as "accountName", post_id as "postId", post_role as "postRole", post_title as "postTitle", at, revision,
  implied_by as "impliedBy", address, detail, delegation_id as "delegationId", for_account_id as "forAccountId", for_account_name as "forAccountName", leaf, hash`;

/** A receipt is for both parties of its delivery, and for nobody else. */
const MINE = `(unit_id = any($1) or other_unit_id = any($1))`;

@Injectable()
export class ReceiptsReader {
  constructor(
    private readonly database: Database,
    private readonly lists: Lists,
  ) {}

  /** Those of the files that receipts name as evidence. */
  async evidenceAmong(queries: Queries, attachmentIds: readonly string[]): Promise<string[]> {
    const rows = await queries.rows<{ id: string }>(
      `select distinct detail->>'attachmentId' as id from receipt
       where detail->>'attachmentId' = any($1::text[]) and detail->>'attachmentId' is not null and fact <> 'downloaded'`,
      [attachmentIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Newest first; facts of one act bear the same time and keep the order of their chain. */
  async list(caller: Principal, query: ReceiptsQuery): Promise<Page<ReceiptWire>> {
    const values: unknown[] = [caller.unitIds(STAFF), query.limit + 1];
    const where = [MINE];
    const bind = (value: unknown) => `$${values.push(value)}`;
    if (query.deliveryId) where.push(`delivery_id = ${bind(query.deliveryId)}`);
    if (query.documentId) where.push(`document_id = ${bind(query.documentId)}`);
    if (query.after) {
      const [at, seq, id] = decodeCursor(query.after, ['time', 'number', 'id']);
      where.push(`(at, seq, id) < (${bind(at)}::timestamptz, ${bind(seq)}::bigint, ${bind(id)}::uuid)`);
    }
    const rows = await this.lists.rows<Receipt>(
      `select ${RECEIPT_COLUMNS} from receipt where ${where.join(' and ')} order by at desc, seq desc, id desc limit $2`,
      values,
    );
    return toPage(rows, query.limit, (row) => [row.at.toISOString(), Number(row.seq), row.id], toReceiptWire);
  }

  /** @throws request.not-found */
  async one(caller: Principal, id: string): Promise<ReceiptWire> {
    const row = await this.database.first<Receipt>(`select ${RECEIPT_COLUMNS} from receipt where ${MINE} and id = $2`, [
      caller.unitIds(STAFF),
      id,
    ]);
    if (!row) throw REQUEST.notFound();
    return toReceiptWire(row);
  }

  /** Heads of the chains of the caller's units. */
  async heads(caller: Principal): Promise<ChainHeadWire[]> {
    const rows = await this.database.rows<{ unit_id: string; seq: string; hash: Buffer }>(
      `select unit_id, seq, hash from receipt_chain where unit_id = any($1) order by unit_id`,
      [caller.unitIds(STAFF)],
    );
    return rows.map((row) => ({ unitId: row.unit_id, seq: Number(row.seq), hash: row.hash.toString('hex') }));
  }
}

/** The receipt as both parties see it. */
export function toReceiptWire(row: Receipt): ReceiptWire {
  const { seq, at, leaf, hash, ...statement } = row;
  return {
    ...statement,
    seq: Number(seq),
    at: at.toISOString(),
    leaf: leaf.toString('hex'),
    hash: hash.toString('hex'),
  };
}
