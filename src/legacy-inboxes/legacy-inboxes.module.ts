import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UnitsModule } from '../units/units.module.ts';
import { InboxActsController } from './inbox-acts.controller.ts';
import { InboxEvents } from './inbox-events.ts';
import { InboxListing } from './inbox-listing.ts';
import { InboxMoves } from './inbox-moves.service.ts';
import { ProofsInForce } from './inbox-proofs.ts';
import { InboxSecrets } from './inbox-secrets.ts';
import { InboxServers } from './inbox-servers.ts';
import { LegacyCopy, LegacyInbox, LegacyInboxEvent } from './legacy-inbox.entity.ts';
import { LegacyInboxesController } from './legacy-inboxes.controller.ts';
import { LegacyInboxesReader } from './legacy-inboxes.reader.ts';
import { LegacyInboxes } from './legacy-inboxes.service.ts';
import { OldInboxes } from './old-inboxes.ts';
import { TrafficInForce } from './old-traffic.ts';
import { ReadinessInForce } from './unit-readiness.ts';

/** The register of the old e-mail inboxes, their road, and the rule of what may go to them. */
@Module({
  imports: [TypeOrmModule.forFeature([LegacyInbox, LegacyInboxEvent, LegacyCopy]), UnitsModule],
  controllers: [LegacyInboxesController, InboxActsController],
  providers: [
    InboxEvents,
    InboxListing,
    InboxMoves,
    InboxSecrets,
    InboxServers,
    LegacyInboxes,
    LegacyInboxesReader,
    OldInboxes,
    ProofsInForce,
    ReadinessInForce,
    TrafficInForce,
  ],
  exports: [
    InboxListing,
    InboxMoves,
    InboxSecrets,
    InboxServers,
    OldInboxes,
    ProofsInForce,
    ReadinessInForce,
    TrafficInForce,
  ],
})
export class LegacyInboxesModule {}
