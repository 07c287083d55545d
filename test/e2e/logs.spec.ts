import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/sample/sample-passwords.ts';
import { type Service, startService } from '../support/service.ts';

/** What may never stand in a log, whatever the level (hardening P21). */
describe('the log of a working day', () => {
  let dataDir: string;
  let service: Service;
  let token = '';

  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${service.url}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
    });
  const post = (path: string, body: unknown): Promise<Response> =>
    call(path, { method: 'POST', body: JSON.stringify(body) });

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'gnvb-logs-'));
    await chmod(dataDir, 0o711);
    service = await startService(dataDir, { SAMPLE: 'on', LOG_LEVEL: 'trace' });
  });
  const stop = async (): Promise<void> => {
    if (service.process.exitCode !== null) return;
    service.process.kill('SIGTERM');
    await once(service.process, 'close');
  };
  afterAll(async () => {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('holds ids, routes and times, and neither secrets nor what is in documents', async () => {
    await post('/sessions', { username: 'vanthu.dk', password: 'GO-NHAM-mat-khau' });
    const signedIn = await post('/sessions', { username: 'vanthu.dk', password: SAMPLE_PASSWORD });
    ({ accessToken: token } = (await signedIn.json()) as { accessToken: string });
    const cookies = signedIn.headers.getSetCookie().map((cookie) => cookie.split(';')[0]?.split('=')[1] ?? '');
    await post('/outgoing-documents', {
      typeCode: 'cong_van',
      subject: 'NOI-DUNG-RIENG',
      summary: 'TOM-TAT-RIENG',
      recipients: [],
    });
    await post('/outgoing-documents', { typeCode: 'cong_van', subject: 'NOI-DUNG-RIENG'.repeat(60) });
    await call('/incoming-documents?q=TIM-GI-DO');
    await post('/incoming-documents', {
      origin: 'paper',
      authorName: 'TAC-GIA',
      subject: 'NOI-DUNG-RIENG',
      typeCode: 'LOAI-SAI',
    });
    await stop();
    // How to sign in to the sample is said at the start, on purpose; it ends with "ready".
    const day = service.log.slice(service.log.findIndex((line) => line.includes('"ready"')));
    const log = day.join('\n');
    expect(day.length).toBeGreaterThan(6);
    expect(log).toContain('/api/v1/outgoing-documents');
    const never = [
      'NOI-DUNG-RIENG',
      'TOM-TAT-RIENG',
      'TIM-GI-DO',
      'TAC-GIA',
      'GO-NHAM',
      SAMPLE_PASSWORD,
      token,
      ...cookies,
    ];
    expect(never.filter((text) => text.length > 0 && log.includes(text))).toEqual([]);
  });
});
