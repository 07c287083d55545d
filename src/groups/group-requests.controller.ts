import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { IfMatch } from '../platform/http/if-match.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { GroupRequestPageWire, GroupRequestWire } from './group-changes.wire.ts';
import { GroupOwnership } from './group-ownership.service.ts';
import { GroupRequestLists } from './group-requests.reader.ts';
import { GroupRequests } from './group-requests.service.ts';
import { OWNER_ROLES } from './group-roles.ts';
import {
  ApprovalBody,
  GroupRequestsQuery,
  NewGroupRequestBody,
  NewHandoverBody,
  RefusalBody,
} from './group-requests.dto.ts';
import { GroupWire } from './group.wire.ts';
import { KeeperBody, OwnerBody } from './groups.dto.ts';
import { GROUPS } from './groups.errors.ts';

const ENDING = [REQUEST.notFound, GROUPS.otherSide, GROUPS.requestEnded] as const;

/** Requests to groups, and who owns and keeps a group. */
@Controller()
export class GroupRequestsController {
  constructor(
    private readonly requests: GroupRequests,
    private readonly lists: GroupRequestLists,
    private readonly ownership: GroupOwnership,
  ) {}

  /** A unit asks to be let into a group it can see, or out of one it is in. */
  @Post('groups/:id/requests')
  @Access(...OWNER_ROLES)
  @Answers(GroupRequestWire)
  @Fails(
    REQUEST.notFound,
    ACCESS.unitNeeded,
    GROUPS.closed,
    GROUPS.ownGroup,
    GROUPS.inAlready,
    GROUPS.notIn,
    GROUPS.otherRequestOpen,
  )
  ask(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: NewGroupRequestBody,
  ): Promise<Outcome<GroupRequestWire>> {
    return this.requests.ask(caller, id, body);
  }

  /** Offers the group to another unit of the tree, which has to agree. */
  @Post('groups/:id/handovers')
  @Access(...OWNER_ROLES)
  @Answers(GroupRequestWire)
  @Fails(REQUEST.notFound, GROUPS.closed, GROUPS.ownerUnfit, GROUPS.otherRequestOpen)
  offer(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: NewHandoverBody,
  ): Promise<Outcome<GroupRequestWire>> {
    return this.requests.offer(caller, id, body);
  }

  /** Hands the group to another unit, for an administrator of both; whom it reaches stays as it was. */
  @Put('groups/:id/owner')
  @Access('admin')
  @Fails(REQUEST.notFound, REQUEST.stale, GROUPS.closed, GROUPS.ownerUnfit, GROUPS.groupsInTheWay, GROUPS.nameTaken)
  handOver(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: OwnerBody,
  ): Promise<GroupWire> {
    return this.ownership.handOver(caller, id, version, body.unitId);
  }

  /** Names who keeps the group (người quản lý nhóm): from then on nobody comes in or goes out without that person. */
  @Put('groups/:id/keeper')
  @Access('leader')
  @Fails(REQUEST.notFound, REQUEST.stale, GROUPS.closed, GROUPS.keeperUnknown)
  setKeeper(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: KeeperBody,
  ): Promise<GroupWire> {
    return this.ownership.setKeeper(caller, id, version, body.postId);
  }

  /** Requests the caller's units have made or have to answer, newest first. */
  @Get('group-requests')
  @Access('signed-in')
  list(@Caller() caller: Principal, @Query() query: GroupRequestsQuery): Promise<GroupRequestPageWire> {
    return this.lists.list(caller, query);
  }

  @Get('group-requests/:id')
  @Access('signed-in')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<GroupRequestWire> {
    return this.lists.one(caller, id);
  }

  /** Says yes: the unit comes in or goes out, or owns the group from now on. */
  @Post('group-requests/:id/approval')
  @Access(...OWNER_ROLES)
  @Answers(GroupRequestWire)
  @Fails(
    ...ENDING,
    GROUPS.closed,
    GROUPS.keeperOnly,
    GROUPS.unitsClosed,
    GROUPS.ownerUnfit,
    GROUPS.groupsInTheWay,
    GROUPS.nameTaken,
  )
  approve(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() body: ApprovalBody,
  ): Promise<Outcome<GroupRequestWire>> {
    return this.requests.approve(caller, id, body.note ?? null);
  }

  /** Says no, and why. */
  @Post('group-requests/:id/refusal')
  @Access(...OWNER_ROLES)
  @Answers(GroupRequestWire)
  @Fails(...ENDING, GROUPS.keeperOnly)
  refuse(@Caller() caller: Principal, @Id() id: string, @Body() body: RefusalBody): Promise<Outcome<GroupRequestWire>> {
    return this.requests.refuse(caller, id, body.reason);
  }

  /** Takes the request back before it is answered. */
  @Post('group-requests/:id/withdrawal')
  @Access(...OWNER_ROLES)
  @Answers(GroupRequestWire)
  @Fails(...ENDING)
  withdraw(@Caller() caller: Principal, @Id() id: string): Promise<Outcome<GroupRequestWire>> {
    return this.requests.withdraw(caller, id);
  }
}
