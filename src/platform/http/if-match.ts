import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { REQUEST } from '../errors/request.errors.ts';

const TAG = /^(?:W\/)?"(\d{1,9})(?:\.[\w-]+)?"$/;

/** Reads the version; also how the API document recognises the routes that ask for one. */
export function readIfMatch(_: unknown, context: ExecutionContext): number {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined) throw REQUEST.noIfMatch();
  const version = TAG.exec(header)?.[1];
  if (version === undefined) throw REQUEST.badIfMatch();
  return Number(version);
}

/** The version an edit was made on, from If-Match; every edit must say it. */
export const IfMatch = createParamDecorator(readIfMatch);

/** @throws request.stale when the row is no longer what the editor saw */
export function refuseStale(row: { readonly version: number }, seen: number): void {
  if (row.version !== seen) throw REQUEST.stale();
}
