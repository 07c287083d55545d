import { ApiProperty } from '@nestjs/swagger';

const STATES = ['new', 'well', 'refused', 'unreachable', 'failing'] as const;

/** How it goes with an old inbox that stays at a provider. */
export class InboxWatchWire {
  /** Of the inbox. */
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  address!: string;
  /** `refused`: the provider does not take the password; `unreachable`: its server does not answer; `failing`: something else. */
  @ApiProperty({ enum: STATES }) state!: (typeof STATES)[number];
  /** One word, e.g. `login-refused`. */
  @ApiProperty({ type: String, nullable: true }) problem!: string | null;
  /** In a row. */
  failures!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) checkedAt!: string | null;
  @ApiProperty({ format: 'date-time' }) nextAt!: string;
}

export class InboxWatchPageWire {
  items!: InboxWatchWire[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
}
