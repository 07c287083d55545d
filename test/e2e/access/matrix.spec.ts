import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccessRule } from '../../../src/platform/access/access.decorator.ts';
import type { Route } from '../../../src/platform/openapi/route-table.ts';
import { allRoutes } from '../../support/rooms.ts';
import type { AccessCase } from './access-case.ts';
import { CASES, casesOf } from './cases.ts';
import { expectations, isMeant, wordsOf } from './expectation.ts';
import { EVERYBODY, nameOf } from './people.ts';
import { Traces } from './traces.ts';
import { Trial, type Cell } from './try-access.ts';
import { RULES } from './rules.ts';
import { aWorld, type World } from './world.ts';

interface Named {
  readonly name: string;
  readonly cell: Cell;
}

const routes = allRoutes();

let world: World;
let traces: Traces;
beforeAll(async () => {
  world = await aWorld();
  traces = new Traces(world.app.db);
});
afterAll(() => world?.app.stop());

describe('the access matrix', () => {
  it('has a case for every route', () => {
    const bare = routes.filter(({ id }) => casesOf(id).length === 0).map(({ id }) => `${id} has no access case`);
    expect(bare).toEqual([]);
  });

  it('knows the rule of every route', () => {
    const sorted = (rule: AccessRule | undefined) => [rule ?? 'nobody'].flat().toSorted();
    const declared = Object.fromEntries(routes.map(({ id, access }) => [id, sorted(access)]));
    expect(declared).toEqual(Object.fromEntries([...RULES].map(([id, rule]) => [id, sorted(rule)])));
  });

  it('has no case for a route that is gone', () => {
    const known = new Set(routes.map(({ id }) => id));
    expect(Object.keys(CASES).filter((id) => !known.has(id))).toEqual([]);
  });

  it('tries everybody on every route', () => {
    const missed = routes.flatMap((route) => {
      const tried = new Set(casesOf(route.id).flatMap((one) => cellsOf(route, one).map(({ cell }) => cell.who)));
      return EVERYBODY.filter((who) => !tried.has(who)).map((who) => `${route.id}: ${who}`);
    });
    expect(missed).toEqual([]);
  });
});

const trials = routes.flatMap((route) =>
  casesOf(route.id).map((tried) => ({ title: titleOf(route, tried), route, tried })),
);

describe.each(trials)('$title', ({ route, tried }) => {
  const trial = new Trial(route, tried);
  it.each(cellsOf(route, tried))('$name', async ({ cell }) => {
    expect(await trial.run(world, traces, cell)).toEqual(trial.wanted(cell));
  });
});

function titleOf({ method, path, id }: Route, { of }: AccessCase): string {
  return `${method} ${path} (${id})${of ? `, ${of}` : ''}`;
}

function cellsOf({ id }: Route, { scope, namesUnit, shows, except = [], only }: AccessCase): Named[] {
  const how = { scope: scope ?? 'unit', isList: shows !== undefined, namesUnit: namesUnit ?? false } as const;
  const cells = [...expectations(RULES.get(id), how, except)].map(([who, expected]) => ({ who, expected }));
  const meant = cells.filter(({ who }) => !only || only.some((pattern) => isMeant(pattern, who)));
  return meant.map((cell) => ({ name: `${nameOf(cell.who)}: ${wordsOf(cell.expected)}`, cell }));
}
