import { Injectable } from '@nestjs/common';
import { Deliveries } from '../incoming/deliveries.service.ts';
import type { Actor, Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { NumberBooks } from '../registers/number-books.service.ts';
import { actorFor, advance, findDocument } from './held-document.ts';
import type { WithReason } from './outgoing.dto.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { WHO } from './outgoing.policy.ts';
import { refuseWaitingDispatch } from './waiting-dispatch.ts';
import { OutgoingReader } from './outgoing.reader.ts';
import type { OutgoingAct, OutgoingState } from './outgoing.states.ts';
import type { OutgoingDocumentWire } from './outgoing.wire.ts';

type Answer = Promise<Outcome<OutgoingDocumentWire>>;
type Change = (tx: Tx, document: OutgoingDocument, actor: Actor, at: Date) => Promise<void>;

/** The steps of a document other than issuing and sending. Repeating one changes nothing and answers 200. */
@Injectable()
export class OutgoingActs {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly books: NumberBooks,
    private readonly deliveries: Deliveries,
    private readonly reader: OutgoingReader,
  ) {}

  submit(caller: Principal, id: string): Answer {
    return this.step(caller, id, 'submit', 'submitted');
  }

  /** Back to the drafter, with the reason. */
  sendBack(caller: Principal, id: string, body: WithReason): Answer {
    return this.step(caller, id, 'sendBack', 'draft', body.reason);
  }

  approve(caller: Principal, id: string): Answer {
    return this.step(caller, id, 'approve', 'approved');
  }

  abandon(caller: Principal, id: string, body: WithReason): Answer {
    return this.step(caller, id, 'abandon', 'abandoned', body.reason, close(body.reason));
  }

  close(caller: Principal, id: string): Answer {
    return this.step(caller, id, 'close', 'closed', null, (tx) => refuseWaitingDispatch(tx, id));
  }

  /** Issued but never sent: the number stays in the book, void, with the reason. */
  voidNumber(caller: Principal, id: string, body: WithReason): Answer {
    return this.step(caller, id, 'void', 'void', body.reason, async (tx, document, actor, at) => {
      await refuseWaitingDispatch(tx, id);
      if (document.bookId !== null && document.number !== null)
        await this.books.voidNumber(tx, { bookId: document.bookId, number: document.number }, body.reason);
      await close(body.reason)(tx, document, actor, at);
    });
  }

  /** Takes the document out of force. Copies nobody has opened are withdrawn; the others bear the banner, and their evidence stays. */
  revoke(caller: Principal, id: string, body: WithReason): Answer {
    return this.step(caller, id, 'revoke', 'revoked', body.reason, async (tx, document, actor, at) => {
      await refuseWaitingDispatch(tx, id);
      const held = await this.deliveries.holdOfDocument(tx, id, document.unitId);
      const sender = { unitId: document.unitId, witness: actor };
      await this.deliveries.endUnseen(tx, 'withdraw', held, sender, at, { reason: body.reason });
      await this.deliveries.retireCopy(tx, id, 'revoked', '');
      await close(body.reason)(tx, document, actor, at);
    });
  }

  private step(
    caller: Principal,
    id: string,
    act: Exclude<OutgoingAct, 'supersede'>,
    reached: OutgoingState,
    reason: string | null = null,
    change?: Change,
  ): Answer {
    return this.work.run(async (tx) => {
      const seen = await findDocument(tx, caller, id, 'for update');
      if (seen.state === reached && (act !== 'sendBack' || (await wasSentBack(tx, id)))) {
        // Done already is no answer for those who may not do it.
        caller.actFor(seen.unitId, WHO[act]);
        return Outcome.already(await this.reader.document(tx, caller, id));
      }
      const actor = actorFor(caller, seen, act);
      const at = this.clock.now();
      await change?.(tx, seen, actor, at);
      await advance(tx, seen, act, actor, at, reason);
      return Outcome.done(await this.reader.document(tx, caller, id));
    });
  }
}

/** Every document begins as a draft; this one is a draft again. */
async function wasSentBack(tx: Tx, id: string): Promise<boolean> {
  const last = await tx.first<{ act: string }>(
    `select act from outgoing_step where document_id = $1 order by seq desc limit 1`,
    [id],
  );
  return last?.act === 'sendBack';
}

const close =
  (reason: string): Change =>
  async (tx, document) => {
    await tx.run(`update outgoing_document set closing_reason = $2 where id = $1`, [document.id, reason]);
  };
