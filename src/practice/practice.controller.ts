import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { deviceOf } from '../accounts/opened-session.ts';
import { SessionCookies } from '../accounts/session-cookies.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { PracticeDesk } from './practice-desk.service.ts';
import { PracticeProgress } from './practice-progress.service.ts';
import { EnterPractice, ResetPractice } from './practice.dto.ts';
import { PRACTICE } from './practice.errors.ts';
import {
  PracticeEntranceWire,
  PracticeProgressWire,
  PracticeResettingWire,
  UnitPracticePageWire,
} from './practice.wire.ts';

/** Khu vực thực hành: where nothing is real. */
@Controller('practice')
export class PracticeController {
  constructor(
    private readonly desk: PracticeDesk,
    private readonly progress: PracticeProgress,
  ) {}

  /** Goes in as somebody of a practice unit of one's own, which is made the first time; sets the cookies of the practice area. */
  @Post('entrance')
  @Access('signed-in')
  @Fails(PRACTICE.off, PRACTICE.notReady, PRACTICE.notForMachines)
  async enter(
    @Caller() caller: Principal,
    @Body() { role }: EnterPractice,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PracticeEntranceWire> {
    const { area, opened, answer } = await this.desk.enter(caller, role, deviceOf(request));
    area.get(SessionCookies).give(reply, opened);
    return answer;
  }

  /** Starts over: one's own practice unit, or for administrators of the topmost unit the whole area. */
  @Post('resetting')
  @Access('signed-in')
  @HttpCode(200)
  @Fails(
    PRACTICE.off,
    PRACTICE.notReady,
    PRACTICE.notForMachines,
    PRACTICE.tooManyResettings,
    PRACTICE.topAdminNeeded,
    ACCESS.roleNeeded,
  )
  reset(@Caller() caller: Principal, @Body() { scope }: ResetPractice): Promise<PracticeResettingWire> {
    return scope === 'all' ? this.desk.resetAll(caller) : this.desk.resetOwn(caller);
  }

  /** What the caller has practised. */
  @Get('progress')
  @Access('signed-in')
  own(@Caller() caller: Principal): Promise<PracticeProgressWire> {
    return this.desk.progressOf(caller);
  }

  /** What has been practised at the units the caller administers, in the order of their codes. */
  @Get('progress/units')
  @Access('admin')
  units(@Caller() caller: Principal, @Query() page: PageQuery): Promise<UnitPracticePageWire> {
    return this.progress.units(caller, page);
  }
}
