import { Controller, Get, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { OutgoingRegisterQuery } from './outgoing-register.dto.ts';
import { OutgoingRegisterReader } from './outgoing-register.reader.ts';
import { OutgoingRegisterWire } from './outgoing-register.wire.ts';

@Controller('registers/outgoing')
@Access(...STAFF)
export class OutgoingRegisterController {
  constructor(private readonly register: OutgoingRegisterReader) {}

  /** Sổ đăng ký văn bản đi, by date and number. */
  @Get()
  @Fails(REQUEST.notFound, ACCESS.unitNeeded)
  list(@Caller() caller: Principal, @Query() query: OutgoingRegisterQuery): Promise<OutgoingRegisterWire> {
    return this.register.list(caller, query);
  }
}
