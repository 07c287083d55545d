import { Controller, Get, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { ChainHeadWire, ReceiptPageWire, ReceiptWire } from './receipt.wire.ts';
import { ReceiptsQuery } from './receipts.dto.ts';
import { ReceiptsReader } from './receipts.reader.ts';
import { ReceiptSealWire, SealWire } from './seal.wire.ts';
import { SealsReader } from './seals.reader.ts';

/** The proofs: read by both parties of a delivery, written by nobody. */
@Controller('receipts')
@Access(...STAFF)
export class ReceiptsController {
  constructor(
    private readonly receipts: ReceiptsReader,
    private readonly seals: SealsReader,
  ) {}

  /** Receipts that concern the caller's units, newest first. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: ReceiptsQuery): Promise<ReceiptPageWire> {
    return this.receipts.list(caller, query);
  }

  /** Where the chains of the caller's units stand. */
  @Get('heads')
  heads(@Caller() caller: Principal): Promise<ChainHeadWire[]> {
    return this.receipts.heads(caller);
  }

  /** The newest seal over the chains of all units, to be noted down outside. */
  @Get('newest-seal')
  @Fails(REQUEST.notFound)
  newestSeal(): Promise<SealWire> {
    return this.seals.newest();
  }

  @Get(':id')
  @Fails(REQUEST.notFound)
  one(@Caller() caller: Principal, @Id() id: string): Promise<ReceiptWire> {
    return this.receipts.one(caller, id);
  }

  /** The seal that covers a receipt. */
  @Get(':id/seal')
  @Fails(REQUEST.notFound)
  seal(@Caller() caller: Principal, @Id() id: string): Promise<ReceiptSealWire> {
    return this.seals.covering(caller, id);
  }
}
