import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tx } from '../../src/platform/database/tx.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
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
});
