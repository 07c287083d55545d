import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { LeftOut, Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';

/** Most units a group can have. */
export const MAX_MEMBERS = 2000;

/** Which groups. */
export class GroupsQuery extends PageQuery {
  /** Closed groups as well. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  includeClosed?: boolean;
}

/** A group to be made; its members are set afterwards. */
export class NewGroupBody {
  /** The unit that owns it; may be left out by people with posts at one unit only. */
  @Nullable()
  @IsUUID()
  @ApiProperty({ type: String, nullable: true, required: false })
  unitId?: string | null;

  @Text(200)
  name!: string;

  @LeftOut()
  @Text(2000, 0)
  description?: string;
}

/** What is to change; the rest stays. */
export class GroupChangeBody {
  @LeftOut()
  @Text(200)
  name?: string;

  @LeftOut()
  @Text(2000, 0)
  description?: string;
}

/** The whole list of members as it shall be from now on. */
export class MembersBody {
  @Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value.map((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id)) : value,
  )
  @IsArray()
  @ArrayMaxSize(MAX_MEMBERS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  unitIds!: string[];
}
