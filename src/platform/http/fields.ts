import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, Length, ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';

const LOCAL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Zones as they are on Earth: PostgreSQL refuses +16:00 and beyond, JavaScript does not. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** Text that says something: trimmed, from `min` to `max` characters. */
export function Text(max: number, min = 1): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsString(),
    Length(min, max),
  );
}

/** May be left out, but is not null: what `IsOptional` does not tell apart. */
export const LeftOut = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** May be null or left out. */
export const Nullable = (): PropertyDecorator => ValidateIf((_, value) => value !== null && value !== undefined);

/** A day `yyyy-MM-dd` that exists, from 1900 to 2200. */
export function isRealDate(text: string): boolean {
  const parts = LOCAL_DATE.exec(text);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year <= 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A calendar day `yyyy-MM-dd` that exists, from 1900 to 2200. */
export function IsLocalDate(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    { name: 'isLocalDate', validator: { validate: (v: unknown) => typeof v === 'string' && isRealDate(v) } },
    options,
  );
}

/** An instant with its zone, from 1900 to 2200, that both JavaScript and PostgreSQL can read. */
export function isRealInstant(text: unknown): text is string {
  return (
    typeof text === 'string' && INSTANT.test(text) && isRealDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))
  );
}

/** An instant with its zone, e.g. `2020-05-18T08:00:00+07:00`. */
export function IsInstant(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy({ name: 'isInstant', validator: { validate: isRealInstant } }, options);
}
