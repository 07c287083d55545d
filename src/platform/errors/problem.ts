import { STATUS_CODES } from 'node:http';
import type { DomainError, ErrorParams, FieldMistake } from './domain-error.ts';
import type { FieldProblemWire, ProblemWire } from './problem.wire.ts';
import { FIELD_TEXTS } from './validation-codes.ts';

export type Language = 'vi' | 'en';

/** Vietnamese unless the caller prefers English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const first = acceptLanguage?.split(',')[0]?.trim().toLowerCase() ?? '';
  return first.startsWith('en') ? 'en' : 'vi';
}

/** Puts the values into a sentence. */
export function fill(text: string, params: ErrorParams): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}

function fieldProblem(mistake: FieldMistake, language: Language): FieldProblemWire {
  const text = FIELD_TEXTS[mistake.code]?.[language] ?? mistake.code;
  return { field: mistake.field, code: mistake.code, detail: fill(text, mistake.params ?? {}) };
}

/** The RFC 9457 body of an error, in the caller's language. */
export function toProblem(error: DomainError, requestId: string, language: Language): ProblemWire {
  return {
    type: `urn:gnvb:error:${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    detail: fill(error.definition[language], error.params),
    instance: `urn:request:${requestId}`,
    params: { ...error.params },
    ...(error.mistakes.length > 0 && { errors: error.mistakes.map((m) => fieldProblem(m, language)) }),
  };
}
