import { randomUUID } from 'node:crypto';
import type { Actor, Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { maySee, refusal, WHO, type Doer } from './outgoing.policy.ts';
import { IN_THE_MAKING, STEPS, type OutgoingAct, type OutgoingState } from './outgoing.states.ts';

const COLUMNS = `id, unit_id as "unitId", kind, type_code as "typeCode", state, revision, subject, summary, urgency, signer_capacity as "signerCapacity",
  signer_name as "signerName", signer_title as "signerTitle", respond_by as "respondBy", page_count as "pageCount", copy_count as "copyCount", note,
  replies_to as "repliesTo", book_id as "bookId", number, symbol, symbol_key as "symbolKey", document_date::text as "documentDate",
  drafted_by as "draftedBy", drafted_at as "draftedAt", issued_at as "issuedAt", closing_reason as "closingReason",
  superseded_by as "supersededBy", version, updated_at as "updatedAt"`;

/** The caller as the rules of a unit's documents see them. */
export function doerAt(caller: Principal, unitId: string): Doer {
  return { accountId: caller.accountId, roles: caller.posts.filter((p) => p.unitId === unitId).map((p) => p.role) };
}

/**
 * A document of one of the caller's units that they may see.
 * @throws request.not-found
 */
export async function findDocument(
  queries: Queries,
  caller: Principal,
  id: string,
  lock: '' | 'for update' = '',
): Promise<OutgoingDocument> {
  const found = await queries.first<OutgoingDocument>(
    `select ${COLUMNS} from outgoing_document where id = $1 and unit_id = any($2) ${lock}`,
    [id, caller.unitIds(STAFF)],
  );
  if (!found || !maySee(found, IN_THE_MAKING.includes(found.state), doerAt(caller, found.unitId)))
    throw REQUEST.notFound();
  return found;
}

/** Locks a document for the service itself: a scheduled dispatch whose hour has come. */
export async function lockForService(tx: Tx, id: string): Promise<OutgoingDocument> {
  const found = await tx.first<OutgoingDocument>(`select ${COLUMNS} from outgoing_document where id = $1 for update`, [
    id,
  ]);
  if (!found) throw new Error('a dispatch without its document');
  return found;
}

/** Locks the document and asks the rule; an act that is not allowed now throws why. */
export async function holdDocument(
  tx: Tx,
  caller: Principal,
  id: string,
  act: Exclude<OutgoingAct, 'supersede'>,
): Promise<{ document: OutgoingDocument; actor: Actor }> {
  const document = await findDocument(tx, caller, id, 'for update');
  const refused = refusal(act, document, doerAt(caller, document.unitId));
  if (refused) throw refused;
  return { document, actor: caller.actFor(document.unitId, WHO[act]) };
}

/** Moves a locked document along the table and writes the step down. @returns the new state */
export async function advance(
  tx: Tx,
  document: Pick<OutgoingDocument, 'id' | 'state'>,
  act: OutgoingAct,
  actor: Actor | null,
  at: Date,
  reason: string | null = null,
): Promise<OutgoingState> {
  const next = STEPS[document.state][act];
  if (!next) throw new Error(`${act} is not a step from ${document.state}`);
  await tx.run(`update outgoing_document set state = $2, version = version + 1, updated_at = $3 where id = $1`, [
    document.id,
    next,
    at,
  ]);
  await tx.run(
    `insert into outgoing_step (id, document_id, act, from_state, to_state, account_id, post_id, at, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      randomUUID(),
      document.id,
      act,
      document.state,
      next,
      actor?.principal.accountId ?? null,
      actor?.post.id ?? null,
      at,
      reason,
    ],
  );
  return next;
}
