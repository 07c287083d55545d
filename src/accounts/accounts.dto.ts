import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ROLES, type Role } from '../platform/access/role.ts';
import { Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { ACCOUNT_STATUSES, type AccountStatus } from './account-status.ts';
import { IsUsername } from './username.field.ts';

/** Left out: unchanged. Null is refused where nothing can be null. */
const Given = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

export class AccountsQuery extends PageQuery {
  /** Only people with a post at this unit. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
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
  @IsEmail()
  @MaxLength(254)
  @ApiProperty({ nullable: true, type: String, required: false })
  email?: string | null;

  /** Left out: the person cannot sign in until one is set. */
  @Nullable()
  @IsString()
  @MaxLength(512)
  @ApiProperty({ nullable: true, type: String, required: false })
  password?: string | null;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique((post: GivePostBody | null) => `${post?.unitId} ${post?.role}`)
  @ValidateNested({ each: true })
  @Type(() => GivePostBody)
  posts!: GivePostBody[];
}

export class EditAccountBody {
  @Given()
  @Text(200)
  displayName?: string;

  @Nullable()
  @IsEmail()
  @MaxLength(254)
  @ApiProperty({ nullable: true, type: String, required: false })
  email?: string | null;

  /** `locked` ends all sessions of the account. */
  @Given()
  @ApiProperty({ enum: ACCOUNT_STATUSES, required: false })
  @IsIn(ACCOUNT_STATUSES)
  status?: AccountStatus;
}

export class SetPasswordBody {
  /** 10 to 128 characters. */
  @IsString()
  @MaxLength(512)
  password!: string;

  /** Needed to change one's own. */
  @IsOptional()
  @IsString()
  @MaxLength(512)
  currentPassword?: string;
}
