import { runMigrations } from 'graphile-worker';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.ts';
import { withClient } from './heard-client.ts';

/** One process migrates at a time; the number is ours and arbitrary. */
const MIGRATION_LOCK = 5_902_020;

/**
 * Brings the schema up to date as its owner. Safe to run from several processes and to be killed at any point: each migration is
 * one transaction, and the next run goes on.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  await underLock(ownerUrl, async () => {
    const source = new DataSource({
      type: 'postgres',
      url: ownerUrl,
      migrations,
      migrationsTransactionMode: 'each',
      migrationsTableName: 'migration',
    });
    await source.initialize();
    try {
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
    await runMigrations({ connectionString: ownerUrl });
    await admitServiceToJobs(ownerUrl);
    await joinServiceRole(ownerUrl);
  });
}

/** Takes the newest migration back; the way down exists for every one of them. */
export async function migrateDown(ownerUrl: string): Promise<void> {
  await underLock(ownerUrl, async () => {
    const source = new DataSource({
      type: 'postgres',
      url: ownerUrl,
      migrations,
      migrationsTransactionMode: 'each',
      migrationsTableName: 'migration',
    });
    await source.initialize();
    try {
      await source.undoLastMigration();
    } finally {
      await source.destroy();
    }
  });
}

async function underLock(ownerUrl: string, work: () => Promise<void>): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    // In a transaction, which a pooler cannot take apart: a lock of the session could stay behind in a connection of the pooler's.
    await client.query('begin; set local idle_in_transaction_session_timeout = 0');
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await work();
    await client.query('commit');
  });
}

/**
 * With one login for everything, that login works under `role=gnvb_app`, which takes membership; a superuser has it anyway.
 * Where it may not be granted, `openDatabase` finds out and says what to do.
 */
async function joinServiceRole(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query(`do $$ begin
      if not pg_has_role(current_user, 'gnvb_app', 'member') then execute format('grant gnvb_app to %I', current_user); end if;
    exception when insufficient_privilege then null;
    end $$`);
  });
}

/** graphile-worker turns row security on for its tables, which shuts out everybody but their owner. */
async function admitServiceToJobs(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query(`
      grant usage on schema graphile_worker to gnvb_app;
      grant select, insert, update, delete on all tables in schema graphile_worker to gnvb_app;
      grant usage on all sequences in schema graphile_worker to gnvb_app;
      grant execute on all functions in schema graphile_worker to gnvb_app;
      do $$ declare t record; begin
        for t in select c.oid::regclass as name from pg_class c where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity
          and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'gnvb_app') loop
          execute format('create policy gnvb_app on %s to gnvb_app using (true) with check (true)', t.name);
        end loop;
      end $$`);
  });
}

/** Makes or renews the login the service uses; it is a member of gnvb_app and nothing else. */
export async function giveServiceLogin(ownerUrl: string, login: string, password: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const known = await client.query('select from pg_roles where rolname = $1', [login]);
    const name = client.escapeIdentifier(login);
    const secret = client.escapeLiteral(password);
    if (known.rowCount === 0) await client.query(`create role ${name} login password ${secret} in role gnvb_app`);
    else await client.query(`alter role ${name} login password ${secret}`);
  });
}
