import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Principal } from '../platform/access/principal.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { IfMatch } from '../platform/http/if-match.ts';
import { Repeat } from '../platform/http/repeat-key.ts';
import { GroupLists } from './group-lists.reader.ts';
import { OWNER_ROLES } from './group-roles.ts';
import { GroupPageWire, GroupWire } from './group.wire.ts';
import { GroupChangeBody, GroupsQuery, NewGroupBody } from './groups.dto.ts';
import { GROUPS } from './groups.errors.ts';
import { Groups } from './groups.service.ts';

/** Named lists of units, to be addressed as one. */
@Controller('groups')
export class GroupsController {
  constructor(
    private readonly groups: Groups,
    private readonly lists: GroupLists,
  ) {}

  /** Groups the caller's units own or are in, and open ones of units above them, in Vietnamese order of names. */
  @Get()
  @Access('signed-in')
  list(@Caller() caller: Principal, @Query() query: GroupsQuery): Promise<GroupPageWire> {
    return this.lists.list(caller, query);
  }

  /** Makes a group, still without members. */
  @Post()
  @Access(...OWNER_ROLES)
  @Fails(REQUEST.notFound, ACCESS.unitNeeded, GROUPS.nameTaken)
  create(
    @Caller() caller: Principal,
    @Repeat() repeat: RepeatKey | null,
    @Body() body: NewGroupBody,
  ): Promise<GroupWire> {
    return this.groups.create(caller, repeat, body);
  }

  @Get(':id')
  @Access('signed-in')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<GroupWire> {
    return this.lists.one(caller, id);
  }

  /** Renames or describes a group. */
  @Patch(':id')
  @Access(...OWNER_ROLES)
  @Fails(REQUEST.notFound, REQUEST.stale, GROUPS.closed, GROUPS.nameTaken)
  change(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: GroupChangeBody,
  ): Promise<GroupWire> {
    return this.groups.change(caller, id, version, body);
  }

  /** Closes a group; what was sent to it stays as it is. */
  @Delete(':id')
  @Access(...OWNER_ROLES)
  @HttpCode(204)
  @Fails(REQUEST.notFound)
  close(@Caller() caller: Principal, @Id() id: string): Promise<void> {
    return this.groups.close(caller, id);
  }
}
