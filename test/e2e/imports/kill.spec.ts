import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplyImport } from '../../../src/imports/apply-import.job.ts';
import { CheckImport } from '../../../src/imports/check-import.job.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { startService } from '../../support/service.ts';
import { aRoot, Desk } from './world.ts';
import { sharedServer } from '../../support/shared-server.ts';

const ROWS = 4000;
const CONTEXT = { attempt: 2, isLastAttempt: false, signal: new AbortController().signal };

describe('an application that is killed', () => {
  let app: TestApp;
  let dataDir: string;

  beforeAll(async () => {
    app = await startTestApp();
    dataDir = await mkdtemp(join(sharedServer().folder, 'import-'));
  });
  afterAll(async () => {
    await app.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const numbers = async (id: string, code: string): Promise<Record<string, number>> => {
    const { rows } = await app.db.query<Record<string, number>>(
      `select (select count(*)::int from account where username like $2) as accounts,
        (select count(*)::int from post p join account a on a.id = p.account_id where a.username like $2) as posts,
        (select count(*)::int from audit_entry e join account a on a.id = e.subject_id where e.act = 'account.create' and a.username like $2) as audited,
        (select count(*)::int from table_import_row where import_id = $1 and application = 'applied') as marked,
        (select applied_rows from table_import where id = $1) as told`,
      [id, `%.${code.toLowerCase()}`],
    );
    return rows[0] ?? {};
  };

  it('has written exactly the rows it has marked, and goes on with the others', async () => {
    const root = await aRoot(app);
    const desk = new Desk(app, root.admin);
    const lines = Array.from({ length: ROWS }, (_, i) => `n${i}.${root.code},Cán bộ ${i},${root.code},Cán bộ,\n`);
    const { id } = await desk.check('accounts', `Tên đăng nhập,Họ tên,Mã đơn vị,Vai trò,Chức danh\n${lines.join('')}`);
    await desk.begin(id);

    // A service of its own on the same rows does the work, and is killed in the middle of it.
    const service = await startService(dataDir, {
      DATABASE_URL: app.database.ownerUrl,
      JOBS_CONCURRENCY: '1',
      NODE_ENV: 'test',
    });
    while ((await desk.one(id)).application?.applied === 0) await pause(2);
    service.process.kill('SIGKILL');
    await once(service.process, 'exit');
    const killed = await numbers(id, root.code);
    const { marked = 0 } = killed;
    expect(marked).toBeGreaterThan(0);
    expect(marked).toBeLessThan(ROWS);
    expect(killed).toEqual({ accounts: marked, posts: marked, audited: marked, marked, told: marked });

    await app.get(ApplyImport).run({ importId: id }, CONTEXT);
    expect(await numbers(id, root.code)).toEqual({
      accounts: ROWS,
      posts: ROWS,
      audited: ROWS,
      marked: ROWS,
      told: ROWS,
    });
    expect(await desk.one(id)).toMatchObject({ state: 'applied', application: { applied: ROWS, leftOut: 0 } });
  });

  it('leaves no row twice when two processes check or apply the same table', async () => {
    const root = await aRoot(app);
    const desk = new Desk(app, root.admin);
    const lines = Array.from({ length: 1500 }, (_, i) => `${root.code}-${i},Chi đoàn ${i},Cơ quan\n`);
    const id = await desk.upload('units', `Mã,Tên,Loại\n${lines.join('')}`);
    const [check, apply] = [app.get(CheckImport), app.get(ApplyImport)];
    await Promise.all([check.run({ importId: id }, CONTEXT), check.run({ importId: id }, CONTEXT)]);
    expect(await desk.one(id)).toMatchObject({ state: 'checked', totals: { create: 1500, absent: 1 } });
    const { rows } = await app.db.query(`select count(*)::int as n from table_import_row where import_id = $1`, [id]);
    expect(rows).toEqual([{ n: 1501 }]);
    await desk.begin(id);
    await Promise.all([apply.run({ importId: id }, CONTEXT), apply.run({ importId: id }, CONTEXT)]);
    expect(await desk.one(id)).toMatchObject({ state: 'applied', application: { applied: 1500, leftOut: 0 } });
  });
});
