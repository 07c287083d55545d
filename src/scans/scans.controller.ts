import { Body, Controller, Get, Post } from '@nestjs/common';
import { AttachmentWire } from '../attachments/attachment.wire.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { ScansDesk } from './scans.desk.ts';
import { ReleaseFile } from './scans.dto.ts';
import { SCANS } from './scans.errors.ts';
import { ScannerWire } from './scans.wire.ts';

/** The scan gate, as far as people have a hand in it. */
@Controller()
export class ScansController {
  constructor(private readonly desk: ScansDesk) {}

  /** How the virus scanner is, and how much waits for it. */
  @Get('scanner')
  @Access('admin')
  scanner(): Promise<ScannerWire> {
    return this.desk.status();
  }

  /** A leader answers for a file of the unit that cannot be scanned, e.g. an encrypted archive; it can then be opened and sent. */
  @Post('attachments/:id/scan-release')
  @Access('leader')
  @Answers(AttachmentWire)
  @Fails(REQUEST.notFound, SCANS.notReleasable)
  release(@Caller() caller: Principal, @Id() id: string, @Body() body: ReleaseFile): Promise<Outcome<AttachmentWire>> {
    return this.desk.release(caller, id, body);
  }
}
