import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import type { Config } from '../config/config.ts';

/** Injection token of the process's logger. */
export const LOGGER = Symbol('logger');

/** Structured lines on standard output. Bodies, headers, queries and document texts are never given to it. */
export function makeLogger(config: Config): Logger {
  return pino({
    level: config.get('LOG_LEVEL'),
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'password',
        '*.password',
        'token',
        '*.token',
        'req.headers',
        'err.parameters',
        'err.query',
        'err.driverError',
        'err.detail',
        'err.where',
      ],
      censor: '[removed]',
    },
    serializers: { err: errorLine },
  });
}

/** The error's kind and stack, without the values a database error carries along. */
function errorLine(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return { type: error.name, message: error.message, code, stack: error.stack };
}

/** Said when the practice area opens. Each application has its own data source; only a registry of names is shared. */
const SECOND_DATA_SOURCE = 'A data source with the default name is already registered';

/** Nest's own lines through the same logger; its chatter at start is of no use to anybody. */
export class NestLog implements LoggerService {
  constructor(private readonly out: Logger) {}

  log(message: unknown): void {
    this.out.debug({ message }, 'nest');
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.out.error({ message: String(message), rest: rest.map(String) }, 'nest');
  }

  warn(message: unknown): void {
    if (String(message).startsWith(SECOND_DATA_SOURCE)) return;
    this.out.warn({ message: String(message) }, 'nest');
  }
}
