import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PRACTICE_ROLES, type PracticeRole } from './practice.roles.ts';

const SCOPES = ['own', 'all'] as const;

export class EnterPractice {
  /** As what the caller wants to practise. */
  @IsIn(PRACTICE_ROLES)
  @ApiProperty({ enum: PRACTICE_ROLES })
  role!: PracticeRole;
}

export class ResetPractice {
  /** `own`: the caller's practice unit. `all`: the whole area, for administrators of the topmost unit; everybody in it is shown out. */
  @IsIn(SCOPES)
  @ApiProperty({ enum: SCOPES })
  scope!: (typeof SCOPES)[number];
}
