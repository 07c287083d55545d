import { ApiProperty } from '@nestjs/swagger';

const STATES = ['off', 'unknown', 'well', 'failing'] as const;

/** The virus scanner, for administrators. */
export class ScannerWire {
  /** `off`: none is configured, files pass unscanned. `unknown`: nothing has been scanned yet. `failing`: files wait until it is repaired. */
  @ApiProperty({ enum: STATES })
  state!: (typeof STATES)[number];
  /** Program, signature database and its date, as last seen. */
  @ApiProperty({ type: String, nullable: true })
  version!: string | null;
  /** What is wrong with it. */
  @ApiProperty({ type: String, nullable: true })
  problem!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  checkedAt!: string | null;
  /** Contents that wait to be scanned; counted up to 1,000. */
  waiting!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  waitingSince!: string | null;
  /** Why the one that was tried most often has no verdict yet. */
  @ApiProperty({ type: String, nullable: true })
  lastError!: string | null;
}
