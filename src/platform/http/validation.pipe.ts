import { Injectable, ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { FieldMistake } from '../errors/domain-error.ts';
import { REQUEST } from '../errors/request.errors.ts';

/** Bodies and queries are exactly their DTO: unknown fields are named and refused, never dropped. */
export function makeValidationPipe(): ValidationPipe {
  return new StrictPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (found: ValidationError[]) =>
      REQUEST.invalid(
        {},
        found.flatMap((e) => mistakesOf(e, '')),
      ),
  });
}

/** Refuses first what class-transformer would drop without a word (hardening §1.7), and bodies that are no object. */
@Injectable()
class StrictPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && value !== undefined && !isObject(value))
      throw REQUEST.invalid({}, [{ field: 'body', code: 'isObject' }]);
    const hidden = metadata.type === 'body' || metadata.type === 'query' ? hiddenKeys(value, '') : [];
    if (hidden.length > 0) throw REQUEST.invalid({}, hidden);
    return super.transform(value, metadata);
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys that every object has by birth, such as `constructor` and `toString`: no DTO has a field of that name. */
function hiddenKeys(value: unknown, path: string): FieldMistake[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = path ? `${path}.${key}` : key;
    return key in Object.prototype ? [{ field, code: 'whitelistValidation' }] : hiddenKeys(inner, field);
  });
}

function mistakesOf(error: ValidationError, prefix: string): FieldMistake[] {
  const field = prefix ? `${prefix}.${error.property}` : error.property;
  const own = Object.keys(error.constraints ?? {}).map((code) => ({ field, code }));
  return [...own, ...(error.children ?? []).flatMap((child) => mistakesOf(child, field))];
}
