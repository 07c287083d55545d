import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { IsLocalDate, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';

export class ArchivedMailsQuery extends PageQuery {
  /** One of the caller's units; all of them when left out. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @IsUUID()
  inboxId?: string;

  /** In the inbox on or after this day in Việt Nam. */
  @IsOptional()
  @IsLocalDate()
  from?: string;

  /** On or before this day. */
  @IsOptional()
  @IsLocalDate()
  to?: string;

  /** Only those with something wrong, or only those without. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  broken?: boolean;

  /** Words of subject, people, file names or text; with or without accents, beginnings are enough. */
  @IsOptional()
  @Text(200)
  q?: string;
}
