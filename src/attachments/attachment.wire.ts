import { ApiProperty } from '@nestjs/swagger';
import type { Attachment } from './attachment.entity.ts';

/** A file that was taken in. */
export class AttachmentWire {
  @ApiProperty({ format: 'uuid' }) id!: string;
  /** The name on the sender's machine, in NFC. */
  name!: string;
  /** In bytes. */
  size!: number;
  /** SHA-256 of the content, in lower-case hex; also its ETag. */
  sha256!: string;
  /** Found from the content and the extension, not what the client said. */
  mediaType!: string;
  @ApiProperty({ format: 'date-time' }) uploadedAt!: string;
  /** The unit it was uploaded for. */
  @ApiProperty({ format: 'uuid' }) unitId!: string;
}

export class UploadedWire {
  /** In the order of the parts. */
  items!: AttachmentWire[];
}

/** What clients get to know about a file. */
export function toAttachmentWire(a: Attachment): AttachmentWire {
  const { id, name, size, sha256, mediaType, unitId } = a;
  return { id, name, size, sha256, mediaType, uploadedAt: a.uploadedAt.toISOString(), unitId };
}
