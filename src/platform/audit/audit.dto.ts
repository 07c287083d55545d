import { IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../http/page.dto.ts';
import { Text } from '../http/fields.ts';

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
}
