import { Controller, Get, Query } from '@nestjs/common';
import { Access, Caller } from '../access/access.decorator.ts';
import { Principal } from '../access/principal.ts';
import { AuditQuery } from './audit.dto.ts';
import { AuditReader } from './audit.reader.ts';
import { AuditPageWire } from './audit.wire.ts';

/** Nhật ký: for administrators, of their units and those below. */
@Controller('audit-entries')
export class AuditController {
  constructor(private readonly audit: AuditReader) {}

  /** Newest first. */
  @Get()
  @Access('admin')
  list(@Caller() caller: Principal, @Query() query: AuditQuery): Promise<AuditPageWire> {
    return this.audit.list(caller, query);
  }
}
