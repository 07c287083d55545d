import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ScanGate } from '../attachments/scan-gate.ts';
import { Deliveries, type Sending } from '../incoming/deliveries.service.ts';
import type { Delivered } from '../incoming/recipient-query.ts';
import type { Actor, Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { DispatchContent } from './dispatch-content.ts';
import { DispatchEffects } from './dispatch-effects.ts';
import { RELEASE } from './dispatch.tasks.ts';
import { fileIdsOf } from './document-files.ts';
import { toLine } from './draft-parts.ts';
import { findDocument, holdDocument } from './held-document.ts';
import type { DispatchOutgoing } from './outgoing.dto.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { OUTGOING } from './outgoing.errors.ts';
import { WHO } from './outgoing.policy.ts';
import { dispatched, toDispatchWire, type DispatchRow } from './dispatch.rows.ts';
import type { DispatchWire } from './outgoing.wire.ts';
import { nobodyTo, PreFlight, type Plan } from './pre-flight.ts';
import type { Line } from './recipient-line.ts';
import { recipientsOf } from './recipients.sql.ts';
import { refuseWaitingDispatch } from './waiting-dispatch.ts';

const YEAR_MS = 366 * 24 * 3600_000;

/** Gửi: one issued document to all its recipients, in one transaction. */
@Injectable()
export class Dispatching {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly preFlight: PreFlight,
    private readonly content: DispatchContent,
    private readonly deliveries: Deliveries,
    private readonly effects: DispatchEffects,
    private readonly jobs: Jobs,
    private readonly gate: ScanGate,
    private readonly units: UnitsReader,
  ) {}

  dispatch(caller: Principal, id: string, repeat: RepeatKey | null, body: DispatchOutgoing): Promise<DispatchWire> {
    return this.work.once(repeat, async (tx) => {
      const { document, actor } = await holdDocument(tx, caller, id, 'dispatch');
      await refuseWaitingDispatch(tx, id);
      const at = this.clock.now();
      const sendAt = timeToSend(body.sendAt, at);
      // Verdicts that come now wait, and find what is decided here.
      const fileIds = await fileIdsOf(tx, id);
      await this.gate.hold(tx, fileIds);
      const lines = body.recipients ? body.recipients.map(toLine) : null;
      const plan = await this.preFlight.plan(tx, document, lines, fileIds);
      const sending = await this.record(tx, document, actor, plan, at, sendAt, body.alsoByEmail ?? true);
      const delivered = await this.deliver(tx, document, plan, sending, at);
      if (sendAt > at) await this.jobs.enqueue(tx, RELEASE, {}, { runAt: sendAt });
      else if (!sending.isScheduled) await this.effects.wentOut(tx, document, sending, actor, proofOf(delivered));
      return this.read(tx, sending.dispatchId);
    });
  }

  /** A dispatch that still waits can be taken back without a trace at the units: they never had it. */
  cancel(caller: Principal, id: string, dispatchId: string): Promise<Outcome<DispatchWire>> {
    return this.work.run(async (tx) => {
      const document = await findDocument(tx, caller, id, 'for update');
      const actor = caller.actFor(document.unitId, WHO.dispatch);
      const dispatch = await tx.first<DispatchRow>(
        `select * from dispatch where id = $1 and document_id = $2 for update`,
        [dispatchId, id],
      );
      if (!dispatch) throw REQUEST.notFound();
      if (dispatch.cancelled_at) return Outcome.already(toDispatchWire(dispatch));
      if (dispatch.sent_at) throw OUTGOING.alreadySent();
      await this.effects.takenBack(tx, document, dispatched(dispatch), actor);
      return Outcome.done(await this.read(tx, dispatchId));
    });
  }

  /** Makes the copies, and writes down with the dispatch whom its lines have reached. */
  private async deliver(
    tx: Tx,
    document: OutgoingDocument,
    { lines, fileIds }: Plan,
    sending: Sending,
    at: Date,
  ): Promise<Delivered> {
    const copyId = await this.content.freeze(tx, document, lines, fileIds, at);
    const { urgency, respondBy, unitId } = document;
    const recipients = recipientsOf(unitId, lines);
    const most = lines.length + (lines.some((line) => line.target !== 'unit') ? await this.units.atMost(tx) : 0);
    const delivered = await this.deliveries.deliver(tx, sending, copyId, urgency, respondBy, recipients, most);
    const nobody = nobodyTo(delivered.reached, delivered.made);
    if (nobody) throw nobody;
    await refuseClosedMeanwhile(tx, sending);
    await tx.run(`update dispatch set lines = $2, recipient_count = $3 where id = $1`, [
      sending.dispatchId,
      JSON.stringify(lines.map((line, i): Line => ({ ...line, count: delivered.countOf(i) }))),
      delivered.made,
    ]);
    return delivered;
  }

  private async record(
    tx: Tx,
    document: OutgoingDocument,
    actor: Actor,
    plan: Plan,
    at: Date,
    sendAt: Date,
    oldInboxesToo: boolean,
  ): Promise<Sending> {
    const dispatchId = randomUUID();
    const waitsForScan = sendAt <= at && plan.files.some(({ state }) => state === 'pending');
    const isScheduled = sendAt > at || waitsForScan;
    await tx.run(
      `insert into dispatch (id, document_id, unit_id, by_account_id, by_post_id, made_at, send_at, sent_at, lines, recipient_count, delegation_id, waits_for,
         old_inboxes_too)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        dispatchId,
        document.id,
        document.unitId,
        actor.principal.accountId,
        actor.post.id,
        at,
        sendAt,
        isScheduled ? null : at,
        '[]',
        0,
        actor.post.delegation?.id ?? null,
        waitsForScan ? 'scan' : null,
        oldInboxesToo,
      ],
    );
    const isFirst = document.state === 'issued';
    return { dispatchId, documentId: document.id, senderUnitId: document.unitId, at: sendAt, isScheduled, isFirst };
  }

  private async read(tx: Tx, dispatchId: string): Promise<DispatchWire> {
    const row = await tx.first<DispatchRow>(`select * from dispatch where id = $1`, [dispatchId]);
    if (!row) throw new Error('a dispatch just made is gone');
    return toDispatchWire(row);
  }
}

/** The copies hold their units' rows against closing; a unit that closed between the check and the copy is seen here. */
async function refuseClosedMeanwhile(tx: Tx, { documentId, dispatchId }: Sending): Promise<void> {
  const closed = await tx.rows<{ name: string }>(
    `select unit_name_on(u.id, u.closed_on) as name from unit u where u.closed_on is not null
       and (select dispatch_id from delivery v where v.document_id = $1 and v.unit_id = u.id and v.taken_back_id is null) = $2 limit 10`,
    [documentId, dispatchId],
  );
  if (closed.length > 0) throw OUTGOING.closedRecipients({ units: closed.map((unit) => unit.name).join(', ') });
}

function timeToSend(asked: string | null | undefined, now: Date): Date {
  if (!asked) return now;
  const at = new Date(asked);
  if (at <= now) throw OUTGOING.sendAtInPast();
  if (at.getTime() - now.getTime() > YEAR_MS) throw OUTGOING.sendAtTooFar();
  return at;
}

/** Binds the receipt to exactly these recipients: SHA-256 over their ids and purposes in order. */
function proofOf({ made, sha256 }: Delivered): { recipients: number; recipientsSha256: string } {
  return { recipients: made, recipientsSha256: sha256 };
}
