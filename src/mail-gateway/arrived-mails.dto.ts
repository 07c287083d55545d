import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { URGENCIES, type Urgency } from '../calendar/deadlines.policy.ts';
import { IsLocalDate, LeftOut, Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import {
  ARRIVED_STATES,
  DISMISSAL_REASONS,
  SIDES,
  type ArrivedState,
  type DismissalReason,
  type Side,
} from './arrived-mail.states.ts';

/** Which mails. */
export class ArrivedMailsQuery extends PageQuery {
  /** One of the caller's units; all of them when left out. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @ApiProperty({ enum: ARRIVED_STATES, required: false })
  @IsIn(ARRIVED_STATES)
  state?: ArrivedState;

  @IsOptional()
  @ApiProperty({ enum: SIDES, required: false })
  @IsIn(SIDES)
  side?: Side;

  /** `true`: only what the mail server in front marked as spam; `false`: only the rest. */
  @IsOptional()
  @ApiProperty({ enum: ['true', 'false'], required: false })
  @IsIn(['true', 'false'])
  spam?: 'true' | 'false';

  /** An address of a sender, whole. */
  @IsOptional()
  @Text(320)
  sender?: string;

  /** To one old inbox. */
  @IsOptional()
  @IsUUID()
  inboxId?: string;

  /** Arrived on or after this day in Việt Nam. */
  @IsOptional()
  @IsLocalDate()
  from?: string;

  /** Arrived on or before this day. */
  @IsOptional()
  @IsLocalDate()
  to?: string;
}

export class SendersQuery extends PageQuery {
  /** One of the caller's units, for administrators with everything below it; all of them when left out. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

/** A mail becomes an incoming document "by e-mail". What is left out is taken from the mail. */
export class RegisterArrivedMail {
  /** Tác giả: the body that issued it; the sender when left out. */
  @LeftOut()
  @Text(200)
  authorName?: string;

  @LeftOut()
  @Text(50, 0)
  symbol: string = '';

  @Nullable()
  @IsLocalDate()
  documentDate?: string | null;

  @Nullable()
  @Text(50)
  typeCode?: string | null;

  /** The mail's when left out. */
  @LeftOut()
  @Text(500)
  subject?: string;

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

  /** Which files of the mail go along; all that are taken in (without pictures inside the text) when left out. */
  @LeftOut()
  @IsArray()
  @ArrayMaxSize(99)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  fileIds?: string[];

  /** The message itself goes along as a file. */
  @LeftOut()
  @IsBoolean()
  includeMessage: boolean = true;

  /** Enter it in the register at once (số đến). */
  @LeftOut()
  @IsBoolean()
  register: boolean = true;

  /** Enter it although a document with this symbol and author is there. */
  @LeftOut()
  @IsBoolean()
  acceptDuplicate: boolean = false;
}

export class DismissArrivedMail {
  @ApiProperty({ enum: DISMISSAL_REASONS })
  @IsIn(DISMISSAL_REASONS)
  code!: DismissalReason;

  /** In words, from 10 to 500 characters. */
  @Text(500, 10)
  text!: string;
}
