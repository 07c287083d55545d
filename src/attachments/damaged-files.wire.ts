import { ApiProperty } from '@nestjs/swagger';

/** A file as some unit uploaded it. */
export class DamagedAttachmentWire {
  @ApiProperty({ format: 'uuid' }) id!: string;
  name!: string;
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  unitName!: string;
  @ApiProperty({ format: 'date-time' }) uploadedAt!: string;
}

/** A document that holds the file. Its subject is not told: administrators do not read documents. */
export class DamagedDocumentWire {
  @ApiProperty({ format: 'uuid' }) id!: string;
  /** Số ký hiệu; null before it is issued. */
  symbol!: string | null;
  /** Of the unit whose document it is. */
  unitName!: string;
}

/** A content that is no longer what was uploaded. */
export class DamagedFileWire {
  /** What it was; to be looked for in backups. */
  sha256!: string;
  /** In bytes. */
  size!: number;
  @ApiProperty({ enum: ['missing', 'damaged'] }) state!: 'missing' | 'damaged';
  @ApiProperty({ format: 'date-time' }) foundAt!: string;
  attachments!: DamagedAttachmentWire[];
  documents!: DamagedDocumentWire[];
}

export class DamagedFilesWire {
  items!: DamagedFileWire[];
  /** Give it back as `after` for the next page; null on the last. */
  next!: string | null;
}
