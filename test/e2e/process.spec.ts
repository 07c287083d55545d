import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAIN, type Service, startService } from '../support/service.ts';
import { sharedServer } from '../support/shared-server.ts';

/** The built service as its users start it: its own process, its own embedded PostgreSQL. */
describe('the service as a process', () => {
  let dataDir: string;
  let service: Service;

  const start = (): Promise<Service> => startService(dataDir);
  const ready = async (): Promise<number> =>
    (await fetch(`${service.url}/health/ready`).catch(() => ({ status: 0 }))).status;
  const untilReady = async (): Promise<void> => {
    for (let i = 0; i < 200; i++) {
      if ((await ready()) === 200) return;
      await sleep(100);
    }
    throw new Error('the service did not become ready again');
  };
  const signIn = async (name = 0): Promise<number> =>
    (
      await fetch(`${service.url}/api/v1/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: `khong.co.${name}`, password: 'mat khau nao do' }),
      })
    ).status;
  const postmaster = async (): Promise<number> =>
    Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

  beforeAll(async () => {
    dataDir = await mkdtemp(join(sharedServer().folder, 'process-'));
    await chmod(dataDir, 0o711);
    service = await start();
  });
  afterAll(async () => {
    service.process.kill('SIGTERM');
    if (service.process.exitCode === null) await once(service.process, 'exit');
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is ready, live, documented, and answers a stranger in Vietnamese', async () => {
    expect(await ready()).toBe(200);
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    expect(((await (await fetch(`${service.url}/api/openapi.json`)).json()) as { openapi: string }).openapi).toBe(
      '3.1.0',
    );
    expect(await signIn()).toBe(401);
  });

  it('heals by itself when PostgreSQL is killed', async () => {
    const killed = await postmaster();
    process.kill(killed, 'SIGKILL');
    await sleep(200);
    await untilReady();
    expect(await postmaster()).not.toBe(killed);
    expect(await signIn()).toBe(401);
  });

  it('says within seconds that PostgreSQL does not answer, and heals when it does', async () => {
    const frozen = [await postmaster(), ...childrenOf(await postmaster())];
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      const asked = await fetch(`${service.url}/health/ready`, { signal: AbortSignal.timeout(15_000) });
      expect(asked.status).toBe(503);
      expect(asked.headers.get('content-type')).toContain('application/problem+json');
      expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    await untilReady();
    expect(await signIn()).toBe(401);
  });

  it('starts again after it was killed, on the same rows', async () => {
    service.process.kill('SIGKILL');
    await once(service.process, 'exit');
    service = await start();
    await untilReady();
    expect(await signIn()).toBe(401);
  });

  it('finishes what is in flight before it stops, and takes PostgreSQL with it', async () => {
    const answer = (i: number) => signIn(i + 1).catch((error: { cause?: { code?: string } }) => error.cause?.code);
    const inFlight = Promise.all(Array.from({ length: 8 }, (_, i) => answer(i)));
    await sleep(100);
    service.process.kill('SIGTERM');
    const [code] = (await once(service.process, 'exit')) as [number];
    expect(code).toBe(0);
    // Those that came in were answered; those that came later were turned away, never cut off.
    const answers = await inFlight;
    expect(answers).toContain(401);
    expect(answers.filter((a) => a !== 401 && a !== 'ECONNREFUSED')).toEqual([]);
    await expect(postmaster()).rejects.toThrow('ENOENT');
  });

  it('says every mistake of its configuration at once, and ends', async () => {
    const child = spawn(process.execPath, [MAIN], {
      env: { ...process.env, PORT: 'abc', DATABASE_URL: 'nowhere', DATA_DIR: dataDir },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(1);
    expect(Buffer.concat(said).toString()).toMatch(/PORT[\s\S]*DATABASE_URL/);
  });
});

/** Its backends and helpers; Linux only, like the rest of what kills processes here. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}
