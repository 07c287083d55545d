import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { LeftOut } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';

export class NoticesQuery extends PageQuery {
  /** Only those not read yet. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  unread?: boolean;
}

/** Which: one of the two. */
export class ReadingBody {
  /** This one and everything before it. */
  @LeftOut()
  @IsUUID()
  upToId?: string;

  /** All about one page, e.g. the document that has just been opened. */
  @LeftOut()
  @MaxLength(500)
  @Matches(/^\/[\w/.~-]*$/)
  path?: string;
}
