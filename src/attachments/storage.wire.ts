import { ApiProperty } from '@nestjs/swagger';

/** What a unit stores, and how much it may. */
export class StorageWire {
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  /** Bytes of the files the unit uploaded, each content counted once. */
  usedBytes!: number;
  /** The limit that holds, in MiB; null: there is none. */
  @ApiProperty({ type: 'integer', nullable: true })
  quotaMb!: number | null;
  /** Whether the limit is the unit's own and not the service's default. */
  isOwnQuota!: boolean;
}
