import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { createServer, type ListenOptions, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than the longest start-up the holder may need (crash recovery of a large cluster). */
const LIMIT_MS = 330_000;

/** Another process holds the lock for too long. */
export class FolderBusy extends Error {
  constructor(folder: string) {
    super(`Another process has been starting or stopping the database in ${folder} for too long.`);
  }
}

/**
 * Runs `task` while no other process on this machine runs one for the same folder (same device and inode, whatever its
 * path). The lock is a listening socket without a file, so the kernel releases it even when the process is killed.
 */
export async function withFolderLock<T>(folder: string, task: () => Promise<T>, limitMs = LIMIT_MS): Promise<T> {
  const held = await acquire(await address(folder), folder, limitMs);
  try {
    return await task();
  } finally {
    await new Promise((done) => held.close(done));
  }
}

async function acquire(where: ListenOptions, folder: string, limitMs: number): Promise<Server> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const server = await listen(where);
    if (server) return server;
    if (performance.now() > deadline) throw new FolderBusy(folder);
    await sleep(50);
  }
}

function listen(where: ListenOptions): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(null) : reject(error),
    );
    server.listen({ ...where, exclusive: true }, () => resolve(server));
  });
}

async function address(folder: string): Promise<ListenOptions> {
  const { dev, ino } = await stat(folder, { bigint: true });
  return lockAddress(`${dev}:${ino}`, process.platform);
}

/** Where the lock `name` listens: abstract socket, named pipe, or (no such thing on macOS) a loopback port. */
export function lockAddress(name: string, platform: NodeJS.Platform): ListenOptions {
  const hash = createHash('sha256').update(name).digest();
  const id = `gnvb-postgres-${hash.toString('hex').slice(0, 24)}`;
  if (platform === 'linux') return { path: `\0${id}` };
  if (platform === 'win32') return { path: `\\\\.\\pipe\\${id}` };
  return { host: '127.0.0.1', port: 20_000 + (hash.readUInt16BE(0) % 10_000) };
}
