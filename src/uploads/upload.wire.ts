import { ApiProperty } from '@nestjs/swagger';
import type { Upload } from './upload.entity.ts';

const DAY_MS = 24 * 3600_000;

/** A file on its way. */
export class UploadWire {
  @ApiProperty({ format: 'uuid' }) id!: string;
  /** The name on the sender's machine, in NFC. */
  name!: string;
  /** As declared, in bytes. */
  size!: number;
  /** Bytes that have arrived, as last written down; HEAD tells exactly where to go on. */
  received!: number;
  /** The unit it is for. */
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  /** Forgotten then, unless bytes come. */
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
  /** The file it became; null while it is unfinished. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  attachmentId!: string | null;
}

export class UploadPageWire {
  items!: UploadWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** When an upload is forgotten that gets nothing more. */
export const expiryOf = ({ touchedAt }: Pick<Upload, 'touchedAt'>, days: number): Date =>
  new Date(touchedAt.getTime() + days * DAY_MS);

/** What the uploader gets to know. */
export function toUploadWire(upload: Upload, days: number): UploadWire {
  const { id, name, size, received, unitId, attachmentId } = upload;
  const times = { createdAt: upload.createdAt.toISOString(), expiresAt: expiryOf(upload, days).toISOString() };
  return { id, name, size, received, unitId, ...times, attachmentId };
}
