import type { ApiDocument, Schema } from '../../../src/platform/openapi/document.ts';
import { resolve } from '../../../src/platform/openapi/document.ts';
import type { Json } from './case.ts';

/** One hostile body. */
export interface Hostile {
  /** In words, for the list of mistakes. */
  readonly what: string;
  /** As sent. */
  readonly body: string | Buffer;
  /** The field that is wrong, to be named in the answer; null when the whole body is. */
  readonly field: string | null;
  /** Whether it must be refused; the others only must not break anything. */
  readonly refused: boolean;
}

const UUID = 'c0ffee00-0000-4000-8000-000000000000';
/** Written as they stand: JSON.stringify would mend or refuse them. */
const RAW = {
  'a number beyond every double': '1e999',
  'a lone surrogate': '"a\\ud800b"',
  'a lone low surrogate': '"\\udfff"',
  NUL: '"a\\u0000b"',
  'a control character': '"a\\u001bb"',
  'a C1 control character': '"a\\u0085b"',
} as const;

const STRINGS: Readonly<Record<string, string>> = {
  'text turned round': 'a\u202Eb\u2066c',
  'zero-width text': 'a\u200Bb\uFEFF',
  'a text of combining marks': `a${'\u0301'.repeat(40)}`,
  'the last character': '\u{10FFFF}\uFFFF',
  'half of an SQL statement': `'); drop table unit; --`,
  'a pattern': '%_\\',
  'a template': '${jndi:ldap://x} {{7*7}} {reason}',
  'a day that never was': '2020-02-30',
  'the year ten thousand': '+010000-01-01',
  'a zone off the map': '2020-06-18T08:00:00+23:59',
  'the hour 24': '2020-06-18T24:00:00Z',
  'an instant with a comment': '2020-06-18T08:00:00(x)Z',
  'an unknown id': UUID,
  'an id in capitals': UUID.toUpperCase(),
  'no id': '{c0ffee00-0000-4000-8000-00000000000',
};

const OTHERS: readonly unknown[] = [
  12_345,
  -1,
  0,
  0.5,
  2 ** 31,
  2 ** 53,
  1e308,
  true,
  false,
  {},
  [],
  [null],
  [[]],
  [{}],
  { length: 3 },
  { toString: 1 },
  'x',
];

/** Every hostile variant of one field. `schema` is the field's own. */
function* variantsOf(
  schema: Schema,
  valid: unknown,
  isRequired: boolean,
): Generator<{ what: string; raw: string | undefined; refused: boolean }> {
  const types = [schema.type ?? []].flat();
  const isText = types.includes('string');
  const nullable = types.includes('null') || schema.anyOf?.some(({ type }) => type === 'null');
  yield { what: 'left out', raw: undefined, refused: isRequired };
  yield { what: 'null', raw: 'null', refused: !nullable };
  for (const [what, raw] of Object.entries(RAW)) yield { what, raw, refused: true };
  for (const [what, text] of Object.entries(STRINGS)) yield { what, raw: JSON.stringify(text), refused: !isText };
  for (const other of OTHERS)
    yield { what: JSON.stringify(other), raw: JSON.stringify(other), refused: !fits(schema, types, other) };
  for (const raw of ['""', '"   "']) yield { what: raw, raw, refused: !isText || (schema.minLength ?? 0) > 0 };
  yield { what: 'too long', raw: JSON.stringify('ạ'.repeat((schema.maxLength ?? 9999) + 1)), refused: true };
  yield { what: 'text of 300,000 characters', raw: JSON.stringify('a'.repeat(300_000)), refused: true };
  yield {
    what: 'a list around it',
    raw: JSON.stringify([valid]),
    refused: !types.includes('array') || Array.isArray(valid),
  };
  yield { what: 'a list of lists around it', raw: JSON.stringify([[valid]]), refused: true };
  if (types.includes('array'))
    yield { what: '5,001 entries', raw: JSON.stringify(Array(5001).fill([valid].flat()[0] ?? UUID)), refused: true };
}

function fits(schema: Schema, types: readonly string[], value: unknown): boolean {
  if (typeof value === 'string') return types.includes('string');
  if (Array.isArray(value)) return types.includes('array') && value.length === 0;
  if (typeof value === 'number') return types.includes('number') || types.includes('integer');
  return types.includes(typeof value) && schema.enum === undefined;
}

/** Every hostile variant of a valid body, field by field and as a whole. */
export function* hostileBodies(document: ApiDocument, schema: Schema, valid: () => Json): Generator<Hostile> {
  const { properties = {}, required = [] } = resolve(document, schema);
  for (const [name, declared] of Object.entries(properties)) {
    const property = resolve(document, declared);
    for (const { what, raw, refused } of variantsOf(property, valid()[name], required.includes(name)))
      yield { what: `${name}: ${what}`, body: withField(valid(), name, raw), field: name, refused };
    const item = property.items && resolve(document, property.items);
    const [first] = [valid()[name] ?? []].flat() as Json[];
    if (!item?.properties || !first) continue;
    for (const [inner, sub] of Object.entries(item.properties))
      for (const { what, raw, refused } of variantsOf(
        resolve(document, sub),
        first[inner],
        item.required?.includes(inner) ?? false,
      ))
        yield {
          what: `${name}.0.${inner}: ${what}`,
          body: withField(valid(), name, `[${withField(first, inner, raw)}]`),
          field: name,
          refused,
        };
  }
  yield* wholeBodies(valid);
}

function* wholeBodies(valid: () => Json): Generator<Hostile> {
  const text = () => JSON.stringify(valid());
  const opened = () => text().replace(/\}$/, Object.keys(valid()).length > 0 ? ',' : '');
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const bodies: Record<string, string | Buffer> = {
    'an unknown field': `${opened()}"isAdmin":true}`,
    'the key __proto__': `${opened()}"__proto__":{"isAdmin":true}}`,
    'the key __proto__ with an escape': `${opened()}"\\u005f_proto__":{"isAdmin":true}}`,
    constructor: `${opened()}"constructor":"x"}`,
    'constructor.prototype': `${opened()}"constructor":{"prototype":{"isAdmin":true}}}`,
    toString: `${opened()}"toString":"x"}`,
    'a key with NUL': `${opened()}"a\\u0000b":1}`,
    'an empty key': `${opened()}"":1}`,
    '33 levels': `${opened()}"x":${deep(33)}}`,
    '100,000 levels': `${opened()}"x":${deep(100_000)}}`,
    '100,000 levels never closed': '['.repeat(100_000),
    'a list': `[${text()}]`,
    'an empty list': '[]',
    'a text': '"x"',
    'a number': '1',
    true: 'true',
    null: 'null',
    'half of it': text().slice(0, -1),
    'something behind it': `${text()}x`,
    'single quotes': `{'a':1}`,
    'a comment': `/* x */${text()}`,
    NaN: `${opened()}"x":NaN}`,
    'bytes that are not UTF-8': Buffer.concat([
      Buffer.from(`${opened()}"x":"`),
      Buffer.from([0xed, 0xa0, 0x80, 0xff]),
      Buffer.from('"}'),
    ]),
    'UTF-16': Buffer.from(text(), 'utf16le'),
    'gzip bytes': Buffer.from('H4sIAAAAAAAAA6uuBQBDv6ajAgAAAA==', 'base64'),
    'only spaces': '   ',
  };
  for (const [what, body] of Object.entries(bodies)) yield { what, body, field: null, refused: true };
  yield {
    what: 'every key twice',
    body: `${text().replace(/\}$/, ',')}${text().slice(1)}`.replace('{,', '{').replace(',}', '}'),
    field: null,
    refused: false,
  };
}

/** The body with one field as the raw text says; left out when there is none. */
function withField(body: Json, name: string, raw: string | undefined): string {
  const others = Object.entries(body).filter(([key]) => key !== name);
  const parts = others.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `{${[...parts, ...(raw === undefined ? [] : [`${JSON.stringify(name)}:${raw}`])].join(',')}}`;
}
