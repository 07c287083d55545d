import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { LeftOut } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';

export class NewMailProofBody {
  /** Read every message again instead of only listing it: takes as long as bringing it over. */
  @LeftOut()
  @IsBoolean()
  everyHash?: boolean;
}

export class MailDifferencesQuery extends PageQuery {
  /** Only what is explained, or only what is not. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  explained?: boolean;
}
