import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { RemindBody, OnboardingUnitsQuery } from './onboarding.dto.ts';
import { FunnelWire, OwnRoadsWire, OnboardingRemindersWire, OnboardingUnitPageWire } from './onboarding.wire.ts';
import { Reminders } from './reminders.service.ts';
import { RoadsReader } from './roads.reader.ts';

/** Every unit's road from the list to its first acknowledged document. */
@Controller('onboarding')
export class OnboardingController {
  constructor(
    private readonly roads: RoadsReader,
    private readonly reminders: Reminders,
  ) {}

  /** How far the units have come that the caller administers, and those below. */
  @Get()
  @Access('admin')
  funnel(@Caller() caller: Principal): Promise<FunnelWire> {
    return this.roads.funnel(caller);
  }

  /** Each of them: what is missing and whom to phone; by code. */
  @Get('units')
  @Access('admin')
  list(@Caller() caller: Principal, @Query() query: OnboardingUnitsQuery): Promise<OnboardingUnitPageWire> {
    return this.roads.list(caller, query);
  }

  /** How far the caller's own units have come. */
  @Get('mine')
  @Access('signed-in')
  own(@Caller() caller: Principal): Promise<OwnRoadsWire> {
    return this.roads.own(caller);
  }

  /** Reminds units by mail of their next step, each once a day at most; a unit that has taken the step meanwhile is not written to. */
  @Post('reminders')
  @Access('admin')
  @Fails(REQUEST.notFound)
  remind(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: RemindBody,
  ): Promise<OnboardingRemindersWire> {
    return this.reminders.ask(caller, repeat, body);
  }
}
