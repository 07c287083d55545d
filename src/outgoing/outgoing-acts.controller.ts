import { Body, Controller, Get, Post } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import type { Language } from '../platform/errors/problem.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { InLanguage } from '../platform/http/language.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { REGISTERS } from '../registers/registers.errors.ts';
import { Dispatching } from './dispatching.service.ts';
import { Issuing } from './issuing.service.ts';
import { OutgoingActs } from './outgoing.acts.ts';
import { DispatchOutgoing, IssueOutgoing, WithReason } from './outgoing.dto.ts';
import { OUTGOING } from './outgoing.errors.ts';
import { WHO } from './outgoing.policy.ts';
import { DispatchWire, OutgoingDocumentWire, PreFlightWire } from './outgoing.wire.ts';
import { PreFlight } from './pre-flight.ts';

type Done = Promise<Outcome<OutgoingDocumentWire>>;

/** The steps of a document, each a thing that is created. 201 when the call did it, 200 when it was done already. */
@Controller('outgoing-documents/:id')
export class OutgoingActsController {
  constructor(
    private readonly acts: OutgoingActs,
    private readonly issuing: Issuing,
    private readonly dispatching: Dispatching,
    private readonly preFlight: PreFlight,
  ) {}

  /** Trình: to the leader. */
  @Post('submission')
  @Access(...WHO.submit)
  @Answers(OutgoingDocumentWire)
  @Fails(REQUEST.notFound, OUTGOING.wrongState, OUTGOING.notYours)
  submit(@Caller() caller: Principal, @Id() id: string): Done {
    return this.acts.submit(caller, id);
  }

  /** Trả về dự thảo, with the reason. */
  @Post('sending-back')
  @Access(...WHO.sendBack)
  @Answers(OutgoingDocumentWire)
  @Fails(REQUEST.notFound, OUTGOING.wrongState)
  sendBack(@Caller() caller: Principal, @Id() id: string, @Body() body: WithReason): Done {
    return this.acts.sendBack(caller, id, body);
  }

  /** Duyệt. */
  @Post('approval')
  @Access(...WHO.approve)
  @Answers(OutgoingDocumentWire)
  @Fails(REQUEST.notFound, OUTGOING.wrongState)
  approve(@Caller() caller: Principal, @Id() id: string): Done {
    return this.acts.approve(caller, id);
  }

  /** Ban hành: takes the number and freezes the content. */
  @Post('issuance')
  @Access(...WHO.issue)
  @Answers(OutgoingDocumentWire)
  @Fails(
    REQUEST.notFound,
    OUTGOING.wrongState,
    OUTGOING.dateInFuture,
    OUTGOING.dateBeforeLast,
    OUTGOING.infectedFiles,
    OUTGOING.unscannableFiles,
    OUTGOING.unknownType,
    REGISTERS.noTerm,
    REGISTERS.bookFull,
  )
  issue(@Caller() caller: Principal, @Id() id: string, @Body() body: IssueOutgoing): Done {
    return this.issuing.issue(caller, id, body);
  }

  /** Who exactly would get it now, and what stands in the way. */
  @Get('pre-flight')
  @Access(...STAFF)
  @Fails(REQUEST.notFound, OUTGOING.unknownGroups, OUTGOING.unknownUnits)
  check(@Caller() caller: Principal, @Id() id: string, @InLanguage() language: Language): Promise<PreFlightWire> {
    return this.preFlight.show(caller, id, language);
  }

  /** Gửi: to all recipients in one act, now or at a set time. With files that are not scanned yet it is held, and goes out when they are clean. */
  @Post('dispatches')
  @Access(...WHO.dispatch)
  @Fails(
    REQUEST.notFound,
    OUTGOING.wrongState,
    OUTGOING.notIssuedYet,
    OUTGOING.dispatchWaiting,
    OUTGOING.dispatchHeld,
    OUTGOING.infectedFiles,
    OUTGOING.unscannableFiles,
    OUTGOING.noRecipients,
    OUTGOING.closedRecipients,
    OUTGOING.toItself,
    OUTGOING.nobodyNew,
    OUTGOING.sendAtInPast,
    OUTGOING.sendAtTooFar,
    OUTGOING.badRecipient,
    OUTGOING.unknownUnits,
    OUTGOING.unknownGroups,
  )
  dispatch(
    @Caller() caller: Principal,
    @Id() id: string,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: DispatchOutgoing,
  ): Promise<DispatchWire> {
    return this.dispatching.dispatch(caller, id, repeat, body);
  }

  /** Takes a dispatch back that still waits, for its hour or for a scan. */
  @Post('dispatches/:dispatchId/cancellation')
  @Access(...WHO.dispatch)
  @Answers(DispatchWire)
  @Fails(REQUEST.notFound, OUTGOING.alreadySent)
  cancel(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('dispatchId') dispatchId: string,
  ): Promise<Outcome<DispatchWire>> {
    return this.dispatching.cancel(caller, id, dispatchId);
  }

  /** Hủy số: issued but never sent; the number stays in the book with the reason. */
  @Post('voiding')
  @Access(...WHO.void)
  @Answers(OutgoingDocumentWire)
  @Fails(REQUEST.notFound, OUTGOING.wrongState, OUTGOING.dispatchWaiting, OUTGOING.dispatchHeld)
  voidNumber(@Caller() caller: Principal, @Id() id: string, @Body() body: WithReason): Done {
    return this.acts.voidNumber(caller, id, body);
  }

  /** Bỏ: before it is issued. */
  @Post('abandonment')
  @Access(...WHO.abandon)
  @Answers(OutgoingDocumentWire)
  @Fails(REQUEST.notFound, OUTGOING.wrongState, OUTGOING.notYours)
  abandon(@Caller() caller: Principal, @Id() id: string, @Body() body: WithReason): Done {
    return this.acts.abandon(caller, id, body);
  }

  /** Kết thúc: nothing more is expected of it. */
  @Post('closure')
  @Access(...WHO.close)
  @Answers(OutgoingDocumentWire)
  @Fails(REQUEST.notFound, OUTGOING.wrongState, OUTGOING.dispatchWaiting, OUTGOING.dispatchHeld)
  close(@Caller() caller: Principal, @Id() id: string): Done {
    return this.acts.close(caller, id);
  }

  /** Takes it out of force; copies nobody has opened are withdrawn. */
  @Post('revocation')
  @Access(...WHO.revoke)
  @Answers(OutgoingDocumentWire)
  @Fails(REQUEST.notFound, OUTGOING.wrongState, OUTGOING.dispatchWaiting, OUTGOING.dispatchHeld)
  revoke(@Caller() caller: Principal, @Id() id: string, @Body() body: WithReason): Done {
    return this.acts.revoke(caller, id, body);
  }
}
