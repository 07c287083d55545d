import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  Min,
} from 'class-validator';
import { URGENCIES, type Urgency } from '../calendar/deadlines.policy.ts';
import { IsInstant, IsLocalDate, LeftOut, Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { REFUSAL_REASONS, type RefusalReason } from './incoming.reasons.ts';
import { BOXES, type Box } from './inbox.boxes.ts';

/** Which part of the inbox. */
export class InboxQuery extends PageQuery {
  /** One of the caller's units; all of them when left out. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @ApiProperty({ enum: BOXES, required: false })
  @IsIn(BOXES)
  box?: Box;

  @IsOptional()
  @IsUUID()
  senderUnitId?: string;

  @IsOptional()
  @Text(50)
  typeCode?: string;

  @IsOptional()
  @ApiProperty({ enum: URGENCIES, required: false })
  @IsIn(URGENCIES)
  urgency?: Urgency;

  /** Delivered on or after this day in Việt Nam. */
  @IsOptional()
  @IsLocalDate()
  from?: string;

  /** Delivered on or before this day. */
  @IsOptional()
  @IsLocalDate()
  to?: string;

  /** A number and symbol, however it is typed, or words of the subject. */
  @IsOptional()
  @Text(200)
  q?: string;
}

export class AcknowledgeIncoming {
  /**
   * When the person pressed, where the line was gone and this was sent later. The receipt's `at` stays the service's own time; this
   * stands in its `detail`. At most 14 days old, not before the delivery and not in the future.
   */
  @LeftOut()
  @IsInstant()
  pressedAt?: string;
}

export class RegisterIncoming {
  /** What the clerk notes beside the entry. */
  @LeftOut()
  @Text(500, 0)
  note?: string;
}

export class AssignIncoming {
  /** Who leads; only they (or a leader) can finish it. */
  @IsUUID()
  leadAccountId!: string;

  @LeftOut()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  cooperateAccountIds: string[] = [];

  @LeftOut()
  @IsArray()
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  informAccountIds: string[] = [];

  /** Bút phê: what is to be done. */
  @Text(2000)
  instruction!: string;

  @Nullable()
  @IsInstant()
  dueAt?: string | null;
}

export class ReportProgress {
  @Text(2000)
  text!: string;
}

export class FinishIncoming {
  /** What was done. */
  @LeftOut()
  @Text(2000, 0)
  result?: string;
}

export class RefuseIncoming {
  @ApiProperty({ enum: REFUSAL_REASONS })
  @IsIn(REFUSAL_REASONS)
  code!: RefusalReason;

  /** In words, from 10 to 500 characters. */
  @Text(500, 10)
  text!: string;
}

/** A document that came on paper or by mail, entered by the clerk. */
export class EnterIncoming {
  @LeftOut()
  @IsUUID()
  unitId?: string;

  @ApiProperty({ enum: ['paper', 'email', 'other'] })
  @IsIn(['paper', 'email', 'other'])
  origin!: 'paper' | 'email' | 'other';

  /** Tác giả: the body that issued it. */
  @Text(200)
  authorName!: string;

  @LeftOut()
  @Text(50, 0)
  symbol: string = '';

  @Nullable()
  @IsLocalDate()
  documentDate?: string | null;

  @Nullable()
  @Text(50)
  typeCode?: string | null;

  @Text(500)
  subject!: string;

  @LeftOut()
  @Text(100, 0)
  signerName: string = '';

  @LeftOut()
  @ApiProperty({ enum: URGENCIES, required: false })
  @IsIn(URGENCIES)
  urgency: Urgency = 'normal';

  @LeftOut()
  @ApiProperty({ enum: ['act', 'coordinate', 'report', 'inform'], required: false })
  @IsIn(['act', 'coordinate', 'report', 'inform'])
  purpose: 'act' | 'coordinate' | 'report' | 'inform' = 'act';

  /** Secrets do not belong on a networked system; anything but `none` is refused with the reason. */
  @LeftOut()
  @Text(20)
  secrecy?: string;

  @Nullable()
  @IsInt()
  @Min(1)
  @Max(9999)
  pageCount?: number | null;

  /** Day of arrival; today when left out. */
  @LeftOut()
  @IsLocalDate()
  arrivedOn?: string;

  /** Scans and files, uploaded before. */
  @LeftOut()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  attachmentIds: string[] = [];

  /** Enter it in the register at once (số đến). */
  @LeftOut()
  @IsBoolean()
  register: boolean = true;

  /** Enter it although a document with this symbol and author is there. */
  @LeftOut()
  @IsBoolean()
  acceptDuplicate: boolean = false;
}
