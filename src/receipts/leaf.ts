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
  /** The delegation (uỷ quyền) it was done under, and the absent colleague who holds the post; all null: in an own post. */
  readonly delegationId: string | null;
  readonly forAccountId: string | null;
  readonly forAccountName: string | null;
}

/**
 * SHA-256 over the RFC 8785 form of a statement; anybody with the JSON can compute it again. What was done in an own post is stated
 * as it always was (`v` 1); what was done for a colleague names the delegation (`v` 2).
 */
export function leafOf(statement: Statement): Buffer {
  const { id, unitId, otherUnitId, deliveryId, documentId, fact, accountId, accountName, postId, postRole, postTitle } =
    statement;
  const { revision, impliedBy, address, detail } = statement;
  const at = statement.at.toISOString();
  const said = {
    ...delegationOf(statement),
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

/** Any of the three counts, so that none of them can be written in later. */
function delegationOf({ delegationId, forAccountId, forAccountName }: Statement) {
  if (delegationId === null && forAccountId === null && forAccountName === null) return { v: 1 };
  return { v: 2, delegation: { id: delegationId, accountId: forAccountId, accountName: forAccountName } };
}

/** What an empty chain starts from. */
export const CHAIN_START = createHash('sha256').digest();

/** The next head of a chain. `append_receipts` in the database computes the same. */
export function nextHash(head: Buffer, leaf: Buffer): Buffer {
  return createHash('sha256').update(head).update(leaf).digest();
}
