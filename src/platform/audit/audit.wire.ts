import { ApiProperty } from '@nestjs/swagger';

/** Who did which administrative act, or looked at what. */
export class AuditEntryWire {
  id!: string;
  at!: string;
  /** Null when nobody was signed in, or the service acted itself. */
  @ApiProperty({ type: String, nullable: true })
  accountId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  accountName!: string | null;
  /** The absent colleague it was done for, in a post delegated by them. */
  @ApiProperty({ type: String, nullable: true })
  forAccountName!: string | null;
  @ApiProperty({ type: String, nullable: true })
  delegationId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  /** Its name as of today. */
  @ApiProperty({ type: String, nullable: true })
  unitName!: string | null;
  /** E.g. `view`, `account.create`, `unit.close`. */
  act!: string;
  subjectType!: string;
  @ApiProperty({ type: String, nullable: true })
  subjectId!: string | null;
  /** Of a person, unit or group; null for everything else: administrators do not read documents. */
  @ApiProperty({ type: String, nullable: true })
  subjectName!: string | null;
  /** Network address it came from. */
  @ApiProperty({ type: String, nullable: true })
  address!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true })
  detail!: Record<string, unknown>;
}

export class AuditPageWire {
  items!: AuditEntryWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
