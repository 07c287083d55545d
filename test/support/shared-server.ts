import { randomBytes } from 'node:crypto';

/** What a worker is told about the PostgreSQL that the whole run shares; handed over in the environment. */
export interface SharedServer {
  /** Folder of the run: the cluster and the notes of the workers. */
  readonly folder: string;
  readonly port: number;
  /** The owner's login; it is superuser. */
  readonly owner: { readonly user: string; readonly password: string };
  /** The service's login: a member of gnvb_app, nothing else. */
  readonly service: { readonly user: string; readonly password: string };
}

export const TEMPLATE = 'gnvb_template';
const VARIABLE = 'GNVB_TEST_SERVER';

export function announceServer(server: SharedServer): void {
  process.env[VARIABLE] = JSON.stringify(server);
}

/** @throws when the file is run in a project without the shared server (see "jest" in package.json) */
export function sharedServer(): SharedServer {
  const text = process.env[VARIABLE];
  if (!text) throw new Error('no shared PostgreSQL: tests that need one live in test/e2e or test/database');
  return JSON.parse(text) as SharedServer;
}

/** Connection string of a database on the shared server. */
export function urlOf(database: string, login: SharedServer['owner'], port = sharedServer().port): string {
  return `postgresql://${login.user}:${encodeURIComponent(login.password)}@127.0.0.1:${port}/${database}`;
}

/** A name nobody else has. */
export const freshName = (prefix: string): string => `${prefix}_${randomBytes(6).toString('hex')}`;
