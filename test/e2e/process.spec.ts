import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));

interface Service {
  readonly process: ChildProcess;
  readonly url: string;
}

/** The built service as its users start it: its own process, its own embedded PostgreSQL. */
describe('the service as a process', () => {
  let dataDir: string;
  let service: Service;

  const start = async (environment: Readonly<Record<string, string>> = {}): Promise<Service> => {
    const env = {
      ...process.env,
      NODE_ENV: 'development',
      PORT: '0',
      SAMPLE: 'off',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'info',
      ...environment,
    };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: child.stdout })) {
      const { msg, url } = JSON.parse(line) as { msg: string; url?: string };
      if (msg === 'ready' && url) {
        child.stdout.resume();
        return { process: child, url };
      }
    }
    throw new Error('the service ended before it was ready');
  };
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
    dataDir = await mkdtemp(join(tmpdir(), 'gnvb-process-'));
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
