import { ApiProperty } from '@nestjs/swagger';
import { HANDING_WAYS, type HandingWay } from './handout-handing.entity.ts';

/** A line of the book: who handed which slip to whom. */
export class HandingWire {
  id!: string;
  codeId!: string;
  accountId!: string;
  username!: string;
  displayName!: string;
  unitId!: string;
  unitName!: string;
  codeIssuedAt!: string;
  recipient!: string;
  recipientPhone!: string;
  @ApiProperty({ enum: HANDING_WAYS })
  way!: HandingWay;
  handedByName!: string;
  handedAt!: string;
}

export class HandingPageWire {
  items!: HandingWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class NotedHandingsWire {
  /** Slips that were noted now. */
  noted!: number;
  /** Slips that stood in the book already, as they stand there. */
  already!: number;
}
