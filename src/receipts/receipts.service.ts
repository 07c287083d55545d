import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access/principal.ts';
import type { Tx } from '../platform/database/tx.ts';
import type { Fact } from './fact.ts';
import { leafOf, type Detail, type Statement } from './leaf.ts';

/** Who states a fact: a person in the capacity of a post, or the service itself. */
export type Witness = Actor | 'system';

export interface NewReceipt {
  readonly fact: Fact;
  readonly deliveryId: string | null;
  readonly documentId: string | null;
  /** The other party of the delivery, who may read the receipt too. */
  readonly otherUnitId: string | null;
  readonly revision: number;
  readonly impliedBy?: string;
  readonly id?: string;
  readonly detail?: Detail;
}

/** A statement and its leaf in hex, as JSON. */
export interface StatedFact extends Omit<Statement, 'at'> {
  readonly at: string;
  readonly leaf: string;
}

/** Writes the append-only log of facts, chained per unit. */
@Injectable()
export class Receipts {
  /**
   * Appends receipts to the chain of the unit that acts, in the order given, in one round trip.
   * The unit's chain is locked until the transaction ends: lock deliveries first, chains last.
   */
  async append(tx: Tx, unitId: string, witness: Witness, at: Date, facts: readonly NewReceipt[]): Promise<void> {
    if (facts.length === 0) return;
    const stated = stateFacts(unitId, witness, at, facts);
    await tx.rows(`select append_receipts($1, $2)`, [unitId, JSON.stringify(stated)]);
  }
}

/** Facts as a unit states them by its witness, in the order given and with their leaves: what `append_receipts` takes. */
export function stateFacts(unitId: string, witness: Witness, at: Date, facts: readonly NewReceipt[]): StatedFact[] {
  return facts.map((fact) => {
    const statement = stateFact(unitId, witness, at, fact);
    return { ...statement, at: at.toISOString(), leaf: leafOf(statement).toString('hex') };
  });
}

function stateFact(unitId: string, witness: Witness, at: Date, fact: NewReceipt): Statement {
  const person = witness === 'system' ? null : witness;
  return {
    id: fact.id ?? randomUUID(),
    unitId,
    otherUnitId: fact.otherUnitId,
    deliveryId: fact.deliveryId,
    documentId: fact.documentId,
    fact: fact.fact,
    accountId: person?.principal.accountId ?? null,
    accountName: person?.principal.displayName ?? null,
    postId: person?.post.id ?? null,
    postRole: person?.post.role ?? null,
    postTitle: person?.post.title ?? null,
    at,
    revision: fact.revision,
    impliedBy: fact.impliedBy ?? null,
    address: person?.principal.address ?? null,
    detail: fact.detail ?? {},
    delegationId: person?.post.delegation?.id ?? null,
    forAccountId: person?.post.delegation?.accountId ?? null,
    forAccountName: person?.post.delegation?.accountName ?? null,
  };
}
