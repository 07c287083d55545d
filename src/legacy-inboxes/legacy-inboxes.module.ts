import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InboxActsController } from './inbox-acts.controller.ts';
import { InboxEvents } from './inbox-events.ts';
import { InboxMoves } from './inbox-moves.service.ts';
import { ProofsInForce } from './inbox-proofs.ts';
import { InboxSecrets } from './inbox-secrets.ts';
import { LegacyCopy, LegacyInbox, LegacyInboxEvent } from './legacy-inbox.entity.ts';
import { LegacyInboxesController } from './legacy-inboxes.controller.ts';
import { LegacyInboxesReader } from './legacy-inboxes.reader.ts';
import { LegacyInboxes } from './legacy-inboxes.service.ts';
import { TrafficInForce } from './old-traffic.ts';
import { ReadinessInForce } from './unit-readiness.ts';

/** The register of the old e-mail inboxes, their road, and the rule of what may go to them. */
@Module({
  imports: [TypeOrmModule.forFeature([LegacyInbox, LegacyInboxEvent, LegacyCopy])],
  controllers: [LegacyInboxesController, InboxActsController],
  providers: [
    InboxEvents,
    InboxMoves,
    InboxSecrets,
    LegacyInboxes,
    LegacyInboxesReader,
    ProofsInForce,
    ReadinessInForce,
    TrafficInForce,
  ],
  exports: [InboxMoves, InboxSecrets, ProofsInForce, ReadinessInForce, TrafficInForce],
})
export class LegacyInboxesModule {}
