import { eachSchema, operationsOf, type ApiDocument, type Operation, type Schema } from './document.ts';
import type { Route } from './route-table.ts';

/** Answers without a body by their nature: no content, redirects, not modified. */
const BODILESS = /^(204|30\d)$/;

/** What a client would have to guess: one sentence for each, empty when the document says everything. */
export function findGaps(document: ApiDocument, routes: readonly Route[]): string[] {
  return [
    ...routes
      .filter((route) => route.access === undefined)
      .map((route) => `${route.id} (${route.method} ${route.path}) has no @Access`),
    ...operationsOf(document).flatMap(({ operation }) => operationGaps(operation)),
    ...Object.entries(document.components.schemas).flatMap(([name, schema]) => schemaGaps(schema, name)),
  ];
}

function operationGaps(operation: Operation): string[] {
  const gaps: string[] = [];
  const at = operation.operationId;
  if (operation.requestBody) gaps.push(...contentGaps(operation.requestBody.content, `${at} body`));
  const answers = Object.entries(operation.responses).filter(
    ([status]) => Number(status) < 400 && !BODILESS.test(status),
  );
  for (const [status, answer] of answers) gaps.push(...contentGaps(answer.content, `${at} ${status}`));
  return gaps;
}

function contentGaps(content: Record<string, { readonly schema?: Schema }> | undefined, at: string): string[] {
  const kinds = Object.entries(content ?? {});
  if (kinds.length === 0)
    return [`${at}: no schema (return a wire class, use @Answers / @AnswersFile, or @HttpCode(204))`];
  return kinds.flatMap(([type, { schema }]) => (schema ? schemaGaps(schema, at) : [`${at}: ${type} has no schema`]));
}

function schemaGaps(schema: Schema, at: string): string[] {
  const gaps: string[] = [];
  eachSchema(schema, at, (part, place) => {
    if (isEmpty(part)) gaps.push(`${place}: the schema says nothing (give it an @ApiProperty with a type)`);
  });
  return gaps;
}

function isEmpty(schema: Schema): boolean {
  if (schema.$ref || schema.enum || schema.allOf || schema.anyOf || schema.oneOf || schema.const !== undefined)
    return false;
  if (schema.type === undefined) return true;
  const isObject = [schema.type].flat().includes('object');
  return isObject && Object.keys(schema.properties ?? {}).length === 0 && schema.additionalProperties === undefined;
}
