import { Controller, Get, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { IncomingRegisterQuery } from './incoming-register.dto.ts';
import { IncomingRegisterReader } from './incoming-register.reader.ts';
import { IncomingRegisterWire } from './incoming-register.wire.ts';

@Controller('registers/incoming')
@Access(...STAFF)
export class IncomingRegisterController {
  constructor(private readonly register: IncomingRegisterReader) {}

  /** Sổ đăng ký văn bản đến of a year, by số đến. */
  @Get()
  @Fails(REQUEST.notFound, ACCESS.unitNeeded)
  list(@Caller() caller: Principal, @Query() query: IncomingRegisterQuery): Promise<IncomingRegisterWire> {
    return this.register.list(caller, query);
  }
}
