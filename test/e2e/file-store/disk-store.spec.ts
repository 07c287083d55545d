import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { placeOf } from '../../../src/attachments/disk-store.ts';
import { openStore } from '../../../src/attachments/file-store.provider.ts';
import { Config } from '../../../src/platform/config/config.ts';
import { freeClaims, keepsItsContract, type Subject } from './contract.ts';
import { sharedServer } from '../../support/shared-server.ts';

describe('a store on the disk', () => {
  let subject: Subject;
  beforeAll(async () => {
    const dataDir = await mkdtemp(join(sharedServer().folder, 'disk-'));
    const store = await openStore('disk', Config.read({ DATA_DIR: dataDir }), freeClaims());
    const spoil = (sha256: string, bytes: Buffer) => writeFile(join(dataDir, 'blobs', placeOf(sha256)), bytes);
    subject = { store, dataDir, spoil };
    await store.check();
  });
  afterAll(() => rm(subject.dataDir, { recursive: true, force: true }));

  keepsItsContract(() => subject);
});
