import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/sample/sample-passwords.ts';
import { totpAt } from './credentials/kit.ts';
import { type Service, startService } from '../support/service.ts';
import { sharedServer } from '../support/shared-server.ts';

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
    dataDir = await mkdtemp(join(sharedServer().folder, 'logs-'));
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

  /** Issues, types and mistypes codes. @returns what was in the answers and requests and nowhere else */
  const oneTimeSecrets = async (): Promise<string[]> => {
    const mine = token;
    const answer = async <T>(response: Promise<Response>): Promise<T> => (await (await response).json()) as T;
    ({ accessToken: token } = await answer<{ accessToken: string }>(
      post('/sessions', { username: 'quantri', password: SAMPLE_PASSWORD }),
    ));
    const { items } = await answer<{ items: { id: string; username: string }[] }>(call('/accounts?limit=200'));
    const accountId = items.find(({ username }) => username === 'canbo.dk')?.id;
    const issued = await answer<{ items: { code: string }[] }>(post('/activation-codes', { accountId }));
    const code = issued.items[0]?.code ?? '';
    const password = 'Bến sông chiều mưa nhỏ';
    await post('/activations', { username: 'canbo.dk', code: 'MA-GO-NHAM', password });
    ({ accessToken: token } = await answer<{ accessToken: string }>(
      post('/activations', { username: 'canbo.dk', code, password }),
    ));
    const { secret } = await answer<{ secret: string }>(post('/second-factor', { password }));
    const now = totpAt(secret, new Date());
    const { recoveryCodes } = await answer<{ recoveryCodes: string[] }>(
      post('/second-factor/confirmation', { code: now }),
    );
    await post('/sessions', { username: 'canbo.dk', password, code: recoveryCodes[0] });
    await post('/password-resets', { login: 'TEN-AI-DO@gnvb.example' });
    await post('/password-resets/redemptions', { token: 'MA-THU-GIA', password: 'MAT-KHAU-GIA' });
    const opened = token;
    token = mine;
    expect([code.length, secret.length, recoveryCodes.length]).toEqual([14, 32, 10]);
    return [
      code,
      code.replaceAll('-', ''),
      'MA-GO-NHAM',
      password,
      opened,
      secret,
      ...recoveryCodes,
      'TEN-AI-DO',
      'MA-THU-GIA',
      'MAT-KHAU-GIA',
    ];
  };

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
    const secrets = await oneTimeSecrets();
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
      ...secrets,
    ];
    expect(never.filter((text) => text.length > 0 && log.includes(text))).toEqual([]);
  });
});
