import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { Transform } from 'class-transformer';
import { IsInstant, LeftOut, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { IssueActivationCodesBody } from './activation-codes.dto.ts';
import { HANDING_WAYS, type HandingWay } from './handout-handing.entity.ts';

/** For whom slips are printed; as codes are issued. */
export class HandoutsBody extends IssueActivationCodesBody {}

export class HandingBody {
  /** The codes on the slips, all given to one person. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(200)
  @Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value.map((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id)) : value,
  )
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  codeIds!: string[];

  /** Who took them. */
  @Text(200)
  recipient!: string;

  @LeftOut()
  @Text(30, 0)
  @Matches(/^$|^\+?[\d .()-]{6,30}$/)
  recipientPhone?: string;

  @IsIn(HANDING_WAYS)
  @ApiProperty({ enum: HANDING_WAYS })
  way!: HandingWay;

  /** When; left out: now. Not later. */
  @LeftOut()
  @IsInstant()
  handedAt?: string;
}

export class HandingsQuery extends PageQuery {
  /** Only of this unit and those below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

export class HandingBookQuery {
  /** The top of the tree; needed only from administrators of several units. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}
