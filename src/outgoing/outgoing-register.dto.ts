import { IsOptional, IsUUID } from 'class-validator';
import { IsLocalDate, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';

/** The outgoing book of one unit, all of it or a part. */
export class OutgoingRegisterQuery extends PageQuery {
  /** Needed only from people with posts at several units. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  /** One type's book: in the Đoàn every type has its own numbers. */
  @IsOptional()
  @Text(50)
  typeCode?: string;

  /** Documents dated on or after this day. */
  @IsOptional()
  @IsLocalDate()
  from?: string;

  /** Documents dated on or before this day. */
  @IsOptional()
  @IsLocalDate()
  to?: string;
}
