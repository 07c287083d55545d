import type { Config } from '../platform/config/config.ts';

/** Loaded only where a bucket is configured: the SDK takes more memory than the rest of an idle process can spare. */
const loaded: { sdk: typeof import('@aws-sdk/client-s3'); Upload: typeof import('@aws-sdk/lib-storage').Upload }[] = [];

/** Call and await before `openS3`. */
export async function loadS3(): Promise<void> {
  const [sdk, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  loaded[0] = { sdk, Upload };
}

/** A client for the configured server, with limits on every wait. The secret goes to the client and nowhere else. */
export function openS3(config: Config) {
  const [parts] = loaded;
  if (!parts) throw new Error('loadS3 comes first');
  const client = new parts.sdk.S3Client({
    region: config.get('S3_REGION'),
    forcePathStyle: config.get('S3_PATH_STYLE') === 'on',
    credentials: { accessKeyId: config.get('S3_KEY_ID') ?? '', secretAccessKey: config.get('S3_SECRET') ?? '' },
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 5000,
      // Longer than a reader of a download may pause, and than a part takes on a slow line.
      socketTimeout: 150_000,
      requestTimeout: 120_000,
      throwOnRequestTimeout: true,
    },
    ...(config.get('S3_ENDPOINT') && { endpoint: config.get('S3_ENDPOINT') as string }),
  });
  return { client, ...parts };
}
