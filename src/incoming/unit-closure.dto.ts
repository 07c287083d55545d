import { IsUUID } from 'class-validator';
import { IsLocalDate, Nullable } from '../platform/http/fields.ts';

export class CloseUnit {
  /** The day it ends, not after today. */
  @IsLocalDate()
  on!: string;

  /** The unit it is merged into; what it had not finished moves there. */
  @Nullable()
  @IsUUID()
  successorId?: string | null;
}
