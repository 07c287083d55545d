import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LegacyInbox, LegacyInboxEvent } from './legacy-inbox.entity.ts';

/** The register of the old e-mail inboxes. */
@Module({
  imports: [TypeOrmModule.forFeature([LegacyInbox, LegacyInboxEvent])],
})
export class LegacyInboxesModule {}
