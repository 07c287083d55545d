const STRIDE = 3;
const isWhole = process.env['FULL'] === '1';

/**
 * All of them with FULL=1, as in `.ci/run`; else every third. Each operation begins elsewhere and its fields come one after the other,
 * so that every kind of hostility meets many operations in every run, and every field some kinds of it.
 * @param operation its id
 */
export function* sample<T>(all: Iterable<T>, operation: string): Generator<T> {
  let place = [...operation].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  for (const one of all) if (isWhole || place++ % STRIDE === 0) yield one;
}
