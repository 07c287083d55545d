import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsInstant, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { MACHINE_ROLES, SCOPE_NAMES, type MachineRole, type Scope } from './scopes.policy.ts';

export class ApiKeysQuery extends PageQuery {
  /** Only keys of this unit. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

export class MakeApiKeyBody {
  /** The unit whose documents the program works on; within the caller's reach. */
  @IsUUID()
  unitId!: string;

  /** Which program it is for; audit and drafts show it as the one who acted. */
  @Text(100)
  name!: string;

  @ApiProperty({ enum: MACHINE_ROLES })
  @IsIn(MACHINE_ROLES)
  role!: MachineRole;

  /** What the key opens. It can never be widened: for more, make another key. */
  @ApiProperty({ enum: SCOPE_NAMES, isArray: true })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(SCOPE_NAMES.length)
  @ArrayUnique()
  @IsIn(SCOPE_NAMES, { each: true })
  scopes!: Scope[];

  /** The first instant it is refused; a year from now at most. */
  @IsInstant()
  expiresAt!: string;
}
