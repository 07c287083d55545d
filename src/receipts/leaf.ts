import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Fact } from './fact.ts';

export type Detail = Readonly<Record<string, string | number | boolean | null>>;

/** The statement of a receipt: everything but its place in the chain. */
export interface Statement {
  readonly id: string;
  readonly unitId: string;
  readonly otherUnitId: string | null;
  readonly deliveryId: string | null;
  readonly documentId: string | null;
  readonly fact: Fact;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly postId: string | null;
  readonly postRole: string | null;
  readonly postTitle: string | null;
  readonly at: Date;
  readonly revision: number;
  readonly impliedBy: string | null;
  readonly address: string | null;
  readonly detail: Detail;
}

/** SHA-256 over the RFC 8785 form of a statement; anybody with the JSON can compute it again. */
export function leafOf(statement: Statement): Buffer {
  const { id, unitId, otherUnitId, deliveryId, documentId, fact, accountId, accountName, postId, postRole, postTitle } =
    statement;
  const { revision, impliedBy, address, detail } = statement;
  const at = statement.at.toISOString();
  const said = {
    v: 1,
    id,
    unitId,
    otherUnitId,
    deliveryId,
    documentId,
    fact,
    accountId,
    accountName,
    postId,
    postRole,
    postTitle,
    at,
    revision,
    impliedBy,
    address,
    detail,
  };
  return createHash('sha256')
    .update(canonicalize(said) ?? '', 'utf8')
    .digest();
}

/** What an empty chain starts from. */
export const CHAIN_START = createHash('sha256').digest();

/** The next head of a chain. `append_receipts` in the database computes the same. */
export function nextHash(head: Buffer, leaf: Buffer): Buffer {
  return createHash('sha256').update(head).update(leaf).digest();
}
