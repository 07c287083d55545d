import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Config } from '../../src/platform/config/config.ts';
import { SETTINGS } from '../../src/platform/config/settings.ts';
import { environmentExample } from '../support/environment-example.ts';
import { ROOT } from '../support/sources.ts';

const FILE = join(ROOT, '.env.example');

describe('the settings', () => {
  it('are all in .env.example', () => {
    if (process.env['UPDATE']) writeFileSync(FILE, environmentExample());
    expect(readFileSync(FILE, 'utf8')).toBe(environmentExample());
  });

  it('need no environment at all', () => {
    const { values } = Config.read({});
    for (const [name, { fallback }] of Object.entries(SETTINGS))
      expect([name, values[name as keyof typeof SETTINGS]]).toEqual([name, fallback]);
  });

  it('are the only way to the environment', () => {
    expect(Object.keys(SETTINGS).filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name))).toEqual([]);
  });
});
