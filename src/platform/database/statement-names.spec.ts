import { expect, it } from '@jest/globals';
import { makeNaming } from './statement-names.ts';

it('names a text by what it says, so that another version never runs under its name', () => {
  const nameOf = makeNaming(true);
  const name = nameOf('select 1');
  expect(name).toMatch(/^[0-9a-f]{20}$/);
  expect(makeNaming(true)('select 1')).toBe(name);
  expect(nameOf('select 2')).not.toBe(name);
});

it('names nothing when it is off', () => {
  expect(makeNaming(false)('select 1')).toBeNull();
});

it.each([
  'select id from session where ($3::timestamptz is null or created_at < $3)',
  'select id from unit where ($1::uuid[] is null or id = any($1))',
  'select id from unit where ($1 IS NULL OR id = $1)',
])('leaves a statement with an optional condition to be planned for each call: %s', (text) => {
  expect(makeNaming(true)(text)).toBeNull();
});

it.each([
  'select id from post p where p.ends_at is null or p.ends_at > $1',
  'update session set revoked_at = $1 where id = $2 and revoked_at is null or $3',
])('is not misled by a column that may be null: %s', (text) => {
  expect(makeNaming(true)(text)).not.toBeNull();
});

it('stops naming before the connections are full of statements', () => {
  const nameOf = makeNaming(true, 2);
  const [first] = [nameOf('select 1'), nameOf('select 2')];
  expect(nameOf('select 3')).toBeNull();
  expect(nameOf('select 1')).toBe(first);
});
