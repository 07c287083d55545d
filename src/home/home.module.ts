import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../attachments/attachments.module.ts';
import { CustodyModule } from '../custody/custody.module.ts';
import { IncomingModule } from '../incoming/incoming.module.ts';
import { OutgoingModule } from '../outgoing/outgoing.module.ts';
import { ScansModule } from '../scans/scans.module.ts';
import { HomeController } from './home.controller.ts';
import { HomeReader } from './home.reader.ts';

/** The first page. It reads from the other rooms and has nothing of its own. */
@Module({
  imports: [AttachmentsModule, CustodyModule, IncomingModule, OutgoingModule, ScansModule],
  controllers: [HomeController],
  providers: [HomeReader],
})
export class HomeModule {}
