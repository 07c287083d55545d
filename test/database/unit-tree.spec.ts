import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { startTestApp, type TestApp } from '../support/app.ts';

interface Plan {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const UNITS = 3000;

/** A body of a function is planned out of sight: it is taken out of the catalogue and explained under the function's own settings. */
describe('the tree of units', () => {
  let app: TestApp;
  let client: pg.PoolClient;
  const office = randomUUID();

  const lookedAt = (plan: Plan): number =>
    (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Join Filter'] ?? 0)) *
      plan['Actual Loops'] +
    (plan.Plans ?? []).reduce((sum, inner) => sum + lookedAt(inner), 0);

  async function rowsLookedAt(): Promise<number> {
    const { rows } = await client.query<{ prosrc: string; proconfig: string[] }>(
      `select prosrc, proconfig from pg_proc where proname = 'units_below'`,
    );
    const [found] = rows;
    if (!found) throw new Error('units_below is gone');
    await client.query('begin');
    for (const setting of found.proconfig) await client.query(`set local ${setting.replace('=', ' to ')}`);
    const asked = found.prosrc.replaceAll(/\broot\b/g, '$1');
    await client.query(`prepare walk (uuid) as ${asked}`);
    // As in the function, the plan knows no values.
    await client.query(`set local plan_cache_mode to force_generic_plan`);
    const { rows: plans } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) execute walk ('${office}')`,
    );
    await client.query('rollback');
    await client.query('deallocate walk');
    const [plan] = plans;
    if (!plan) throw new Error('no plan');
    return lookedAt(plan['QUERY PLAN'][0].Plan);
  }

  beforeAll(async () => {
    app = await startTestApp();
    client = await app.db.connect();
    await client.query(
      `insert into unit (id, parent_id, code, kind, opened_on, created_at)
       select $1::uuid, null::uuid, 'DK', 'block', '2020-01-01'::date, '2020-01-01'::timestamptz
       union all select gen_random_uuid(), $1, 'DV' || i, 'agency', '2020-01-01', '2020-01-01' from generate_series(1, $2) i`,
      [office, UNITS],
    );
    await client.query('analyze unit');
  });
  afterAll(async () => {
    client.release();
    await app.stop();
  });

  it('is walked by its index where all units hang from one', async () => {
    expect(await rowsLookedAt()).toBeLessThan(10 * UNITS);
  });

  it('would be compared pair by pair if the planner counted the parents itself', async () => {
    await client.query('alter table unit alter column parent_id reset (n_distinct)');
    await client.query('analyze unit');
    expect(await rowsLookedAt()).toBeGreaterThan(UNITS * UNITS);
  });
});
