import { Body, Controller, Post } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { INCOMING } from '../incoming/incoming.errors.ts';
import { OUTGOING } from './outgoing.errors.ts';
import { SenderDuties } from './sender-duties.service.ts';
import { EnterHandReceipt } from './tracking.dto.ts';
import { TrackedDeliveryWire } from './tracking.wire.ts';

/** What the sender does about one of its copies. */
@Controller('outgoing-documents/:id/deliveries/:deliveryId')
export class SenderActsController {
  constructor(private readonly duties: SenderDuties) {}

  /** Takes note of a refusal, a return or a failure: from then on it cannot be reconsidered. */
  @Post('noting')
  @Access('clerk', 'leader')
  @Answers(TrackedDeliveryWire)
  @Fails(REQUEST.notFound, INCOMING.wrongState)
  note(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('deliveryId') deliveryId: string,
  ): Promise<Outcome<TrackedDeliveryWire>> {
    return this.duties.takeNote(caller, id, deliveryId);
  }

  /** Enters what happened to a copy on paper or by mail, with what proves it. */
  @Post('hand-receipts')
  @Access('clerk')
  @Answers(TrackedDeliveryWire)
  @Fails(REQUEST.notFound, INCOMING.wrongState, OUTGOING.notOutside, OUTGOING.dateInFuture, OUTGOING.unknownAttachments)
  byHand(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('deliveryId') deliveryId: string,
    @Body() body: EnterHandReceipt,
  ): Promise<Outcome<TrackedDeliveryWire>> {
    return this.duties.enterHandReceipt(caller, id, deliveryId, body);
  }
}
