import type { Operation, Parameter } from '../../../src/platform/openapi/document.ts';

export interface HostileAddress {
  readonly what: string;
  /** As it stands in the request line. */
  readonly path: string;
  /** Statuses that are right; empty: anything that is declared and not a server error. */
  readonly expected: readonly number[];
}

const UUID = 'c0ffee00-0000-4000-8000-000000000000';
const NO_ID = [
  'x',
  '1',
  '-1',
  'null',
  `${UUID}x`,
  `%7B${UUID}%7D`,
  UUID.replaceAll('-', ''),
  `${UUID}%20`,
  `${UUID}%0A`,
];
const NEVER = ['%00', 'a%00b', `${UUID}%00`, '%1B', '%C2%85', '%7F'];
const ODD = [
  '%',
  '%zz',
  '%u0041',
  '%ED%A0%80',
  '%C0%AF',
  '%FF',
  '%F4%90%80%80',
  '%E2%80%AE',
  '%F0%9F%92%A9',
  "'%20or%201=1--",
  '%25',
  '%5C',
  '%28',
  '*',
  '..',
  '%2e%2e%2f',
  '%2e%2e%5c',
  '%0d%0aX:1',
];
const NUMBERS = [
  '0',
  '-1',
  '1e9',
  '1e400',
  '201.5',
  '501',
  '9007199254740993',
  'abc',
  '',
  '%20',
  '0x7fffffff',
  'NaN',
  'Infinity',
  '1,2',
  '[]',
  'null',
  'true',
  '%D9%A3',
];

const base64 = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const DAY = '2020-05-18T00:00:00.000Z';
/** Cursors nobody was given: wrong shape, wrong number of keys, wrong types, and values one of the two sides cannot read. */
const CURSORS = [
  'x',
  '!!!!',
  '%00',
  'null',
  base64(''),
  base64('['),
  base64('null'),
  base64({}),
  base64([]),
  base64([null]),
  base64([[]]),
  base64([1, 2, 3, 4]),
  base64('['.repeat(700)),
  ...[
    DAY,
    'a',
    1,
    null,
    true,
    {},
    -1,
    0.5,
    1e300,
    '2020-02-30T00:00:00Z',
    '2020-05-18T00:00:00+23:00',
    '2020-05-18T(x)',
    '2020-05-18T24:00:01Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '+275760-09-13T00:00:00Z',
    'a\0b',
    '\ud800',
  ].flatMap((key) => [
    base64([key]),
    base64([key, UUID]),
    base64([key, 'x']),
    base64([key, null]),
    base64([UUID, key]),
    base64([key, key, UUID]),
  ]),
  base64('["\\ud800","c0ffee00-0000-4000-8000-000000000000"]'),
  base64(['a'.repeat(600), UUID]),
  'A'.repeat(1001),
  'A'.repeat(8000),
];

/** Every hostile variant of every parameter of a query. */
export function* hostileQueries(operation: Operation, path: string): Generator<HostileAddress> {
  const parameters = operation.parameters?.filter((parameter) => parameter.in === 'query') ?? [];
  for (const parameter of parameters) {
    const { name } = parameter;
    const made = (value: string, expected: readonly number[]) => ({
      what: `${name}=${value.slice(0, 60)}`,
      path: `${path}?${name}=${value}`,
      expected,
    });
    for (const value of NEVER) yield made(value, [400]);
    for (const value of [...ODD, 'a'.repeat(3000)]) yield made(value, isBound(parameter) ? [400] : []);
    for (const value of NUMBERS)
      yield made(value, name === 'limit' || (isBound(parameter) && value !== 'true') ? [400] : []);
    if (parameter.schema?.format === 'uuid') for (const value of NO_ID) yield made(value, [400]);
    if (name === 'after') for (const value of CURSORS) yield made(value, []);
    for (const query of [`${name}=1&${name}=2`, `${name}[]=1`, `${name}[a]=1`, `${name}.a=1`, `${name}%00=1`])
      yield { what: query, path: `${path}?${query}`, expected: [400] };
  }
  for (const query of [
    'nobody=1',
    '__proto__=1',
    '__proto__[x]=1',
    'constructor=1',
    'toString=1',
    'constructor[prototype][x]=1',
    '%5F%5Fproto__=1',
    '=1',
    '%00',
  ])
    yield { what: query, path: `${path}?${query}`, expected: [400] };
  for (const query of ['', '&&&', '&'.repeat(4000), '#x'])
    yield { what: query.slice(0, 20), path: `${path}?${query}`, expected: [] };
}

/** Whether only few values are right: an identifier, a word of a list, a day. */
function isBound({ schema }: Parameter): boolean {
  return schema?.format !== undefined || schema?.enum !== undefined || schema?.type === 'boolean';
}

/** Every hostile variant of one identifier in a path. */
export function* hostileIds(pathWith: (value: string) => string, unknown: string): Generator<HostileAddress> {
  const made = (value: string, expected: readonly number[]) => ({
    what: value.slice(0, 60),
    path: pathWith(value),
    expected,
  });
  for (const value of [...NO_ID, ...NEVER, ...ODD]) yield made(value, [400, 404]);
  yield made('00000000-0000-0000-0000-000000000000', [400, 404]);
  for (const value of ['a'.repeat(201), 'a'.repeat(10_240), UUID.repeat(40)]) yield made(value, [400]);
  yield made('', [400, 404]);
  yield made(`${UUID}/`, [400, 404]);
  yield made(unknown, [404]);
  yield made(unknown.toUpperCase(), [404]);
}
