import { Body, Controller, Post } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { Assignments } from './assignments.service.ts';
import {
  AcknowledgeIncoming,
  AssignIncoming,
  FinishIncoming,
  RefuseIncoming,
  RegisterIncoming,
  ReportProgress,
} from './incoming.dto.ts';
import { INCOMING } from './incoming.errors.ts';
import { IncomingActs } from './incoming.acts.ts';
import { WHO } from './incoming.policy.ts';
import { IncomingDocumentWire } from './incoming.wire.ts';

type Done = Promise<Outcome<IncomingDocumentWire>>;

/** What a unit does with a document. 201 when the call did it, 200 when it was done already (by whom is in the receipts). */
@Controller('incoming-documents/:id')
export class IncomingActsController {
  constructor(
    private readonly acts: IncomingActs,
    private readonly assignments: Assignments,
  ) {}

  /** Sent by the page that shows the document: the only thing that counts as reading. */
  @Post('opening')
  @Access(...WHO.open)
  @Answers(IncomingDocumentWire)
  @Fails(REQUEST.notFound, INCOMING.wrongState)
  open(@Caller() caller: Principal, @Id() id: string): Done {
    return this.acts.open(caller, id);
  }

  /** Xác nhận đã nhận. What was pressed without a line says when (`pressedAt`): a claim, kept beside the service's own time. */
  @Post('acknowledgement')
  @Access(...WHO.acknowledge)
  @Answers(IncomingDocumentWire)
  @Fails(REQUEST.notFound, INCOMING.wrongState, INCOMING.alreadyAcknowledged, INCOMING.pressedAtUnbelievable)
  acknowledge(@Caller() caller: Principal, @Id() id: string, @Body() body: AcknowledgeIncoming): Done {
    return this.acts.acknowledge(caller, id, body);
  }

  /** Vào sổ: takes the next số đến; acknowledges too when that was not done. */
  @Post('registration')
  @Access(...WHO.register)
  @Answers(IncomingDocumentWire)
  @Fails(REQUEST.notFound, INCOMING.wrongState, INCOMING.alreadyRegistered)
  register(@Caller() caller: Principal, @Id() id: string, @Body() body: RegisterIncoming): Done {
    return this.acts.register(caller, id, body);
  }

  /** Bút phê: who leads, who cooperates, what is to be done. A new one replaces the old. */
  @Post('assignments')
  @Access(...WHO.assign)
  @Fails(
    REQUEST.notFound,
    INCOMING.wrongState,
    INCOMING.registerFirst,
    INCOMING.notColleagues,
    INCOMING.sameTwice,
    INCOMING.dueInPast,
  )
  assign(
    @Caller() caller: Principal,
    @Id() id: string,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: AssignIncoming,
  ): Promise<IncomingDocumentWire> {
    return this.assignments.assign(caller, id, repeat, body);
  }

  /** How the work goes; the first note says that it has begun. */
  @Post('progress-notes')
  @Access(...WHO.progress)
  @Fails(REQUEST.notFound, INCOMING.wrongState, INCOMING.registerFirst, INCOMING.onlyAssigned)
  progress(
    @Caller() caller: Principal,
    @Id() id: string,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: ReportProgress,
  ): Promise<IncomingDocumentWire> {
    return this.acts.progress(caller, id, repeat, body);
  }

  /** Hoàn thành: by the lead or a leader. */
  @Post('completion')
  @Access(...WHO.finish)
  @Answers(IncomingDocumentWire)
  @Fails(REQUEST.notFound, INCOMING.wrongState, INCOMING.registerFirst, INCOMING.onlyAssigned, INCOMING.onlyLead)
  finish(@Caller() caller: Principal, @Id() id: string, @Body() body: FinishIncoming): Done {
    return this.acts.finish(caller, id, body);
  }

  /** Từ chối tiếp nhận: before it is registered, with a coded reason and words. */
  @Post('refusal')
  @Access(...WHO.refuse)
  @Answers(IncomingDocumentWire)
  @Fails(REQUEST.notFound, INCOMING.wrongState, INCOMING.returnInstead)
  refuse(@Caller() caller: Principal, @Id() id: string, @Body() body: RefuseIncoming): Done {
    return this.acts.refuse(caller, id, body);
  }

  /** Trả lại: after it is registered; the number stays in the book. */
  @Post('return')
  @Access(...WHO.return)
  @Answers(IncomingDocumentWire)
  @Fails(REQUEST.notFound, INCOMING.wrongState, INCOMING.refuseInstead)
  giveBack(@Caller() caller: Principal, @Id() id: string, @Body() body: RefuseIncoming): Done {
    return this.acts.giveBack(caller, id, body);
  }

  /** Takes a refusal or return back, until the sender has taken note. */
  @Post('reconsideration')
  @Access(...WHO.reconsider)
  @Answers(IncomingDocumentWire)
  @Fails(REQUEST.notFound, INCOMING.wrongState)
  reconsider(@Caller() caller: Principal, @Id() id: string): Done {
    return this.acts.reconsider(caller, id);
  }
}
