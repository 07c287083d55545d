import { IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../http/page.dto.ts';
import { IsLocalDate, Text } from '../http/fields.ts';

/** Which lines of the log. */
export class AuditQuery extends PageQuery {
  /** What was done to this account, unit, group or document. */
  @IsOptional()
  @IsUUID()
  subjectId?: string;

  /** What this person did. */
  @IsOptional()
  @IsUUID()
  accountId?: string;

  /** One kind of act, e.g. `view`. */
  @IsOptional()
  @Text(100)
  act?: string;

  /** What was done at this unit or about it, without those below. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  /** First day in Việt Nam, yyyy-MM-dd. */
  @IsOptional()
  @IsLocalDate()
  from?: string;

  /** Last day, included. */
  @IsOptional()
  @IsLocalDate()
  to?: string;
}
