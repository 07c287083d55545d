import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { runCommand } from '../../src/cli/run.ts';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../support/database.ts';
import { sharedServer } from '../support/shared-server.ts';

/** A terminal whose lines can be read afterwards. */
interface Said {
  readonly code: number;
  readonly out: string;
  readonly complaints: string;
}

let dataDir: string;

async function run(
  database: TestDatabase,
  words: string,
  environment: Record<string, string> = {},
  typed: string | null = null,
): Promise<Said> {
  const out: string[] = [];
  const complaints: string[] = [];
  const code = await runCommand(words.split(' '), {
    environment: {
      NODE_ENV: 'test',
      DATABASE_URL: database.ownerUrl,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      ...environment,
    },
    print: (line) => void out.push(line),
    complain: (line) => void complaints.push(line),
    askSecretly: async () => typed,
  });
  return { code, out: out.join('\n'), complaints: complaints.join('\n') };
}

async function asOwner(database: TestDatabase, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(statements);
  await client.end();
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(sharedServer().folder, 'cli-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('verify-receipts', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  it('can be tried on the sample, which says how to sign in', async () => {
    expect(await run(database, 'sample')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Khoi-2020-mau!'),
      complaints: '',
    });
  });

  it('finds no fault in what the service wrote', async () => {
    expect(await run(database, 'verify-receipts')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d{3} receipts, 0 seals and \d{3} deliveries: no fault\.$/),
    });
  });

  it('names a state that the receipts do not prove', async () => {
    await asOwner(
      database,
      `update delivery set state = 'done' where id = (select id from delivery where state = 'delivered' and purpose = 'act' limit 1)`,
    );
    const { code, complaints } = await run(database, 'verify-receipts');
    expect(code).toBe(1);
    expect(complaints).toMatch(/^delivery [0-9a-f-]{36}: stored as done, its receipts prove delivered$/);
  });

  it('names the first changed receipt of a chain, the first missing one, and an end cut off', async () => {
    await asOwner(
      database,
      `alter table receipt disable trigger user;
       update receipt set at = at - interval '1 day' where seq = 3 and unit_id = (select id from unit where code = 'CQ-01');
       delete from receipt where seq = 2 and unit_id = (select id from unit where code = 'CQ-02');
       delete from receipt r where unit_id = (select id from unit where code = 'CQ-03') and seq = (select seq from receipt_chain c where c.unit_id = r.unit_id);
       alter table receipt enable trigger user`,
    );
    const { code, complaints } = await run(database, 'verify-receipts');
    expect(code).toBe(1);
    expect(complaints).toMatch(/changed at receipt 3$/m);
    expect(complaints).toMatch(/missing at receipt 2$/m);
    expect(complaints).toMatch(/cut-off at receipt \d+$/m);
  });

  it('loads the sample once, and never in production', async () => {
    expect(await run(database, 'sample')).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing was changed'),
    });
    const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://gnvb.example' };
    expect(await run(database, 'sample', production)).toMatchObject({
      code: 1,
      complaints: expect.stringContaining('refused in production'),
    });
  });
});

describe('the other commands', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.drop());
  const WHO = 'first-administrator --username quan.ly --display-name Quản.lý --unit-code dk';

  it('bring the schema up and take it down again', async () => {
    expect(await run(database, 'migrate')).toMatchObject({ code: 0, complaints: '' });
    expect(await run(database, 'migrate-down')).toMatchObject({ code: 0, complaints: '' });
    expect(await run(database, 'migrate')).toMatchObject({ code: 0 });
  });

  it('make the first administrator with a root unit, and show a made password once', async () => {
    expect(await run(database, WHO)).toMatchObject({ code: 2, complaints: expect.stringContaining('--unit-name') });
    const made = await run(database, `${WHO} --unit-name Đoàn.Khối`);
    expect(made).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^quan\.ly administers DK\. Password, shown only now: \S{20}$/),
    });
    expect(await run(database, WHO)).toMatchObject({
      code: 1,
      complaints: expect.stringMatching(/^accounts\.username-taken: /),
    });
  });

  it('take the password from the environment or from the keyboard, and refuse a weak one', async () => {
    const second = WHO.replace('quan.ly', 'quan.ly.2');
    expect(await run(database, second, { GNVB_PASSWORD: 'matkhau' })).toMatchObject({
      code: 1,
      complaints: expect.stringMatching(/^accounts\.weak-password: /),
    });
    expect(await run(database, second, { GNVB_PASSWORD: 'mưa rơi trên phố' })).toMatchObject({
      code: 0,
      out: 'quan.ly.2 administers DK.',
    });
    expect(await run(database, WHO.replace('quan.ly', 'quan.ly.3'), {}, 'nắng lên đầu ngõ')).toMatchObject({
      code: 0,
      out: 'quan.ly.3 administers DK.',
    });
  });

  it('say in one line what they did not understand', async () => {
    expect(await run(database, 'dance')).toMatchObject({ code: 2, complaints: 'there is no command dance' });
    expect(await run(database, 'migrate --fast')).toMatchObject({
      code: 2,
      complaints: expect.stringMatching(/--fast.*; see: help$/),
    });
    expect(await run(database, 'first-administrator --username a')).toMatchObject({
      code: 2,
      complaints: 'missing: --display-name, --unit-code; see: help',
    });
    expect(await run(database, 'help')).toMatchObject({ code: 0, out: expect.stringContaining('verify-receipts') });
  });
});
