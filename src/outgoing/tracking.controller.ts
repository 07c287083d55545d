import { Controller, Get, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Database } from '../platform/database/database.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { OutstandingQuery, TrackingQuery } from './tracking.dto.ts';
import { TrackingReader } from './tracking.reader.ts';
import { OutstandingPageWire, TrackedDeliveryWire, TrackingSummaryWire, TrackingWire } from './tracking.wire.ts';

/** Theo dõi: who has and who has not. */
@Controller()
@Access(...STAFF)
export class TrackingController {
  constructor(
    private readonly tracking: TrackingReader,
    private readonly database: Database,
  ) {}

  /** The board of one document: totals, and its copies by unit. */
  @Get('outgoing-documents/:id/tracking')
  @Fails(REQUEST.notFound)
  board(@Caller() caller: Principal, @Id() id: string, @Query() query: TrackingQuery): Promise<TrackingWire> {
    return this.tracking.board(caller, id, query);
  }

  /** The totals of a board alone: what a page reads anew when it is told that copies have changed. */
  @Get('outgoing-documents/:id/tracking-summary')
  @Fails(REQUEST.notFound)
  summary(@Caller() caller: Principal, @Id() id: string): Promise<TrackingSummaryWire> {
    return this.tracking.summary(caller, id);
  }

  /** One copy, person by person, with every receipt. */
  @Get('outgoing-documents/:id/tracking/:deliveryId')
  @Fails(REQUEST.notFound)
  delivery(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('deliveryId') deliveryId: string,
  ): Promise<TrackedDeliveryWire> {
    return this.tracking.delivery(this.database, caller, id, deliveryId);
  }

  /** Who has not … , across all documents of the caller's units, the longest overdue first. */
  @Get('outstanding-deliveries')
  @Fails(REQUEST.notFound)
  outstanding(@Caller() caller: Principal, @Query() query: OutstandingQuery): Promise<OutstandingPageWire> {
    return this.tracking.outstanding(caller, query);
  }
}
