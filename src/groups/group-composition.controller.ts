import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { IfMatch } from '../platform/http/if-match.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { GroupChanges } from './group-changes.reader.ts';
import { GroupChangePageWire } from './group-changes.wire.ts';
import { GroupComposition } from './group-composition.service.ts';
import { GroupMembers } from './group-members.reader.ts';
import { GroupNesting } from './group-nesting.service.ts';
import { OWNER_ROLES } from './group-roles.ts';
import { GroupCompositionWire, GroupExpansionWire, GroupMemberPageWire, GroupWire } from './group.wire.ts';
import { GroupsWithinBody, MembersBody, MembersQuery, RuleBody } from './groups.dto.ts';
import { GROUPS } from './groups.errors.ts';

/** Who is in a group: members of its own, a rule, groups within it, exceptions. */
@Controller('groups/:id')
export class GroupCompositionController {
  constructor(
    private readonly composing: GroupComposition,
    private readonly nesting: GroupNesting,
    private readonly readers: GroupMembers,
    private readonly history: GroupChanges,
  ) {}

  /** Units in the group now or on a day, whatever brings them in, in Vietnamese order of names. */
  @Get('members')
  @Access('signed-in')
  @Fails(REQUEST.notFound, GROUPS.membersHidden, GROUPS.dayInFuture)
  members(@Caller() caller: Principal, @Id() id: string, @Query() query: MembersQuery): Promise<GroupMemberPageWire> {
    return this.readers.members(caller, id, query);
  }

  /** Whom a dispatch to the group would reach now, and why each unit is among them. */
  @Get('expansion')
  @Access('signed-in')
  @Fails(REQUEST.notFound, GROUPS.membersHidden)
  expansion(@Caller() caller: Principal, @Id() id: string, @Query() query: PageQuery): Promise<GroupExpansionWire> {
    return this.readers.expansion(caller, id, query);
  }

  /** What the group is made of, as it is edited. */
  @Get('composition')
  @Access('signed-in')
  @Fails(REQUEST.notFound, GROUPS.membersHidden)
  composition(@Caller() caller: Principal, @Id() id: string): Promise<GroupCompositionWire> {
    return this.readers.composition(caller, id);
  }

  /** Who changed the group, when and by what right; newest first. */
  @Get('changes')
  @Access('signed-in')
  @Fails(REQUEST.notFound, GROUPS.membersHidden)
  changes(@Caller() caller: Principal, @Id() id: string, @Query() query: PageQuery): Promise<GroupChangePageWire> {
    return this.history.list(caller, id, query);
  }

  /** Sets the members of its own: the whole list. */
  @Put('members')
  @Access(...OWNER_ROLES)
  @Fails(REQUEST.notFound, REQUEST.stale, GROUPS.closed, GROUPS.keeperOnly, GROUPS.unitsUnknown, GROUPS.unitsClosed)
  setMembers(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: MembersBody,
  ): Promise<GroupWire> {
    return this.composing.setMembers(caller, id, version, body.unitIds);
  }

  /** Sets the units that its rule and the groups within do not bring in: the whole list. */
  @Put('exceptions')
  @Access(...OWNER_ROLES)
  @Fails(REQUEST.notFound, REQUEST.stale, GROUPS.closed, GROUPS.keeperOnly, GROUPS.unitsUnknown)
  setExceptions(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: MembersBody,
  ): Promise<GroupWire> {
    return this.composing.setExceptions(caller, id, version, body.unitIds);
  }

  /** Sets the rule by which units come in by themselves, counted from the owner, or takes it away. */
  @Put('rule')
  @Access(...OWNER_ROLES)
  @Fails(REQUEST.notFound, REQUEST.stale, GROUPS.closed, GROUPS.keeperOnly)
  setRule(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: RuleBody,
  ): Promise<GroupWire> {
    return this.composing.setRule(caller, id, version, body);
  }

  /** Sets the groups directly within: the whole list. */
  @Put('groups')
  @Access(...OWNER_ROLES)
  @Fails(
    REQUEST.notFound,
    REQUEST.stale,
    GROUPS.closed,
    GROUPS.keeperOnly,
    GROUPS.groupsUnknown,
    GROUPS.cycle,
    GROUPS.tooDeep,
  )
  setGroups(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: GroupsWithinBody,
  ): Promise<GroupWire> {
    return this.nesting.setGroups(caller, id, version, body.groupIds);
  }
}
