import { HttpException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { DomainError, type ErrorFactory } from './domain-error.ts';
import { PLATFORM, REQUEST } from './request.errors.ts';

/** Errors of the frame (Fastify) by their code. */
const FASTIFY: Readonly<Record<string, ErrorFactory>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: REQUEST.tooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: REQUEST.wrongMediaType,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: REQUEST.malformed,
  FST_ERR_CTP_EMPTY_JSON_BODY: REQUEST.notJson,
  FST_ERR_CTP_INVALID_JSON_BODY: REQUEST.notJson,
  FST_ERR_BAD_URL: REQUEST.malformed,
  FST_ERR_MAX_PARAM_LENGTH: REQUEST.badId,
  FST_ERR_NOT_FOUND: REQUEST.noSuchRoute,
};

/** PostgreSQL's SQLSTATE classes that say "not now" rather than "never". */
const DATABASE: Readonly<Record<string, ErrorFactory>> = {
  '57014': PLATFORM.busy, // statement time-out
  '55P03': PLATFORM.busy, // lock time-out
  '40001': PLATFORM.busy,
  '40P01': PLATFORM.busy,
  '53300': PLATFORM.busy, // too many connections
  '53100': PLATFORM.busy, // disk full
  '57P01': PLATFORM.databaseUnavailable,
  '57P02': PLATFORM.databaseUnavailable,
  '57P03': PLATFORM.databaseUnavailable,
  '08006': PLATFORM.databaseUnavailable,
  '08P01': PLATFORM.databaseUnavailable, // what a pooler says when it has no server or shuts down
  '22021': REQUEST.invalid, // text the database cannot store
  '22P05': REQUEST.invalid,
  '22003': REQUEST.invalid, // number out of range
};

const LOST_CONNECTION = /ECONNREFUSED|ECONNRESET|EPIPE|terminated|timeout|not queryable|Connection ended/i;

/** Turns whatever was thrown into an error of the catalogue; what nobody foresaw becomes `platform.unexpected`. */
export function translateError(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const code = codeOf(thrown);
  const known = FASTIFY[code] ?? DATABASE[code];
  if (known) return known({}, [], known.kind === 'unavailable' ? 2 : undefined);
  if (thrown instanceof HttpException) return fromHttp(thrown);
  if (thrown instanceof SyntaxError && statusOf(thrown) === 400) return REQUEST.notJson();
  if (isLostConnection(thrown)) return PLATFORM.databaseUnavailable({}, [], 2);
  if (statusOf(thrown) === 400) return REQUEST.malformed();
  return PLATFORM.unexpected();
}

function codeOf(thrown: unknown): string {
  const source = thrown instanceof QueryFailedError ? (thrown.driverError as unknown) : thrown;
  const code = (source as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

function statusOf(thrown: unknown): number | null {
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : null;
}

function fromHttp(thrown: HttpException): DomainError {
  const status = thrown.getStatus();
  if (status === 404) return REQUEST.noSuchRoute();
  if (status === 413) return REQUEST.tooLarge();
  if (status === 415) return REQUEST.wrongMediaType();
  return status < 500 ? REQUEST.malformed() : PLATFORM.unexpected();
}

function isLostConnection(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return (
    LOST_CONNECTION.test(codeOf(thrown)) ||
    (LOST_CONNECTION.test(thrown.message) && /connect|Client|pool|database|Query/i.test(thrown.message))
  );
}
