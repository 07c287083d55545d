import type { EmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres.ts';
import { reportUncalled } from './seen.ts';
import { removeRunFolder } from './run-folder.ts';

/** Stops the PostgreSQL of the run and removes its folder. */
export default async function globalTeardown(): Promise<void> {
  const { gnvbPostgres, gnvbRunFolder } = globalThis as { gnvbPostgres?: EmbeddedPostgres; gnvbRunFolder?: string };
  if (gnvbRunFolder && process.env['API_COVERAGE']) reportUncalled(gnvbRunFolder);
  await gnvbPostgres?.stop();
  if (gnvbRunFolder) await removeRunFolder(gnvbRunFolder);
}
