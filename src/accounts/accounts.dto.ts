import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { ROLES, type Role } from '../platform/access/role.ts';
import { LeftOut, Nullable, Text } from '../platform/http/fields.ts';
import { IsMailAddress } from '../platform/mail/mail-address.field.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { SETTABLE_STATUSES, type SettableStatus } from './account-status.ts';
import { IsUsername } from './username.field.ts';

/** `never-activated`: has no password yet · `idle`: no sign of life for 90 days · `postless`: holds no post now. */
export const ACCOUNT_FILTERS = ['never-activated', 'locked', 'disabled', 'idle', 'postless'] as const;
export type AccountFilter = (typeof ACCOUNT_FILTERS)[number];

export class AccountsQuery extends PageQuery {
  /** Only people with a post at this unit. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  /** Words of the name or user name, with or without accents. */
  @IsOptional()
  @Text(100)
  q?: string;

  /** Only accounts the caller manages, and of these only such. */
  @IsOptional()
  @IsIn(ACCOUNT_FILTERS)
  @ApiProperty({ enum: ACCOUNT_FILTERS, required: false })
  show?: AccountFilter;
}

export class GivePostBody {
  @IsUUID()
  unitId!: string;

  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role!: Role;

  /** As on paper, e.g. Bí thư, Chánh Văn phòng, Văn thư. */
  @Text(200)
  title!: string;
}

export class CreateAccountBody {
  /** 3 to 64 letters or digits with . _ - @ inside; upper and lower case are the same. */
  @IsUsername()
  username!: string;

  @Text(200)
  displayName!: string;

  @Nullable()
  @IsMailAddress()
  @MaxLength(254)
  @ApiProperty({ nullable: true, type: String, required: false })
  email?: string | null;

  /** Temporary: the person has to change it at once. Left out: nobody can sign in until one is set, best with an activation code. */
  @Nullable()
  @IsString()
  @MaxLength(512)
  @ApiProperty({ nullable: true, type: String, required: false })
  password?: string | null;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique((post: GivePostBody | null) => `${post?.unitId} ${post?.role}`)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => GivePostBody)
  posts!: GivePostBody[];
}

export class EditAccountBody {
  @LeftOut()
  @Text(200)
  displayName?: string;

  @Nullable()
  @IsMailAddress()
  @MaxLength(254)
  @ApiProperty({ nullable: true, type: String, required: false })
  email?: string | null;

  /** `locked` ends all sessions of the account; `active` unlocks, or enables what disuse has disabled. */
  @LeftOut()
  @ApiProperty({ enum: SETTABLE_STATUSES, required: false })
  @IsIn(SETTABLE_STATUSES)
  status?: SettableStatus;

  /** Why the status is changed; other administrators read it, the person does not. */
  @LeftOut()
  @Text(500)
  statusReason?: string;
}

export class SetPasswordBody {
  /** 10 to 128 characters. */
  @IsString()
  @MaxLength(512)
  password!: string;

  /** Needed to change one's own. */
  @LeftOut()
  @IsString()
  @MaxLength(512)
  currentPassword?: string;
}
