import { ApiProperty } from '@nestjs/swagger';
import { FACTS, type Fact } from './fact.ts';

/** One proven fact. Sender and receiver are shown the same, and all of it: either can compute leaf and hash again. */
export class ReceiptWire {
  id!: string;
  /** The unit that acted; the receipt stands in its chain. */
  unitId!: string;
  /** The other party of the delivery. */
  @ApiProperty({ type: String, nullable: true })
  otherUnitId!: string | null;
  /** Its place in the unit's chain, counted from 1 without gaps. */
  seq!: number;
  @ApiProperty({ type: String, nullable: true })
  deliveryId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  documentId!: string | null;
  @ApiProperty({ enum: FACTS })
  fact!: Fact;
  /** Null when the service itself states the fact. */
  @ApiProperty({ type: String, nullable: true })
  accountId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  accountName!: string | null;
  /** The post in whose capacity it was done. */
  @ApiProperty({ type: String, nullable: true })
  postId!: string | null;
  /** Role of the post held at that moment. */
  @ApiProperty({ type: String, nullable: true })
  postRole!: string | null;
  @ApiProperty({ type: String, nullable: true })
  postTitle!: string | null;
  /** The delegation (uỷ quyền) it was done under; null when the post was the person's own. */
  @ApiProperty({ type: String, nullable: true })
  delegationId!: string | null;
  /** The absent colleague who holds the post: "accountName thay forAccountName". */
  @ApiProperty({ type: String, nullable: true })
  forAccountId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  forAccountName!: string | null;
  at!: string;
  revision!: number;
  /** The receipt whose act implied this one. */
  @ApiProperty({ type: String, nullable: true })
  impliedBy!: string | null;
  /** Network address it came from. */
  @ApiProperty({ type: String, nullable: true })
  address!: string | null;
  /** Reason, number or other particulars of the fact. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  detail!: Record<string, unknown>;
  /**
   * SHA-256 over the RFC 8785 form of the statement, in hex. Its `v` is 1; under a delegation 2, with `delegation: {id, accountId,
   * accountName}` made of delegationId, forAccountId and forAccountName.
   */
  leaf!: string;
  /** SHA-256 over the chain's hash before it and this leaf, in hex. */
  hash!: string;
}

export class ReceiptPageWire {
  items!: ReceiptWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** Where a unit's chain stands. Noted down outside, it makes any later change of older receipts visible. */
export class ChainHeadWire {
  unitId!: string;
  seq!: number;
  hash!: string;
}
