import type { FactoryProvider } from '@nestjs/common';
import { Config } from '../platform/config/config.ts';
import { BlobKeeping } from './blob-keeping.ts';
import { BlobStore, type BlobClaims } from './blob-store.ts';
import { DiskStore } from './disk-store.ts';

/** The store of a kind, by the settings for it. The S3 client is loaded only here. */
export async function openStore(kind: 'disk' | 's3', config: Config, claims: BlobClaims): Promise<BlobStore> {
  if (kind === 'disk') return new DiskStore(config.get('DATA_DIR'), claims);
  const [{ loadS3 }, { S3Store }] = await Promise.all([import('./s3-client.ts'), import('./s3-store.ts')]);
  await loadS3();
  return new S3Store(config, claims);
}

export const BLOB_STORE: FactoryProvider<BlobStore> = {
  provide: BlobStore,
  inject: [Config, BlobKeeping],
  useFactory: (config: Config, keeping: BlobKeeping) => openStore(config.get('BLOB_STORE'), config, keeping),
};
