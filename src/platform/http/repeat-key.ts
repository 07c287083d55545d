import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AuthenticatedRequest } from '../access/access.decorator.ts';
import type { RepeatKey } from '../database/unit-of-work.ts';
import { REQUEST } from '../errors/request.errors.ts';

const VISIBLE = /^[\x21-\x7E]{1,255}$/;

/** Reads the key of a request; also how the API document recognises the routes that take one. */
export function readRepeatKey(_: unknown, context: ExecutionContext): RepeatKey | null {
  const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !VISIBLE.test(key)) throw REQUEST.badIdempotencyKey();
  const asked = JSON.stringify([request.method, request.url, request.body ?? null]);
  const accountId = request.principal?.accountId;
  if (!accountId) throw new Error('@Repeat() on a public route');
  return { accountId, key, requestHash: createHash('sha256').update(asked).digest() };
}

/** The Idempotency-Key of a creating call, bound to its account and to what it asks for; null when none was sent. */
export const Repeat = createParamDecorator(readRepeatKey);
