import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { DelegationPageWire, DelegationWire } from './delegation.wire.ts';
import { DelegationsQuery, MakeDelegationBody } from './delegations.dto.ts';
import { DELEGATIONS } from './delegations.errors.ts';
import { DelegationsReader } from './delegations.reader.ts';
import { Delegations } from './delegations.service.ts';

/** Acting for an absent colleague (ủy quyền). */
@Controller('delegations')
@Access('signed-in')
export class DelegationsController {
  constructor(
    private readonly reader: DelegationsReader,
    private readonly delegations: Delegations,
  ) {}

  /** Given and received by the caller, or all at the units the caller administers; the one that begins last first. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: DelegationsQuery): Promise<DelegationPageWire> {
    return this.reader.list(caller, query);
  }

  @Get(':id')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<DelegationWire> {
    return this.reader.one(caller, id);
  }

  /** Lets a colleague act in a post for a time: by its holder, or by an administrator of the unit or above. */
  @Post()
  @Fails(
    REQUEST.notFound,
    DELEGATIONS.periodUnclear,
    DELEGATIONS.endsTooEarly,
    DELEGATIONS.tooLong,
    DELEGATIONS.adminPost,
    DELEGATIONS.delegatedPost,
    DELEGATIONS.toOneself,
    DELEGATIONS.notColleague,
    DELEGATIONS.postNotHeld,
    DELEGATIONS.overlaps,
  )
  make(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: MakeDelegationBody,
  ): Promise<DelegationWire> {
    return this.delegations.make(caller, repeat, body);
  }

  /** Ends it before its time. 201 for the call that ended it, 200 when it was over before. */
  @Post(':id/ending')
  @Answers(DelegationWire)
  @Fails(REQUEST.notFound)
  end(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<DelegationWire>> {
    return this.delegations.end(caller, id);
  }
}
