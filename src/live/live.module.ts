import { Module } from '@nestjs/common';
import { OutgoingModule } from '../outgoing/outgoing.module.ts';
import { ReceiptsModule } from '../receipts/receipts.module.ts';
import { ChangesReader } from './changes.reader.ts';
import { LiveController } from './live.controller.ts';
import { LiveStreams } from './live-streams.ts';
import { SealListener } from './seal-listener.ts';
import { SealLoop } from './seal-loop.ts';

/** What is done beside the acts, soon after them: seals over all chains, the counts of the boards, and telling the pages that listen. */
@Module({
  imports: [OutgoingModule, ReceiptsModule],
  controllers: [LiveController],
  providers: [ChangesReader, LiveStreams, SealListener, SealLoop],
})
export class LiveModule {}
