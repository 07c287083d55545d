import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsUUID, Matches, Max, Min } from 'class-validator';
import { Nullable, Text } from '../platform/http/fields.ts';

/** A file the client has not sent, by what it holds. */
export class KnownContentBody {
  /** SHA-256 of the content, in lower-case hex. */
  @Matches(/^[0-9a-f]{64}$/)
  sha256!: string;

  /** In bytes. */
  @IsInt()
  @Min(1)
  @Max(2 ** 42)
  size!: number;

  /** The name the new file is to have. */
  @Text(255)
  name!: string;

  /** The unit to act for; may be left out by people with posts at one unit only. */
  @Nullable()
  @IsUUID()
  @ApiProperty({ type: String, nullable: true, required: false })
  unitId?: string | null;
}
