import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyDatabase, type TestDatabase } from '../../support/database.ts';
import { withClient } from '../../../src/platform/database/migrate.ts';
import { startInVain, startService, type Service } from '../../support/service.ts';
import { aHost, SECRET, startTwoHosts, stopped, workOnBoth, type TwoHosts } from './two-hosts.ts';

let hosts: TwoHosts;

describe('two hosts on one database', () => {
  workOnBoth(
    () => startTwoHosts(),
    () => hosts,
    (made) => (hosts = made),
  );

  it('refuse a third one with another signing key', async () => {
    const dataDir = await aHost(hosts.folder, 'other-key');
    const said = await startInVain(dataDir, { ...hosts.settings, JWT_SECRET: `${SECRET}, another one` });
    expect(said).toContain('JWT_SECRET');
    expect(said).not.toContain('BLOB_STORE');
    expect(said).not.toContain('at Object.');
  });

  it('refuse a third one that shares no folder, also when nobody gave it a key', async () => {
    const dataDir = join(hosts.folder, 'alone');
    await mkdir(dataDir);
    const { JWT_SECRET: _, ...settings } = hosts.settings;
    const said = await startInVain(dataDir, settings);
    for (const word of ['JWT_SECRET', 'DATA_DIR/blobs', 'DATA_DIR/uploads']) expect(said).toContain(word);
  });

  it('let another one in and out', async () => {
    const third = await startService(await aHost(hosts.folder, 'third'), hosts.settings);
    expect(await stopped(third)).toBe(0);
  });
});

describe('an empty database that two hosts start on at once', () => {
  let database: TestDatabase;
  const services: Service[] = [];

  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(async () => {
    await Promise.all(services.map(stopped));
    await database?.drop();
    await rm(join(hosts.folder, 'raced'), { recursive: true, force: true });
  });

  it('is migrated once, and both serve', async () => {
    const folder = join(hosts.folder, 'raced');
    await mkdir(folder, { recursive: true });
    const settings = {
      DATABASE_URL: database.ownerUrl,
      JWT_SECRET: SECRET,
      SMTP_URL: 'smtp://127.0.0.1:9',
      MIN_FREE_DISK_MB: '0',
      PREVIEWS: 'off',
    };
    const dataDirs = [await aHost(folder, 'a'), await aHost(folder, 'b')];
    services.push(...(await Promise.all(dataDirs.map((dataDir) => startService(dataDir, settings)))));
    for (const { url } of services) expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const names = await withClient(database.ownerUrl, (client) => client.query<{ name: string }>('select name from migration'));
    expect(new Set(names.rows.map(({ name }) => name)).size).toBe(names.rowCount);
  });
});
