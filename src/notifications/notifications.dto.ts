import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { CHOICES, type Choice } from './notification-kinds.ts';

export class ChooseBody {
  /** One of those the kind allows. */
  @ApiProperty({ enum: CHOICES })
  @IsIn(CHOICES)
  choice!: Choice;
}
