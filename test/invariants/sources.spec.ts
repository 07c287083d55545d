import { describe, expect, it } from '@jest/globals';
import { occurrences, sourcesIn } from '../support/sources.ts';

const LONGEST_FILE = 250;
const everything = sourcesIn('src').filter(({ path }) => !/^src\/(build|web)\//.test(path));
const product = everything.filter(({ path }) => !path.endsWith('.spec.ts'));

describe('the source', () => {
  it('asks the machine for the time in one place', () => {
    const elsewhere = product.filter(({ path }) => !path.startsWith('src/platform/clock/'));
    expect(occurrences(elsewhere, /\bDate\.now\b|\bnew Date\(\s*\)|[^.\w]Date\(\)/)).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const allowed = new Set(['src/main.ts', 'src/cli.ts']);
    const elsewhere = product.filter(
      ({ path }) => !allowed.has(path) && !path.startsWith('src/platform/database/embedded/'),
    );
    expect(occurrences(elsewhere, /\bprocess\.env\b/)).toEqual([]);
  });

  it('writes to the log, not to the console', () => {
    expect(
      occurrences(
        product.filter(({ path }) => path !== 'src/cli.ts'),
        /\bconsole\.\w+/,
      ),
    ).toEqual([]);
  });

  it('has no long files', () => {
    const long = everything.filter(({ text }) => text.split('\n').length > LONGEST_FILE);
    expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length} lines`)).toEqual([]);
  });

  it('has no leftovers', () => {
    expect(occurrences(everything, /\b(describe|it|test)\.(only|skip)\b|\bdebugger\b/)).toEqual([]);
  });
});
