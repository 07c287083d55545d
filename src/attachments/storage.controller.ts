import { Body, Controller, Get, Put } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import { QuotaBody } from './storage.dto.ts';
import { Quotas } from './quotas.service.ts';
import { StorageWire } from './storage.wire.ts';

/** How much units store and may store. */
@Controller('units/:id')
export class StorageController {
  constructor(private readonly quotas: Quotas) {}

  /** What the unit uses and may use; for its people and the administrators above it. */
  @Get('storage')
  @Access('signed-in')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<StorageWire> {
    return this.quotas.one(caller, id);
  }

  /**
   * Gives the unit a quota of its own. An administrator of a unit above does that; nobody raises their own, unless nobody is above.
   */
  @Put('quota')
  @Access('admin')
  @Fails(REQUEST.notFound, ATTACHMENTS.quotaFromAbove)
  set(@Caller() caller: Principal, @Id() id: string, @Body() body: QuotaBody): Promise<StorageWire> {
    return this.quotas.set(caller, id, body.quotaMb);
  }
}
