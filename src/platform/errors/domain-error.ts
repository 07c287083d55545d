/** What went wrong, as a family: each kind has one HTTP status. */
export const STATUS_OF_KIND = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-method': 405,
  'timed-out': 408,
  conflict: 409,
  gone: 410,
  'length-required': 411,
  stale: 412,
  'too-large': 413,
  'wrong-media-type': 415,
  'range-not-satisfiable': 416,
  unprocessable: 422,
  locked: 423,
  'precondition-required': 428,
  'too-many': 429,
  'headers-too-large': 431,
  // Not of the registry: the checksum extension of tus 1.0 says so.
  'checksum-mismatch': 460,
  unexpected: 500,
  unavailable: 503,
  'storage-full': 507,
} as const;

export type ErrorKind = keyof typeof STATUS_OF_KIND;
export type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;

/** One mistake in one field of a request. `field` is a path such as `recipients.2.unitId`. */
export interface FieldMistake {
  readonly field: string;
  readonly code: string;
  readonly params?: ErrorParams;
}

export interface ErrorText {
  readonly kind: ErrorKind;
  /** What happened and how to go on, in Vietnamese; `{name}` is filled from the error's params. */
  readonly vi: string;
  readonly en: string;
}

export interface ErrorDefinition extends ErrorText {
  readonly code: string;
}

/** An error of the business: a code, its values, and nothing about HTTP or language. */
export class DomainError extends Error {
  constructor(
    readonly definition: ErrorDefinition,
    readonly params: ErrorParams = {},
    readonly mistakes: readonly FieldMistake[] = [],
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(definition.code);
  }

  get code(): string {
    return this.definition.code;
  }

  get status(): number {
    return STATUS_OF_KIND[this.definition.kind];
  }
}

/** Judges, and does not look up where a refusal was made: of many that are told and few that are thrown, that would cost the most. */
export function withoutStacks<T>(judge: () => T): T {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return judge();
  } finally {
    Error.stackTraceLimit = usual;
  }
}

/** Makes the error; also carries its definition, so that routes can declare it with `@Fails`. */
export interface ErrorFactory extends ErrorDefinition {
  (params?: ErrorParams, mistakes?: readonly FieldMistake[], retryAfterSeconds?: number): DomainError;
}

const catalogue = new Map<string, ErrorFactory>();

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * A room's catalogue of errors. Codes are `<room>.<name-in-kebab-case>` and unique in the product.
 * @example const INCOMING = errors('incoming', { notYet: { kind: 'conflict', vi: '…', en: '…' } }); throw INCOMING.notYet();
 */
export function errors<const T extends Record<string, ErrorText>>(
  room: string,
  texts: T,
): { readonly [K in keyof T]: ErrorFactory } {
  const made: Record<string, ErrorFactory> = {};
  for (const [name, text] of Object.entries(texts)) made[name] = register({ ...text, code: `${room}.${kebab(name)}` });
  return made as { readonly [K in keyof T]: ErrorFactory };
}

function register(definition: ErrorDefinition): ErrorFactory {
  if (catalogue.has(definition.code)) throw new Error(`error code ${definition.code} is defined twice`);
  const make = (params?: ErrorParams, mistakes?: readonly FieldMistake[], retryAfter?: number) =>
    new DomainError(definition, params, mistakes, retryAfter);
  const factory = Object.assign(make, definition);
  catalogue.set(definition.code, factory);
  return factory;
}

/** Every error the loaded rooms can answer with, by code. */
export function errorCatalogue(): ReadonlyMap<string, ErrorFactory> {
  return catalogue;
}
