import { describe, expect, it } from '@jest/globals';
import { sourcesIn, withoutComments, type Source } from '../support/sources.ts';

/** What two pages of one browser share, by the name they give it. */
const SHARED = [
  /new BroadcastChannel\(\s*([^,)]+)/g,
  /locks\s*\.request\(\s*([^,]+),/g,
  /createStore\(\s*((?:areaName\([^)]*\)|[^,(])+)/g,
  /(?:local|session)Storage\s*\.(?:get|set|remove)Item\(\s*([\w$.]+)/g,
  /[^\w.]remembered\(\s*((?:areaName\([^)]*\)|[^,(])+)/g,
  /caches\s*\.open\(\s*([^)]+)/g,
];

/** Names that are the same in both areas, and why that is right. */
const ONE_FOR_BOTH: Readonly<Record<string, string>> = {
  "src/web/app/look.ts 'theme'": 'looks of the page',
  "src/web/app/look.ts 'density'": 'looks of the page',
  "src/web/tour/tour-state.ts 'tour'": 'whoever has seen the tour has seen it',
  'src/web/app/remembered.ts key': 'named by whoever remembers, which is looked at here',
  'src/web/practice/practice-calls.ts ENTERED_AS': 'asked in the practice area only',
  "src/web/practice/practice-calls.ts 'gnvb-renewal'": 'renews the real session, in turn with the real pages',
  "src/web/sw/calls.ts 'gnvb-renewal'": 'the worker is of the real area only',
  'src/web/sw/shell.ts CACHE': 'the page itself, which is one for both; no answer of the API',
};

/** Constants and functions of a file, or of those it imports, that put the area into the name. */
function ofArea(sources: readonly Source[]): ReadonlySet<string> {
  const declared = /(?:const|function) (\w+)[^=\n]*=(?:[^\n]*=>)?\s*`?(?:\$\{)?areaName\(/g;
  return new Set(sources.flatMap(({ text }) => [...text.matchAll(declared)].map(([, name]) => name ?? '')));
}

describe('the real area and the practice area in one browser', () => {
  const sources = sourcesIn('src/web').filter(({ path }) => !path.endsWith('.spec.ts'));
  const named = ofArea(sources);
  const uses = sources.flatMap(({ path, text }) =>
    SHARED.flatMap((pattern) =>
      [...withoutComments(text).matchAll(pattern)].map(([, name = '']) => ({ path, name: name.trim() })),
    ),
  );
  const isOfArea = ({ path, name }: { readonly path: string; readonly name: string }): boolean => {
    if (name.startsWith('areaName(') || named.has(name)) return true;
    // A key made in the same file, of a name of the area.
    const source = sources.find((one) => one.path === path);
    return name === 'key' && (source?.text.includes('const key = `${areaName(') ?? false);
  };

  it('keep nothing under one name', () => {
    expect(uses.length).toBeGreaterThan(20);
    const shared = uses.filter((use) => !isOfArea(use)).map(({ path, name }) => `${path} ${name}`);
    expect([...new Set(shared)].filter((one) => !(one in ONE_FOR_BOTH))).toEqual([]);
  });

  it('have no exception that is not needed', () => {
    const there = new Set(uses.map(({ path, name }) => `${path} ${name}`));
    expect(Object.keys(ONE_FOR_BOTH).filter((one) => !there.has(one))).toEqual([]);
  });
});
