import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import { JobHandler, task, type JobContext } from '../../src/platform/jobs/job-handler.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/app.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

interface Greet {
  readonly name: string;
}

const GREET = task<Greet>('test.greet');

/** What was greeted, and how greeting goes. */
const greeted: { name: string; attempt: number; isLastAttempt: boolean }[] = [];
let greeting: (payload: Greet, context: JobContext) => Promise<void>;

@Injectable()
class GreetJob extends JobHandler<Greet> {
  readonly task = GREET;

  async run(payload: Greet, context: JobContext): Promise<void> {
    greeted.push({ name: payload.name, attempt: context.attempt, isLastAttempt: context.isLastAttempt });
    await greeting(payload, context);
  }
}

@Module({ providers: [GreetJob] })
class GreetModule {}

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let waited = 0; waited < 15_000; waited += 50) {
    if (await isSo()) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error('waited in vain');
};

let database: TestDatabase;
let apps: TestApp[];

const start = async (options: TestAppOptions = {}): Promise<TestApp> => {
  const app = await startTestApp({ ...options, imports: [GreetModule], database });
  apps.push(app);
  return app;
};
const startWorker = (concurrency = '2'): Promise<TestApp> => start({ config: { JOBS_CONCURRENCY: concurrency } });
const enqueue = (app: TestApp, name: string, options?: Parameters<Jobs['enqueue']>[3]): Promise<void> =>
  app.get(UnitOfWork).run((tx) => app.get(Jobs).enqueue(tx, GREET, { name }, options));
const hurry = (app: TestApp) => app.db.query('update graphile_worker._private_jobs set run_at = now()');
const waiting = async (app: TestApp) =>
  (
    await app.db.query<{ key: string | null; attempts: number; locked_by: string | null; last_error: string | null }>(
      'select key, attempts, locked_by, last_error from graphile_worker.jobs order by id',
    )
  ).rows;

beforeEach(async () => {
  database = await cloneDatabase();
  apps = [];
  greeted.length = 0;
  greeting = async () => undefined;
});

afterEach(async () => {
  for (const app of apps) await app.stop();
  await database.drop();
});

describe('a job is written in the transaction that wants it', () => {
  it('runs after the commit', async () => {
    const app = await start();
    await enqueue(app, 'Lan');
    await app.get(Jobs).drain();
    expect(greeted).toEqual([{ name: 'Lan', attempt: 1, isLastAttempt: false }]);
    expect(await waiting(app)).toEqual([]);
  });

  it('is gone with a rollback', async () => {
    const app = await start();
    const work = app.get(UnitOfWork).run(async (tx) => {
      await app.get(Jobs).enqueue(tx, GREET, { name: 'Lan' });
      await app.get(Jobs).enqueueMany(tx, GREET, [{ name: 'Hoa' }, { name: 'Mai' }]);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await waiting(app)).toEqual([]);
  });

  it('goes in by thousands, and by none', async () => {
    const app = await start();
    const names = Array.from({ length: 3000 }, (_, i) => ({ name: `${i}` }));
    await app.get(UnitOfWork).run(async (tx) => {
      await app.get(Jobs).enqueueMany(tx, GREET, []);
      await app
        .get(Jobs)
        .enqueueMany(tx, GREET, names, { key: ({ name }) => `greet:${name}`, maxAttempts: 3, priority: 2, queue: 'q' });
    });
    const { rows } = await app.db.query(
      'select count(*)::int, count(distinct key)::int as keys, min(max_attempts) as tries, min(priority) as priority, min(queue_name) as queue from graphile_worker.jobs',
    );
    expect(rows).toEqual([{ count: 3000, keys: 3000, tries: 3, priority: 2, queue: 'q' }]);
  });

  it('waits once under a key, with the newest payload', async () => {
    const app = await start();
    await enqueue(app, 'Lan', { key: 'k' });
    await enqueue(app, 'Hoa', { key: 'k' });
    await app.get(Jobs).drain();
    expect(greeted.map(({ name }) => name)).toEqual(['Hoa']);
  });

  it('waits for its time', async () => {
    const app = await start();
    await enqueue(app, 'later', { runAt: new Date('2999-01-01') });
    await enqueue(app, 'rehearsed', { runAt: new Date('2020-06-01') });
    await app.get(Jobs).drain();
    expect(greeted.map(({ name }) => name)).toEqual(['rehearsed']);
  });
});

it('a handler that throws is tried again, and knows its last try', async () => {
  const app = await start();
  greeting = async () => Promise.reject(new Error('hoarse'));
  await enqueue(app, 'Lan', { maxAttempts: 2 });
  await app.get(Jobs).drain();
  expect(await waiting(app)).toMatchObject([{ attempts: 1, locked_by: null, last_error: 'hoarse' }]);
  await hurry(app);
  await app.get(Jobs).drain();
  await hurry(app);
  await app.get(Jobs).drain();
  expect(greeted).toEqual([
    { name: 'Lan', attempt: 1, isLastAttempt: false },
    { name: 'Lan', attempt: 2, isLastAttempt: true },
  ]);
});

describe('the runner', () => {
  it('picks up what other processes write down', async () => {
    const [writer] = [await start(), await startWorker()];
    await enqueue(writer, 'Lan');
    await until(() => greeted.length === 1);
    expect(greeted).toMatchObject([{ name: 'Lan', attempt: 1 }]);
  });

  it('lets running jobs end before it stops', async () => {
    const app = await startWorker();
    let isDone = false;
    greeting = async () => {
      await new Promise((wake) => setTimeout(wake, 700));
      isDone = true;
    };
    await enqueue(app, 'Lan');
    await until(() => greeted.length === 1);
    await app.app.close();
    expect(isDone).toBe(true);
    expect(
      (await app.db.query('select from graphile_worker.jobs union all select from worker_heartbeat')).rowCount,
    ).toBe(0);
  });

  it('frees the job of a worker that died, not that of one that lives', async () => {
    const writer = await start();
    await enqueue(writer, 'dead');
    await enqueue(writer, 'alive');
    await enqueue(writer, 'starting');
    await writer.db.query(
      `insert into worker_heartbeat values ('pool-dead', now() - interval '61 s'), ('pool-alive', now() - interval '50 s')`,
    );
    await writer.db
      .query(`update graphile_worker._private_jobs set attempts = 1, locked_by = 'pool-' || (payload->>'name'),
      locked_at = now() - case when payload->>'name' = 'starting' then interval '59 s' else interval '2 h' end`);
    const worker = await startWorker();
    await until(() => greeted.length === 1);
    expect(greeted).toEqual([{ name: 'dead', attempt: 2, isLastAttempt: false }]);
    const { rows } = await worker.db.query<{ worker_id: string }>(
      'select worker_id from worker_heartbeat order by worker_id = $1',
      ['pool-alive'],
    );
    expect(rows).toEqual([{ worker_id: expect.stringMatching(/^pool-[0-9a-f]{18}$/) }, { worker_id: 'pool-alive' }]);
  });

  it('survives the loss of its connections', async () => {
    const app = await startWorker();
    await app.db.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gnvb-jobs' and datname = current_database()`,
    );
    await enqueue(app, 'Lan');
    await until(() => greeted.length === 1);
    expect(greeted).toMatchObject([{ name: 'Lan', attempt: 1 }]);
  });

  it('is replaced when it cannot say that a job is done', async () => {
    const app = await startWorker();
    await app.db
      .query(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
      create trigger refuse before delete on graphile_worker._private_jobs for each row execute function refuse()`);
    await enqueue(app, 'Lan');
    await until(() => greeted.length === 1);
    await app.db.query('drop function refuse() cascade');
    await enqueue(app, 'Hoa');
    await until(() => greeted.length === 2);
    expect(greeted[1]).toMatchObject({ name: 'Hoa', attempt: 1 });
  });
});

it('kept answers of repeated requests are forgotten after 14 days', async () => {
  const app = await start();
  await app.db.query(
    `insert into answered_request select gen_random_uuid(), 'k', '', '{}', $1::timestamptz - i * interval '7 days' from generate_series(0, 5) i`,
    [app.clock.now()],
  );
  await app.get(UnitOfWork).run((tx) => app.get(Jobs).enqueue(tx, task('platform.forget-answered-requests'), {}));
  await app.get(Jobs).drain();
  expect((await app.db.query('select from answered_request')).rowCount).toBe(3);
});
