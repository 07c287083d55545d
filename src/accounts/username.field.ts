import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, Matches } from 'class-validator';
import { toUsername, USERNAME } from './username.policy.ts';

/** A user name, brought to the form in which it is stored. */
export function IsUsername(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? toUsername(value) : value)),
    IsString(),
    Matches(USERNAME),
  );
}
