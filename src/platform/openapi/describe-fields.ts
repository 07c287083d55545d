import { getMetadataStorage } from 'class-validator';
import type { ApiDocument, Schema } from './document.ts';

interface FieldRule {
  readonly target: unknown;
  readonly propertyName: string;
  readonly name?: string;
  readonly each: boolean;
  readonly constraints?: readonly unknown[];
}

/** The rules the swagger plugin does not know, because they sit inside our own decorators (http/fields.ts). */
const SAYS: Readonly<Record<string, (schema: Schema, limits: readonly unknown[]) => void>> = {
  isLength: (schema, [min, max]) => {
    schema.minLength = Number(min);
    if (max !== undefined) schema.maxLength = Number(max);
  },
  isLocalDate: (schema) => void (schema.format = 'date'),
  isInstant: (schema) => void (schema.format = 'date-time'),
  isUuid: (schema) => void (schema.format = 'uuid'),
};

/** Writes lengths and formats of body fields into the schemas of their classes; what has a default may be left out. */
export function describeFields(document: ApiDocument): void {
  for (const rule of allRules()) {
    const owner = typeof rule.target === 'function' ? document.components.schemas[rule.target.name] : undefined;
    const property = owner?.properties?.[rule.propertyName];
    const schema = rule.each ? property?.items : property;
    if (schema && isText(schema)) SAYS[rule.name ?? '']?.(schema, rule.constraints ?? []);
  }
  for (const schema of Object.values(document.components.schemas)) {
    const { required, properties = {} } = schema;
    if (required) schema.required = required.filter((name) => properties[name]?.default === undefined);
  }
}

function isText(schema: Schema): boolean {
  return [schema.type ?? []].flat().includes('string');
}

/** class-validator gives its rules by class only; the document knows the classes by name. */
function allRules(): FieldRule[] {
  const storage = getMetadataStorage() as unknown as {
    readonly validationMetadatas: ReadonlyMap<unknown, FieldRule[]>;
  };
  return [...storage.validationMetadatas.values()].flat();
}
