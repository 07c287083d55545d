import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
  IsBoolean,
} from 'class-validator';
import { PURPOSES, URGENCIES, type Purpose, type Urgency } from '../calendar/deadlines.policy.ts';
import { IsInstant, IsLocalDate, LeftOut, Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { RELATIONS, TARGETS, type Relation, type Target } from './outgoing.kinds.ts';
import { OUTGOING_STATES, type OutgoingState } from './outgoing.states.ts';

/** A line under "Nơi nhận". */
export class RecipientInput {
  /** One unit, a group, or all units below the sender. */
  @ApiProperty({ enum: TARGETS })
  @IsIn(TARGETS)
  target!: Target;

  /** With target `unit`. */
  @Nullable()
  @IsUUID()
  unitId?: string | null;

  /** With target `group`. */
  @Nullable()
  @IsUUID()
  groupId?: string | null;

  @ApiProperty({ enum: PURPOSES })
  @IsIn(PURPOSES)
  purpose!: Purpose;
}

export class RelationInput {
  @IsUUID()
  documentId!: string;

  @ApiProperty({ enum: RELATIONS })
  @IsIn(RELATIONS)
  relation!: Relation;
}

/** A draft. Nothing in it is final before it is issued. */
export class DraftOutgoing {
  /** The unit that issues it; needed only from people with posts at several units. */
  @LeftOut()
  @IsUUID()
  unitId?: string;

  /** From `GET /document-types`. */
  @Text(50)
  typeCode!: string;

  /** Trích yếu. */
  @Text(500)
  subject!: string;

  @LeftOut()
  @Text(5000, 0)
  summary?: string;

  @LeftOut()
  @ApiProperty({ enum: URGENCIES, required: false })
  @IsIn(URGENCIES)
  urgency?: Urgency;

  /** Secrets do not belong on a networked system; anything but `none` is refused with the reason. */
  @LeftOut()
  @Text(20, 0)
  secrecy?: string;

  /** E.g. `TM. BAN THƯỜNG VỤ`. */
  @LeftOut()
  @Text(100, 0)
  signerCapacity?: string;

  @LeftOut()
  @Text(100, 0)
  signerName?: string;

  @LeftOut()
  @Text(100, 0)
  signerTitle?: string;

  /** First instant that is too late to finish it; for those who are asked to act or to coordinate. */
  @Nullable()
  @IsInstant()
  respondBy?: string | null;

  @Nullable()
  @IsInt()
  @Min(1)
  @Max(9999)
  pageCount?: number | null;

  @Nullable()
  @IsInt()
  @Min(1)
  @Max(99_999)
  copyCount?: number | null;

  /** For the register's last column. */
  @LeftOut()
  @Text(500, 0)
  note?: string;

  /** The incoming document (its id at this unit) that this one answers; its sender is the recipient unless others are named. */
  @Nullable()
  @IsUUID()
  repliesTo?: string | null;

  @LeftOut()
  @IsArray()
  @ArrayMaxSize(2000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RecipientInput)
  recipients?: RecipientInput[];

  @LeftOut()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RelationInput)
  relations?: RelationInput[];

  /** Files, uploaded before, in their order. */
  @LeftOut()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  attachmentIds?: string[];
}

/** What is left out stays as it is. */
export class EditOutgoing extends PartialType(OmitType(DraftOutgoing, ['unitId', 'repliesTo'] as const), {
  skipNullProperties: false,
}) {}

/** Why a document goes back, is void, abandoned, closed or revoked. */
export class WithReason {
  /** From 10 to 500 characters. */
  @Text(500, 10)
  reason!: string;
}

export class IssueOutgoing {
  /** Today when left out; never in the future, never before the number before it. */
  @LeftOut()
  @IsLocalDate()
  documentDate?: string;
}

export class DispatchOutgoing {
  /** Send later; at once when left out. */
  @Nullable()
  @IsInstant()
  sendAt?: string | null;

  /** Instead of the document's own lines, e.g. to send it to further units. */
  @LeftOut()
  @IsArray()
  @ArrayMaxSize(2000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RecipientInput)
  recipients?: RecipientInput[];

  /** False: not to the old e-mail inboxes of the units that still run both ways; otherwise a copy goes there too. */
  @LeftOut()
  @IsBoolean()
  alsoByEmail?: boolean;
}

export class OutgoingQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @ApiProperty({ enum: OUTGOING_STATES, required: false })
  @IsIn(OUTGOING_STATES)
  state?: OutgoingState;

  @IsOptional()
  @Text(50)
  typeCode?: string;

  /** A number and symbol, however it is typed, or words of the subject. */
  @IsOptional()
  @Text(200)
  q?: string;
}
