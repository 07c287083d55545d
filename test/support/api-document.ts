import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { operationsOf, type ApiDocument, type Operation } from '../../src/platform/openapi/document.ts';

export interface KnownOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly matches: RegExp;
}

/** The document of the last build, with everything needed to hold answers against it. */
export interface ApiContract {
  readonly document: ApiDocument;
  readonly operations: readonly KnownOperation[];
  /** The operation that serves a request; null when the document knows none. */
  find(method: string, path: string): KnownOperation | null;
  /** Compiled once per place; objects are closed: a field the schema does not name is a mistake. */
  validator(schema: unknown): ValidateFunction;
}

let kept: ApiContract | null = null;

/** @throws when there is no build */
export function apiContract(): ApiContract {
  return (kept ??= read(join(import.meta.dirname, '..', '..', 'dist', 'openapi.json')));
}

function read(file: string): ApiContract {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file} is missing: build first (node src/build/prepare.mjs build)`, { cause });
  }
  const document = JSON.parse(text) as ApiDocument;
  // Fixed words before parameters, so that /receipts/heads is not taken for /receipts/{id}.
  const operations = operationsOf(document)
    .map(({ path, method, operation }) => ({
      id: operation.operationId,
      method,
      path,
      operation,
      matches: matcher(path),
    }))
    .toSorted((a, b) => (rank(a.path) < rank(b.path) ? -1 : 1));
  const find = (method: string, path: string) =>
    operations.find((known) => known.method === method && known.matches.test(path)) ?? null;
  return { document, operations, find, validator: validators(document) };
}

function matcher(template: string): RegExp {
  const pattern = template.split(/\{\w+\}/).map((fixed) => fixed.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${pattern.join('[^/]+')}$`);
}

const rank = (path: string): string => path.replaceAll('{', '\u{10ffff}');

function validators(document: ApiDocument): (schema: unknown) => ValidateFunction {
  // Each file compiles for a few hundred answers: making the code shorter takes longer than it saves.
  const ajv = new Ajv2020({ strict: false, allErrors: true, code: { optimize: false } });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', components: closed(document.components) });
  const compiled = new WeakMap<object, ValidateFunction>();
  return (schema) => {
    const known = compiled.get(schema as object);
    if (known) return known;
    const made = ajv.compile(closed(schema) as object);
    compiled.set(schema as object, made);
    return made;
  };
}

/** A copy in which every object with named fields has only those. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (node === null || typeof node !== 'object') return node;
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, closed(value)]),
  );
  if (typeof copy['$ref'] === 'string') copy['$ref'] = copy['$ref'].replace(/^#/, 'api#');
  if (copy['type'] === 'object' && copy['properties'] && copy['additionalProperties'] === undefined)
    copy['additionalProperties'] = false;
  return copy;
}
