import { STATUS_CODES } from 'node:http';
import { STATUS_OF_KIND, type ErrorDefinition } from '../errors/domain-error.ts';
import { resolve, type Answer, type ApiDocument, type Operation, type Parameter, type Schema } from './document.ts';
import type { Route } from './route-table.ts';
import { sharedErrors } from './shared-errors.ts';

const ETAG = { description: 'Version of the answer, for If-None-Match and If-Match.', schema: { type: 'string' } };
const RETRY_AFTER = { description: 'Seconds to wait before the next try.', schema: { type: 'integer' } };

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Repeating a request with the same key gets the first answer again instead of doing it twice.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7E]+$' },
};
const IF_MATCH: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The ETag of the version that is being edited.',
  schema: { type: 'string', pattern: '^(?:W\\/)?"\\d{1,9}(?:\\.[\\w-]+)?"$' },
};

/** Adds to an operation what only the route table knows: access, headers and errors. */
export function describeOperation(document: ApiDocument, operation: Operation, route: Route): void {
  operation['x-access'] = route.access;
  operation.tags = [nounOf(route.path)];
  splitSummary(operation);
  if (route.access === 'public') operation.security = [];
  const headers = [...(route.takesRepeatKey ? [IDEMPOTENCY_KEY] : []), ...(route.takesIfMatch ? [IF_MATCH] : [])];
  operation.parameters = [...(operation.parameters ?? []).map((parameter) => exactly(parameter, route)), ...headers];
  describeVersions(document, operation, route.method);
  for (const [status, definitions] of byStatus([...route.fails, ...sharedErrors(route, operation)])) {
    operation.responses[status] = problem(Number(status), definitions);
  }
}

/** People look for `outgoing-documents`, not for the class that serves it. */
function nounOf(path: string): string {
  return (
    path
      .replace(/^\/?api\/v1\//, '')
      .split('/')
      .find((part) => part !== '') ?? 'service'
  );
}

/** The first line of a comment is the summary, the rest the description. */
function splitSummary(operation: Operation): void {
  const [first = '', ...more] = operation.summary?.split('\n') ?? [];
  if (more.length === 0) return;
  operation.summary = first;
  operation.description = more.join('\n');
}

/** A parameter with a default may be left out, whatever the class field says; an identifier is a UUID. */
function exactly(parameter: Parameter, route: Route): Parameter {
  if (parameter.schema?.default !== undefined) return { ...parameter, required: false };
  const isId = parameter.in === 'path' && route.ids.includes(parameter.name);
  return isId ? { ...parameter, schema: { type: 'string', format: 'uuid' } } : parameter;
}

function describeVersions(document: ApiDocument, operation: Operation, method: string): void {
  for (const [status, answer] of Object.entries(operation.responses)) {
    answer.description ||= STATUS_CODES[status] ?? '';
    const schema = answer.content?.['application/json']?.schema;
    if (schema && (method === 'GET' || resolve(document, schema).properties?.['version']))
      answer.headers = { ETag: ETAG, ...answer.headers };
  }
  if (method === 'GET' && operation.responses['200']?.headers?.['ETag']) {
    operation.responses['304'] = { description: 'If-None-Match names the current version.' };
  }
}

function byStatus(definitions: readonly ErrorDefinition[]): [string, ErrorDefinition[]][] {
  const codes = new Map(definitions.map((definition) => [definition.code, definition]));
  const groups: Record<string, ErrorDefinition[]> = {};
  for (const definition of codes.values()) (groups[STATUS_OF_KIND[definition.kind]] ??= []).push(definition);
  return Object.entries(groups);
}

function problem(status: number, definitions: readonly ErrorDefinition[]): Answer {
  const codes = definitions.map((definition) => definition.code).toSorted();
  const schema: Schema = {
    allOf: [
      { $ref: '#/components/schemas/ProblemWire' },
      { type: 'object', properties: { code: { type: 'string', enum: codes } } },
    ],
  };
  return {
    description: [
      STATUS_CODES[status] ?? 'Error',
      ...definitions.map((d) => `- \`${d.code}\`: ${d.en}`).toSorted(),
    ].join('\n'),
    content: { 'application/problem+json': { schema } },
    ...((status === 429 || status === 503) && { headers: { 'Retry-After': RETRY_AFTER } }),
  };
}
