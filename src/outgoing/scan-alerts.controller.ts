import { Controller, Get, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { ScanAlertsReader } from './scan-alerts.reader.ts';
import { ScanAlertPageWire } from './scan-alerts.wire.ts';

@Controller('scan-alerts')
@Access(...STAFF)
export class ScanAlertsController {
  constructor(private readonly reader: ScanAlertsReader) {}

  /** Files of the unit's documents that are infected or could not be scanned, and what to do about each; last found first. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: PageQuery): Promise<ScanAlertPageWire> {
    return this.reader.list(caller, query);
  }
}
