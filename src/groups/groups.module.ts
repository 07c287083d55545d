import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UnitsModule } from '../units/units.module.ts';
import { GroupLists } from './group-lists.reader.ts';
import { GroupsController } from './groups.controller.ts';
import { GroupsReader } from './groups.reader.ts';
import { Groups } from './groups.service.ts';
import { RecipientGroupMember } from './recipient-group-member.entity.ts';
import { RecipientGroup } from './recipient-group.entity.ts';

@Module({
  imports: [TypeOrmModule.forFeature([RecipientGroup, RecipientGroupMember]), UnitsModule],
  controllers: [GroupsController],
  providers: [Groups, GroupLists, GroupsReader],
  exports: [GroupsReader],
})
export class GroupsModule {}
