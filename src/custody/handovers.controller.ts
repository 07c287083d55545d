import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { HandoversQuery, SignHandoverBody } from './custody.dto.ts';
import { CUSTODY } from './custody.errors.ts';
import { KeptHandoverPageWire, KeptHandoverWire } from './handover.wire.ts';
import { HandoversReader } from './handovers.reader.ts';
import { Handovers } from './handovers.service.ts';

/** Handovers as they are kept: what was open then, and whether the successor has signed for it. */
@Controller('handovers')
@Access('signed-in')
export class HandoversController {
  constructor(
    private readonly reader: HandoversReader,
    private readonly handovers: Handovers,
  ) {}

  /** From or to the caller, and at units the caller administers; newest first. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: HandoversQuery): Promise<KeptHandoverPageWire> {
    return this.reader.list(caller, query);
  }

  @Get(':id')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<KeptHandoverWire> {
    return this.reader.one(caller, id);
  }

  /** The successor signs for what was handed over. */
  @Post(':id/signature')
  @Answers(KeptHandoverWire)
  @Fails(REQUEST.notFound, CUSTODY.notSuccessor)
  sign(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: SignHandoverBody,
  ): Promise<Outcome<KeptHandoverWire>> {
    return this.handovers.sign(caller, id, body.note ?? null);
  }
}
