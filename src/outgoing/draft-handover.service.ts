import { Injectable } from '@nestjs/common';
import type { Queries, Tx } from '../platform/database/tx.ts';
import type { OutgoingState } from './outgoing.states.ts';

/** A document somebody drafts and has not seen issued. Says nothing of its content: administrators read it too. */
export interface OpenDraft {
  readonly [column: string]: unknown;
  readonly documentId: string;
  readonly unitId: string;
  readonly typeCode: string;
  readonly state: OutgoingState;
  readonly updatedAt: Date;
}

const OPEN = `select id as "documentId", unit_id as "unitId", type_code as "typeCode", state, updated_at as "updatedAt" from outgoing_document
  where drafted_by = $1 and unit_id = any($2) and state in ('draft', 'submitted', 'approved') order by id`;
const STEP = `insert into outgoing_step (id, document_id, act, from_state, to_state, account_id, at, reason)
  select gen_random_uuid(), id, 'handOver', state, state, $2, $3, $4 from outgoing_document where id = any($1) order by id`;

/** Hands the documents somebody drafts over to a successor: the drafter's rights pass on, its steps still say who drafted. */
@Injectable()
export class DraftHandover {
  open(queries: Queries, accountId: string, unitIds: readonly string[]): Promise<OpenDraft[]> {
    return queries.rows<OpenDraft>(OPEN, [accountId, unitIds]);
  }

  /** @param by the administrator who hands over. @returns what was moved */
  async move(
    tx: Tx,
    fromId: string,
    toId: string,
    unitIds: readonly string[],
    by: { readonly accountId: string; readonly reason: string; readonly at: Date },
  ): Promise<OpenDraft[]> {
    const held = await tx.rows<OpenDraft>(`${OPEN} for update`, [fromId, unitIds]);
    if (held.length === 0) return [];
    const ids = held.map((draft) => draft.documentId);
    await tx.run(
      `update outgoing_document set drafted_by = $2, version = version + 1, updated_at = $3 where id = any($1)`,
      [ids, toId, by.at],
    );
    await tx.run(STEP, [ids, by.accountId, by.at, by.reason]);
    return held;
  }
}
