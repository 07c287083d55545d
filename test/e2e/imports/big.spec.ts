import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aRoot, Desk, type Kind, type Root } from './world.ts';

type Ask = (this: pg.Client, ...rest: unknown[]) => unknown;

const MB = 1024 * 1024;
const ROWS = 10_000;
const unitRows = (mark: string, rows: number): string =>
  `Mã đơn vị,Mã cấp trên,Tên đơn vị,Loại,Điện thoại\n${Array.from(
    { length: rows },
    (_, i) => `${mark}-${i},${i < 10 ? '' : `${mark}-${i % 10}`},Chi đoàn cơ sở số ${i},Cơ quan,0226 3852 ${i}\n`,
  ).join('')}`;
const accountRows = (code: string, rows: number): string =>
  `Tên đăng nhập,Họ và tên,Mã đơn vị,Vai trò,Chức danh\n${Array.from(
    { length: rows },
    (_, i) => `nguoi${i}.${code},Cán bộ số ${i},${code},${i % 2 ? 'Văn thư' : 'Cán bộ'},Ủy viên số ${i}\n`,
  ).join('')}`;

describe('ten thousand rows', () => {
  let app: TestApp;
  let asked = 0;
  const { prototype } = pg.Client as unknown as { prototype: { query: Ask } };
  const { query } = prototype;

  beforeAll(async () => {
    app = await startTestApp();
    prototype.query = function counted(...rest) {
      asked++;
      return query.apply(this, rest);
    };
  });
  afterAll(async () => {
    prototype.query = query;
    await app.stop();
  });

  /** Queries of check and application, and by how much the memory grew at its highest. */
  async function measured(
    desk: Desk,
    kind: Kind,
    file: string,
  ): Promise<{ readonly asked: number; readonly grown: number }> {
    asked = 0;
    const before = process.memoryUsage().rss;
    let highest = before;
    const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20);
    const began = performance.now();
    const { id } = await desk.check(kind, file);
    const checked = performance.now();
    const done = await desk.apply(id);
    clearInterval(watch);
    expect(done.totals).toMatchObject({ error: 0, same: 0 });
    expect(done.application?.applied).toBe(done.totals?.create);
    process.stdout.write(
      `${kind}: check ${(checked - began).toFixed()} ms, apply ${(performance.now() - checked).toFixed()} ms, ${asked} queries, +${Math.round((highest - before) / MB)} MB\n`,
    );
    return { asked, grown: highest - before };
  }

  it.each([
    ['units', 500, ROWS],
    ['accounts', 200, 3000],
  ] as const)('of %s cost a few queries for each batch and little memory', async (kind, few, many) => {
    const root: Root = await aRoot(app);
    const desk = new Desk(app, root.admin);
    const file = (rows: number, mark: string): string =>
      kind === 'units' ? unitRows(mark, rows) : accountRows(root.code, rows).replaceAll('nguoi', mark);
    const one = await measured(desk, kind, file(few, 'F'));
    const all = await measured(desk, kind, file(many, 'M'));
    // A batch is 500 rows applied or 1000 written by the check, and each takes some 16 queries.
    expect(all.asked - one.asked).toBeLessThan(many / 18);
    expect(all.grown).toBeLessThan(250 * MB);
    const again = await desk.check(kind, file(many, 'M'));
    expect(await desk.one(again.id)).toMatchObject({ totals: { create: 0, change: 0, same: many, error: 0 } });
  });
});
