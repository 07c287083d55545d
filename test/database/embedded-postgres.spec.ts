import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/platform/database/embedded/embedded-postgres.ts';

const SERVICE = fileURLToPath(new URL('./left-over.mjs', import.meta.url));

let dataDir: string;
let open: EmbeddedPostgres[];
let services: ChildProcess[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gnvb-postgres-'));
  // As root PostgreSQL runs as another user, who would otherwise be given a cluster outside this folder.
  await chmod(dataDir, 0o711);
  [open, services] = [[], []];
});

afterEach(async () => {
  for (const service of services) service.kill('SIGKILL');
  // Whatever was left over is taken over and stopped.
  open.push(await startEmbeddedPostgres({ dataDir }));
  for (const postgres of open) await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(onExit?: (code: number | null) => void): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, ...(onExit && { onExit }) });
  open.push(postgres);
  return postgres;
}

async function aService(): Promise<{
  readonly process: ChildProcess;
  readonly port: number;
  readonly reused: boolean;
}> {
  const child = spawn(process.execPath, [SERVICE, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  services.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, ...(JSON.parse(String(line)) as { port: number; reused: boolean }) };
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function postmasterPid(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

async function runs(url: string): Promise<boolean> {
  return query(url, 'select 1').then(
    () => true,
    () => false,
  );
}

describe('the embedded PostgreSQL', () => {
  it('starts empty with a UTF-8 database in Vietnamese order, and keeps rows over a restart', async () => {
    const first = await start();
    expect(first.reused).toBe(false);
    expect((await stat(join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600);
    expect(await query(first.url(), 'show server_encoding')).toEqual(['UTF8']);
    expect(
      await query(first.url(), "select x from unnest(array['Ông','An','Đạt','Dũng','Ơn','Ân','Ăn']) x order by x"),
    ).toEqual(['An', 'Ăn', 'Ân', 'Dũng', 'Đạt', 'Ông', 'Ơn']);
    expect(await query(first.url(), 'show data_checksums')).toEqual(['on']);
    await query(first.url(), "create table kept as select 'Đã nhận' word");
    await first.stop();
    expect(await runs(first.url())).toBe(false);

    const second = await start();
    expect(second.reused).toBe(false);
    expect(await query(second.url(), 'select word from kept')).toEqual(['Đã nhận']);
  });

  it('refuses a wrong password', async () => {
    const postgres = await start();
    const stranger = postgres.url('gnvb', { user: 'postgres', password: 'guess' });
    await expect(query(stranger, 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('keeps committed rows over kill -9 of the server, and says that it ended', async () => {
    const codes: (number | null)[] = [];
    const first = await start((code) => codes.push(code));
    await query(first.url(), 'create table kept as select generate_series(1, 1000) n');
    const busy = query(first.url(), 'select pg_sleep(60)').catch(() => 'cut off');
    process.kill(await postmasterPid(), 'SIGKILL');

    const second = await start();
    expect(await query(second.url(), 'select count(*)::int from kept')).toEqual([1000]);
    expect(await busy).toBe('cut off');
    expect(codes).toEqual([null]);
    await first.stop();
    expect(await runs(second.url())).toBe(true);
  });

  it('is not misled by a stale pid file whose pid is another process by now', async () => {
    const first = await start();
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    const text = await readFile(file, 'utf8');
    await first.stop();
    await writeFile(file, text.replace(/^\d+/, String(process.ppid)), { mode: 0o644 });
    expect((await start()).reused).toBe(false);
  });

  it('is shared by a second service and stopped by the first only', async () => {
    const first = await start();
    const second = await start();
    expect([second.reused, second.port]).toEqual([true, first.port]);
    await second.stop();
    expect(await runs(first.url())).toBe(true);
  });

  it('is made once when several services start at the same moment', async () => {
    const [a, b, c] = await Promise.all([start(), aService(), aService()]);
    expect(new Set([a.port, b.port, c.port]).size).toBe(1);
    expect([a, b, c].filter(({ reused }) => !reused)).toHaveLength(1);
  });

  it('is taken over from a killed service and stopped by the next one', async () => {
    const killed = await aService();
    killed.process.kill('SIGKILL');
    await once(killed.process, 'exit');

    const next = await start();
    expect([next.reused, next.port]).toEqual([true, killed.port]);
    await next.stop();
    expect(await runs(next.url())).toBe(false);
  });

  it('is left alone while the service that started it lives', async () => {
    const owner = await aService();
    const guest = await start();
    expect(guest.reused).toBe(true);
    await guest.stop();
    expect(await runs(guest.url())).toBe(true);
    owner.process.kill('SIGTERM');
    await once(owner.process, 'exit');
    expect(await runs(guest.url())).toBe(false);
  });

  it('says why it does not start', async () => {
    const first = await start();
    await first.stop();
    const failing = startEmbeddedPostgres({ dataDir, settings: { shared_buffers: 'lots' } });
    await expect(failing).rejects.toThrow(/did not start[^]*shared_buffers/);
  });
});
