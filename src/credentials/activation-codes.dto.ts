import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { LeftOut } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { ACTIVATION_CODE_STATES, type ActivationCodeState } from './activation-code.states.ts';

export class IssueActivationCodesBody {
  /** One account, with or without a password: its old password holds until the code is used. */
  @LeftOut()
  @IsUUID()
  accountId?: string;

  /** Everybody at this unit and below who has no password and no code waiting yet. */
  @LeftOut()
  @IsUUID()
  unitId?: string;

  /** With a unit: also those with a code waiting, which is void then. */
  @LeftOut()
  @IsBoolean()
  again?: boolean;
}

export class ActivationCodesQuery extends PageQuery {
  @ApiProperty({ enum: ACTIVATION_CODE_STATES, required: false })
  @IsOptional()
  @IsIn(ACTIVATION_CODE_STATES)
  state?: ActivationCodeState;

  /** Only of people with a post at this unit. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @IsUUID()
  accountId?: string;

  /** Only those the book of slips has, or only those it has not. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  handed?: boolean;
}

export class ActivateBody {
  @IsString()
  @Length(1, 200)
  username!: string;

  /** As on paper; upper and lower case, spaces and hyphens do not matter. */
  @IsString()
  @Length(1, 60)
  code!: string;

  /** The person's own, 10 to 128 characters. */
  @IsString()
  @MaxLength(512)
  password!: string;

  /** Needed from people with a second factor: six digits of the authenticator app, or a recovery code. */
  @LeftOut()
  @IsString()
  @Length(1, 40)
  secondFactorCode?: string;
}
