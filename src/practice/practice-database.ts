import type { Client } from 'pg';
import { withClient } from '../platform/database/heard-client.ts';
import { migrate } from '../platform/database/migrate.ts';
import type { DatabaseAccess } from '../platform/database/open-database.ts';

/** A schema that says whose database this is: without it nothing here touches one that has tables. */
const MARK = 'gnvb_practice_area';
/** Of `migrate`: whoever opens the area waits until it has been wiped, and the other way round. */
const MIGRATION_LOCK = 5_902_020;
const MADE_MEANWHILE = new Set(['42P04', '23505']);

/** The database of PRACTICE_DATABASE_URL has tables that are not ours to touch. */
export class NotPracticeDatabase extends Error {
  constructor() {
    super('the database of the practice area has tables of something else: give it an empty one');
    this.name = 'NotPracticeDatabase';
  }
}

/** The practice area's own database: made when it is needed first, migrated like the real one. */
export class PracticeDatabase {
  /** @param real how this process reaches the real database @param ownerUrl null: beside the embedded one */
  constructor(
    private readonly real: DatabaseAccess,
    private readonly ownerUrl: string,
  ) {}

  /** @throws NotPracticeDatabase, and what PostgreSQL says */
  async open(): Promise<DatabaseAccess> {
    const isOurs = this.ownerUrl === this.real.practiceOwnerUrl;
    if (isOurs) await this.#make();
    await withClient(this.ownerUrl, (client) => mark(client));
    await migrate(this.ownerUrl);
    const rest = { directUrl: null, embedded: isOurs, stop: async () => undefined };
    // The embedded server's login of the service owns nothing there either.
    if (isOurs) return { ...rest, url: elsewhere(this.real.url, new URL(this.ownerUrl).pathname), options: '' };
    return { ...rest, url: this.ownerUrl, options: '-c role=gnvb_app' };
  }

  /**
   * Empties it, all at once: killed in between, everything is still there. Whoever is connected is cut off.
   * @param files done away with while nobody can be in
   */
  async wipe(files: () => Promise<void>): Promise<void> {
    await withClient(this.ownerUrl, async (client) => {
      await mark(client);
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await client.query(
        `drop schema if exists graphile_worker cascade; drop schema public cascade; create schema public; grant usage on schema public to public`,
      );
      await files();
      await client.query('commit');
    });
  }

  async #make(): Promise<void> {
    const { pathname } = new URL(this.ownerUrl);
    await withClient(elsewhere(this.ownerUrl, '/postgres'), async (client) => {
      const name = pathname.slice(1);
      if ((await client.query('select from pg_database where datname = $1', [name])).rowCount) return;
      await client.query(`create database ${client.escapeIdentifier(name)}`).catch((error: { code?: string }) => {
        if (!MADE_MEANWHILE.has(error.code ?? '')) throw error;
      });
    });
  }
}

async function mark(client: Client): Promise<void> {
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  const { rows } = await client.query<{ marked: boolean; taken: boolean }>(
    `select to_regnamespace($1) is not null as marked,
       exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')) as taken`,
    [MARK],
  );
  if (rows[0]?.taken && !rows[0].marked) throw new NotPracticeDatabase();
  if (!rows[0]?.marked) await client.query(`create schema ${MARK}`);
  await client.query('commit');
}

function elsewhere(url: string, pathname: string): string {
  const changed = new URL(url);
  changed.pathname = pathname;
  return changed.href;
}
