import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { UnitsModule } from '../units/units.module.ts';
import { GroupChanges } from './group-changes.reader.ts';
import { GroupCompositionController } from './group-composition.controller.ts';
import { GroupComposition } from './group-composition.service.ts';
import { GroupDesk } from './group-desk.ts';
import { GroupLists } from './group-lists.reader.ts';
import { GroupMembers } from './group-members.reader.ts';
import { GroupNesting } from './group-nesting.service.ts';
import { GroupOwnership } from './group-ownership.service.ts';
import { GroupRequestAnswers } from './group-request-answers.ts';
import { GroupRequestsController } from './group-requests.controller.ts';
import { GroupRequestLists } from './group-requests.reader.ts';
import { GroupRequests } from './group-requests.service.ts';
import { RecipientGroupEvent, RecipientGroupRequest } from './group-traces.entity.ts';
import { GroupsController } from './groups.controller.ts';
import { GroupsReader } from './groups.reader.ts';
import { Groups } from './groups.service.ts';
import {
  RecipientGroup,
  RecipientGroupException,
  RecipientGroupLink,
  RecipientGroupMember,
  RecipientGroupRule,
} from './recipient-group.entity.ts';

const ENTITIES = [
  RecipientGroup,
  RecipientGroupMember,
  RecipientGroupRule,
  RecipientGroupException,
  RecipientGroupLink,
  RecipientGroupRequest,
  RecipientGroupEvent,
];

@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES), AccountsModule, NotificationsModule, UnitsModule],
  controllers: [GroupsController, GroupCompositionController, GroupRequestsController],
  providers: [
    GroupChanges,
    GroupComposition,
    GroupDesk,
    GroupLists,
    GroupMembers,
    GroupNesting,
    GroupOwnership,
    GroupRequestAnswers,
    GroupRequestLists,
    GroupRequests,
    Groups,
    GroupsReader,
  ],
  exports: [GroupsReader],
})
export class GroupsModule {}
