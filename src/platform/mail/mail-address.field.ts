import { ValidateBy, type ValidationOptions } from 'class-validator';
import { parseMailAddress } from './mail-address.ts';

const validate = (value: unknown): boolean => typeof value === 'string' && parseMailAddress(value) !== null;

/** One e-mail address that `Mail.queue` will take. class-validator's own IsEmail lets more through. */
export function IsMailAddress(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy({ name: 'isEmail', validator: { validate } }, options);
}
