import { describe, expect, it } from '@jest/globals';
import { BadConfiguration, Config } from './config.ts';

const mistakes = (environment: Record<string, string>): readonly string[] => {
  try {
    Config.read(environment);
    return [];
  } catch (error) {
    return (error as BadConfiguration).mistakes;
  }
};

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(Config.read({}).get('PORT')).toBe(3000);
    expect(Config.read({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
  });

  it('tells all its mistakes at once', () => {
    const found = mistakes({
      PORT: 'abc',
      NODE_ENV: 'prod',
      DATABASE_URL: 'no url',
      JWT_SECRET: 'short',
      MAX_UPLOAD_MB: '0',
    });
    expect(found.map((m) => m.split(' ')[0])).toEqual([
      'NODE_ENV',
      'PORT',
      'DATABASE_URL',
      'MAX_UPLOAD_MB',
      'JWT_SECRET',
    ]);
  });

  it('refuses the sample in production', () => {
    expect(mistakes({ NODE_ENV: 'production', PUBLIC_URL: 'https://gnvb.example', SAMPLE: 'on' })).toEqual([
      expect.stringContaining('SAMPLE'),
    ]);
  });

  it('reads roles from a list, and warns people before it disables them', () => {
    expect(Config.read({ SECOND_FACTOR_ROLES: ' admin,leader ' }).secondFactorRoles).toEqual(['admin', 'leader']);
    expect(Config.read({}).secondFactorRoles).toEqual([]);
    expect(mistakes({ SECOND_FACTOR_ROLES: 'admin,boss' })).toEqual([expect.stringContaining('"boss"')]);
    expect(mistakes({ IDLE_DAYS_DISABLE: '0' })).toEqual([]);
    expect(mistakes({ IDLE_DAYS_DISABLE: '29' })).toEqual([expect.stringContaining('at least 30')]);
  });

  it('wants all of a bucket, and a disk where nginx sends files', () => {
    expect(mistakes({ BLOB_STORE: 's3', S3_BUCKET: 'a' }).map((m) => m.split(' ')[0])).toEqual([
      'S3_KEY_ID',
      'S3_SECRET',
    ]);
    const bucket = { BLOB_STORE: 's3', S3_BUCKET: 'a', S3_KEY_ID: 'b', S3_SECRET: 'c' };
    expect(mistakes(bucket)).toEqual([]);
    expect(mistakes({ ...bucket, X_ACCEL_PREFIX: '/internal/' })).toEqual([expect.stringContaining('BLOB_STORE=disk')]);
    expect(mistakes({ X_ACCEL_PREFIX: '/internal/blobs/' })).toEqual([]);
    expect(mistakes({ X_ACCEL_PREFIX: 'internal' })).toEqual([expect.stringContaining('slash at both ends')]);
  });

  it('takes a cutover as an instant only: a day or a local time would mean another one on another machine', () => {
    expect(Config.read({ CUTOVER_AT: '2020-06-01T00:00:00+07:00' }).cutoverAt?.toISOString()).toBe(
      '2020-05-31T17:00:00.000Z',
    );
    expect(Config.read({ CUTOVER_AT: ' ' }).cutoverAt).toBeNull();
    for (const wrong of ['2020-06-01', '2020-06-01T00:00:00', '01/6/2020', '2020-06-31T00:00:00+07:00'])
      expect(mistakes({ CUTOVER_AT: wrong })).toEqual([expect.stringContaining('with its offset')]);
  });

  it('never prints a secret in a mistake', () => {
    expect(mistakes({ JWT_SECRET: 'tiny-secret' }).join(' ')).not.toContain('tiny-secret');
  });
});
