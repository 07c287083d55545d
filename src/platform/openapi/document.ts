/** The parts of an OpenAPI 3.1 document that are read or written here. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Record<string, Schema> };
  [extension: string]: unknown;
}

export interface Operation {
  readonly operationId: string;
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema?: Schema }> };
  readonly responses: Record<string, Answer>;
  security?: Record<string, string[]>[];
  'x-access'?: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  required?: boolean;
  readonly description?: string;
  schema?: Schema;
}

export interface Answer {
  description: string;
  content?: Record<string, { readonly schema?: Schema }>;
  headers?: Record<string, { readonly description: string; readonly schema: Schema }>;
}

export interface Schema {
  type?: string | readonly string[];
  readonly $ref?: string;
  format?: string;
  readonly properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string;
  readonly pattern?: string;
  minLength?: number;
  maxLength?: number;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** The methods an address has, with their operations. */
export function operationsOf(
  document: ApiDocument,
): { readonly path: string; readonly method: string; readonly operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
}

/** A `$ref` followed to its schema; anything else as it is. */
export function resolve(document: ApiDocument, schema: Schema): Schema {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  if (name === undefined) return schema;
  const found = document.components.schemas[name];
  if (!found) throw new Error(`the API document points to ${name}, which it does not hold`);
  return found;
}

/** Calls back with every schema below this one and itself; `at` is its place, e.g. `UnitWire.names[]`. */
export function eachSchema(schema: Schema, at: string, look: (schema: Schema, at: string) => void): void {
  look(schema, at);
  for (const [name, property] of Object.entries(schema.properties ?? {})) eachSchema(property, `${at}.${name}`, look);
  for (const part of [schema.allOf, schema.anyOf, schema.oneOf].flat()) if (part) eachSchema(part, at, look);
  if (schema.items) eachSchema(schema.items, `${at}[]`, look);
  if (typeof schema.additionalProperties === 'object') eachSchema(schema.additionalProperties, `${at}{}`, look);
}
