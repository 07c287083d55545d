import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { FieldMistake } from '../errors/domain-error.ts';
import { REQUEST } from '../errors/request.errors.ts';

/** Bodies and queries are exactly their DTO: unknown fields are named and refused, never dropped. */
export function makeValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (found: ValidationError[]) => REQUEST.invalid({}, found.flatMap((e) => mistakesOf(e, ''))),
  });
}

function mistakesOf(error: ValidationError, prefix: string): FieldMistake[] {
  const field = prefix ? `${prefix}.${error.property}` : error.property;
  const own = Object.keys(error.constraints ?? {}).map((code) => ({ field, code }));
  return [...own, ...(error.children ?? []).flatMap((child) => mistakesOf(child, field))];
}
