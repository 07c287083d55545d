import { withClient } from '../heard-client.ts';

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** SQLSTATE 57P03, "cannot connect now": starting up, recovering or shutting down. 57P01: shut down meanwhile. */
const PASSING = new Set(['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET']);

/** Connection string of a database on this machine. */
export function databaseUrl(port: number, database: string, login: Login): string {
  const [user, password] = [encodeURIComponent(login.user), encodeURIComponent(login.password)];
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** Whether the server takes our login; false while it starts, recovers or stops. */
export async function answers(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('select 1'));
    return true;
  } catch (error) {
    if (isPassing(error)) return false;
    throw error;
  }
}

/** Creates the database unless it is there. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}

function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return PASSING.has(code ?? '') || message === 'Connection terminated unexpectedly';
}
