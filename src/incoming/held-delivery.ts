import type { Actor, Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import type { Tx } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { Delivery, DocumentCopy } from './delivery.entity.ts';
import type { ReceiverAct } from './delivery.states.ts';
import { refusal, WHO, type Part } from './incoming.policy.ts';

/** A delivery whose row this transaction has locked, with what a rule needs to know about the person at it. */
export interface HeldDelivery
  extends
    Pick<
      Delivery,
      | 'id'
      | 'documentId'
      | 'copyId'
      | 'senderUnitId'
      | 'unitId'
      | 'purpose'
      | 'channel'
      | 'state'
      | 'isOpen'
      | 'deliveredAt'
      | 'openedAt'
      | 'acknowledgedAt'
      | 'registeredAt'
      | 'assignedAt'
      | 'startedAt'
      | 'doneAt'
      | 'downloadedAt'
    >,
    Pick<DocumentCopy, 'revision' | 'symbol'> {
  readonly isAssigned: boolean;
  /** Who has which part in the assignment in force, by account. */
  readonly parts: Readonly<Record<string, Part>>;
}

const COLUMNS = `v.id, v.document_id as "documentId", v.copy_id as "copyId", v.sender_unit_id as "senderUnitId", v.unit_id as "unitId", v.purpose, v.channel,
  v.state, v.is_open as "isOpen", v.delivered_at as "deliveredAt", v.opened_at as "openedAt", v.acknowledged_at as "acknowledgedAt",
  v.registered_at as "registeredAt", v.assigned_at as "assignedAt", v.started_at as "startedAt", v.done_at as "doneAt",
  v.downloaded_at as "downloadedAt", c.revision, c.symbol`;

/**
 * Locks the receiver's delivery: an act and a recall at the same instant exclude each other here.
 * @throws request.not-found when it is not the caller's unit's, or has not arrived
 */
export async function holdForReceiver(tx: Tx, caller: Principal, id: string): Promise<HeldDelivery> {
  const held = await tx.first<HeldDelivery>(
    `select ${COLUMNS}, a.id is not null as "isAssigned",
       coalesce((select json_object_agg(p.account_id, p.part) from assignment_person p where p.assignment_id = a.id), '{}') as parts
     from delivery v join document_copy c on c.id = v.copy_id
     left join assignment a on a.delivery_id = v.id and a.replaced_at is null
     where v.id = $1 and v.unit_id = any($2) and v.delivered_at is not null for update of v`,
    [id, caller.unitIds(STAFF)],
  );
  if (!held) throw REQUEST.notFound();
  return held;
}

/** Locks what a unit has not finished receiving: what a successor could take over. */
export async function holdUnfinishedOf(tx: Tx, unitId: string): Promise<HeldDelivery[]> {
  return tx.rows<HeldDelivery>(
    `select ${COLUMNS}, false as "isAssigned", '{}'::json as parts from delivery v join document_copy c on c.id = v.copy_id
     where v.unit_id = $1 and v.is_open and v.sender_unit_id is not null and v.state in ('queued', 'delivered', 'opened', 'acknowledged')
     order by v.id for update of v`,
    [unitId],
  );
}

/** Locks a sender's deliveries in the order of their ids, so that two such acts never wait for each other in a ring. */
export async function holdForSender(
  tx: Tx,
  where: 'id' | 'documentId',
  value: string,
  senderUnitId: string,
): Promise<HeldDelivery[]> {
  const column = { id: 'v.id', documentId: 'v.document_id' }[where];
  return tx.rows<HeldDelivery>(
    `select ${COLUMNS}, false as "isAssigned", '{}'::json as parts from delivery v join document_copy c on c.id = v.copy_id
     where ${column} = $1 and v.sender_unit_id = $2 order by v.id for update of v`,
    [value, senderUnitId],
  );
}

/** Lets the caller act on a delivery of their unit, in their own name or that of a colleague they stand in for. @throws why not */
export function actOn(caller: Principal, held: HeldDelivery, act: ReceiverAct): Actor {
  return caller.actIn(held.unitId, WHO[act], ({ accountId, roles }) =>
    refusal(act, held, { roles, part: held.parts[accountId] ?? null }),
  );
}
