import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/database/embedded/embedded-postgres.ts';
import { livePostmaster } from '../../src/platform/database/embedded/pid-file.ts';
import { withClient } from '../../src/platform/database/heard-client.ts';
import { giveServiceLogin, migrate } from '../../src/platform/database/migrate.ts';
import { makeRunFolder, sweepLeftOvers } from './run-folder.ts';
import { announceServer, TEMPLATE, type SharedServer } from './shared-server.ts';

/** Nothing here has to survive a power cut. */
const QUICK = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '200',
};

/** Starts the one PostgreSQL of the run and makes the migrated template that every test database is cloned from. */
export default async function globalSetup(): Promise<void> {
  await sweepLeftOvers();
  const folder = await makeRunFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: folder, settings: QUICK });
  Object.assign(globalThis, { gnvbPostgres: postgres, gnvbRunFolder: folder });
  await endWithUs(folder, postgres);
  const ownerUrl = postgres.url(TEMPLATE);
  await withClient(postgres.url(), (client) => client.query(`create database ${TEMPLATE}`));
  await migrate(ownerUrl);
  const service = { user: 'gnvb_service', password: randomBytes(12).toString('hex') };
  await giveServiceLogin(ownerUrl, service.user, service.password);
  await withClient(postgres.url(), (client) =>
    client.query(`alter database ${TEMPLATE} with is_template true allow_connections false`),
  );
  announceServer({ folder, port: postgres.port, owner: loginOf(ownerUrl), service });
}

function loginOf(url: string): SharedServer['owner'] {
  const { username, password } = new URL(url);
  return { user: username, password: decodeURIComponent(password) };
}

/** Jest leaves without teardown when it is interrupted; what even this does not catch is swept by the next run. */
async function endWithUs(folder: string, postgres: EmbeddedPostgres): Promise<void> {
  const server = await livePostmaster(join(folder, 'postgres'));
  if (!server || server.port !== postgres.port) return;
  process.once('exit', () => {
    try {
      process.kill(server.pid, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // It ended in good order.
    }
  });
}
