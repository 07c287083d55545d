import { randomUUID } from 'node:crypto';
import type { Actor, Capacity, Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { maySee, refusal, WHO } from './outgoing.policy.ts';
import { IN_THE_MAKING, STEPS, type OutgoingAct, type OutgoingState } from './outgoing.states.ts';

const COLUMNS = `id, unit_id as "unitId", kind, type_code as "typeCode", state, revision, subject, summary, urgency, signer_capacity as "signerCapacity",
  signer_name as "signerName", signer_title as "signerTitle", respond_by as "respondBy", page_count as "pageCount", copy_count as "copyCount", note,
  replies_to as "repliesTo", book_id as "bookId", number, symbol, symbol_key as "symbolKey", document_date::text as "documentDate",
  drafted_by as "draftedBy", drafted_at as "draftedAt", issued_at as "issuedAt", closing_reason as "closingReason",
  superseded_by as "supersededBy", version, updated_at as "updatedAt"`;

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
  return findWith(queries, caller, id, '', lock);
}

/**
 * The same, with more of it in the same question.
 * @param more columns that begin with a comma; $1 is the document
 * @param values those of the columns, behind the document and the units of the caller
 * @throws request.not-found
 */
export async function findWith<More extends object>(
  queries: Queries,
  caller: Principal,
  id: string,
  more: string,
  lock: '' | 'for update' = '',
  values: readonly unknown[] = [id, caller.unitIds(STAFF)],
): Promise<OutgoingDocument & More> {
  const found = await queries.first<OutgoingDocument & More>(
    `select ${COLUMNS}${more} from outgoing_document where id = $1 and unit_id = any($2) ${lock}`,
    values,
  );
  if (!found) throw REQUEST.notFound();
  viewerOf(caller, found);
  return found;
}

/** In whose name the caller sees a document of their unit: their own, when that suffices. @throws request.not-found */
export function viewerOf(caller: Principal, document: Pick<OutgoingDocument, 'unitId' | 'state' | 'draftedBy'>): Actor {
  const inTheMaking = IN_THE_MAKING.includes(document.state);
  return caller.actIn(document.unitId, STAFF, (capacity) =>
    works(capacity) && maySee(document, inTheMaking, capacity) ? null : REQUEST.notFound(),
  );
}

const works = ({ roles }: Capacity): boolean => STAFF.some((role) => roles.includes(role));

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
  return { document, actor: actorFor(caller, document, act) };
}

/** Asks the rule of a document that is locked already. @throws why the act is not allowed now */
export function actorFor(caller: Principal, document: OutgoingDocument, act: Exclude<OutgoingAct, 'supersede'>): Actor {
  return caller.actIn(document.unitId, WHO[act], (capacity) => refusal(act, document, capacity));
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
  await tx.run(
    `with moved as (update outgoing_document set state = $5, version = version + 1, updated_at = $8 where id = $2)
     insert into outgoing_step (id, document_id, act, from_state, to_state, account_id, post_id, at, reason, delegation_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
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
      actor?.post.delegation?.id ?? null,
    ],
  );
  return next;
}
