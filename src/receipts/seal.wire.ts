import { ApiProperty } from '@nestjs/swagger';
import { ChainHeadWire } from './receipt.wire.ts';

/**
 * A link of the chain over all units. Noted down outside (printed, mailed, published), it makes any later change of what it covers
 * visible, whoever makes it.
 */
export class SealWire {
  /** Counted from 1 without gaps. */
  number!: number;
  at!: string;
  /** Hash of the seal before it, in hex. */
  previous!: string;
  /**
   * SHA-256, in hex, over: previous (32 bytes) · number (8) · at in milliseconds since 1970 (8) · for each chain that had grown, in the
   * order of the units' ids: unit id (16) · seq (8) · hash of the chain there (32). Integers are big-endian.
   */
  hash!: string;
}

/** The first seal that covers a receipt. */
export class ReceiptSealWire {
  receiptId!: string;
  /** Null until the next sealing, which is a matter of a second. */
  @ApiProperty({ type: () => SealWire, nullable: true })
  seal!: SealWire | null;
  /** Where the unit's chain stood in that seal: at the receipt or after it. */
  @ApiProperty({ type: () => ChainHeadWire, nullable: true })
  head!: ChainHeadWire | null;
}
