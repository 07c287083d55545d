import { ECDH } from 'node:crypto';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsString, MaxLength, ValidateBy, ValidateNested } from 'class-validator';
import { Nullable } from '../platform/http/fields.ts';

const LONGEST_ENDPOINT = 2000;
const POINT_BYTES = 65;
const AUTH_BYTES = 16;
const BASE64URL = /^[\w-]+={0,2}$/;

const bytesOf = (value: unknown): Buffer | null =>
  typeof value === 'string' && value.length <= 200 && BASE64URL.test(value) ? Buffer.from(value, 'base64url') : null;

/** A key nothing could be encrypted for is refused now, not when something has to be told. */
function isPoint(value: unknown): boolean {
  const bytes = bytesOf(value);
  if (bytes?.length !== POINT_BYTES || bytes[0] !== 4) return false;
  try {
    return ECDH.convertKey(bytes, 'prime256v1').length === POINT_BYTES;
  } catch {
    return false;
  }
}

const isUrl = (value: unknown): boolean =>
  typeof value === 'string' && /^https?:\/\/[^\s]+$/i.test(value) && URL.canParse(value);
const matches = (validate: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({ name: 'matches', validator: { validate } });

export class PushKeysBody {
  /** The browser's public key: a point of P-256, base64url. */
  @IsString()
  @matches(isPoint)
  p256dh!: string;

  /** 16 bytes, base64url. */
  @IsString()
  @matches((value) => bytesOf(value)?.length === AUTH_BYTES)
  auth!: string;
}

/** `subscription.toJSON()` of a browser, as it is. */
export class NewPushSubscriptionBody {
  @IsString()
  @MaxLength(LONGEST_ENDPOINT)
  @matches(isUrl)
  endpoint!: string;

  /** Not needed: a push service says when one is gone. */
  @Nullable()
  @IsInt()
  expirationTime?: number | null;

  @IsObject()
  @ValidateNested()
  @Type(() => PushKeysBody)
  keys!: PushKeysBody;
}
