import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Config } from '../../src/platform/config/config.ts';
import type { DatabaseAccess } from '../../src/platform/database/open-database.ts';
import type { Tx } from '../../src/platform/database/tx.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import { DATABASE_ACCESS, openJobsPool } from '../../src/platform/jobs/jobs-pool.ts';
import { makeLogger } from '../../src/platform/log/logger.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

describe('a connection that breaks within a transaction', () => {
  let app: TestApp;

  const breakLine = async (tx: Tx): Promise<void> => {
    const own = await tx.first<{ pid: number }>(`select pg_backend_pid() as pid`);
    await app.db.query(`select pg_terminate_backend($1)`, [own?.pid]);
  };

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  it('ends that transaction, not the service', async () => {
    const work = app.get(UnitOfWork);
    const whileAsking = work.run(async (tx) => {
      await breakLine(tx);
      await tx.rows(`select 1`);
    });
    await expect(whileAsking).rejects.toThrow(/terminat|connection error/);
    const betweenQuestions = work.run(async (tx) => {
      await breakLine(tx);
      await new Promise((wake) => setTimeout(wake, 200));
    });
    await expect(betweenQuestions).rejects.toThrow(/terminat|connection error/);
    expect(await work.run((tx) => tx.first(`select 1 as one`))).toEqual({ one: 1 });
  });

  it('may be given back twice by the job runner', async () => {
    const log = makeLogger(Config.read({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }));
    const pool = openJobsPool(app.app.get<DatabaseAccess>(DATABASE_ACCESS), 1, log);
    const release = await new Promise<() => void>((resolve) => {
      pool.connect((_error, _client, giveBack) => resolve(giveBack));
    });
    release();
    expect(release).not.toThrow();
    expect((await pool.query(`select 1 as one`)).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});
