import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { Schema } from '../../src/platform/openapi/document.ts';
import { isOutside } from '../../src/platform/openapi/prefix.ts';
import { apiContract, type KnownOperation } from './api-document.ts';

const PROBLEM: Schema = { $ref: '#/components/schemas/ProblemWire' };

/** An answer as a client sees it. */
export interface Answered {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  /** Media type without parameters; empty when there is no body. */
  readonly type: string;
  readonly body: unknown;
}

interface Verdict {
  readonly operationId: string | null;
  /** In words, null when the answer is as the API document says. */
  readonly mistake: string | null;
}

/** Holds an answer against the API document: status, content type, error code, and every field of the body. */
export function checkAnswer(answer: Answered): Verdict {
  const known = apiContract().find(answer.method, answer.path);
  const what = known ? whatIsWrong(known, answer) : whatIsWrongNowhere(answer);
  const name = known ? `${known.id} (${answer.method} ${known.path})` : `${answer.method} ${answer.path}`;
  return {
    operationId: known?.id ?? null,
    mistake: what && `${name} answered ${answer.status}: ${what}\n${shown(answer.body)}`,
  };
}

/** An address the document does not know: hidden pages outside the API, or a 404. */
function whatIsWrongNowhere(answer: Answered): string | null {
  if (isOutside(answer.path)) return null;
  const isProblem = answer.type === 'application/problem+json' || answer.method === 'HEAD';
  if (answer.status >= 400 && isProblem) return null;
  return 'this operation is not in the API document (is the build older than the code?)';
}

function whatIsWrong({ operation }: KnownOperation, answer: Answered): string | null {
  const declared = operation.responses[answer.status];
  if (!declared) return `the status is not declared; declared are ${Object.keys(operation.responses).join(', ')}`;
  // HEAD has no body, not even for a refusal.
  if (answer.method === 'HEAD') return null;
  if (!declared.content) return answer.type === '' ? null : `a body of ${answer.type}, where none is declared`;
  const schema = (declared.content[answer.type] ?? declared.content['*/*'])?.schema;
  if (!schema)
    return `content type "${answer.type}" is not declared; declared are ${Object.keys(declared.content).join(', ')}`;
  if (answer.type === 'application/problem+json') return wrongProblem(schema, answer);
  return answer.type === 'application/json' ? wrongBody(schema, answer.body) : null;
}

function wrongProblem(schema: Schema, answer: Answered): string | null {
  const codes = schema.allOf?.[1]?.properties?.['code']?.enum ?? [];
  const { code, status } = answer.body as { code?: unknown; status?: unknown };
  if (!codes.includes(code)) return `code "${String(code)}" is not declared (@Fails); declared are ${codes.join(', ')}`;
  if (status !== answer.status) return `the problem says status ${String(status)}`;
  return wrongBody(PROBLEM, answer.body);
}

function wrongBody(schema: Schema, body: unknown): string | null {
  const validate = apiContract().validator(schema);
  return validate(body) ? null : `the body is not as declared:\n${mistakesOf(validate)}`;
}

function mistakesOf(validate: ValidateFunction): string {
  const lines = (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `  ${instancePath || 'body'} ${message} ${JSON.stringify(params)}`,
  );
  return lines.slice(0, 10).join('\n');
}

function shown(body: unknown): string {
  const text = Buffer.isBuffer(body) ? `${body.length} bytes` : (JSON.stringify(body) ?? '');
  return text.length > 1500 ? `${text.slice(0, 1500)} …` : text;
}
