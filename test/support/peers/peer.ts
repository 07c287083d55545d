import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, closeSync, constants, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from '@jest/globals';

/** Where a program is; /usr/sbin is looked at too, because servers live there. Null when it is not installed. */
export function programOf(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * `describe` for tests against a real server: left out, saying so, where its programs are not installed; a failure there when
 * PEERS=required is set, as .ci/run does.
 * @param tests gets where the programs are, in the order they were named
 */
export function describeWithPeer(
  title: string,
  programs: readonly string[],
  tests: (...paths: string[]) => void,
): void {
  const paths = programs.map((program) => programOf(program) ?? '');
  const missing = programs.filter((_, i) => paths[i] === '');
  // oxlint-disable-next-line jest/valid-title, jest/valid-describe-callback, jest/no-disabled-tests -- the caller's, and said aloud
  if (missing.length === 0) return describe(title, () => tests(...paths));
  if (process.env['PEERS'] === 'required') throw new Error(`${title}: not installed: ${missing.join(', ')}`);
  process.stderr.write(`left out, not installed (${missing.join(', ')}): ${title}\n`);
  // oxlint-disable-next-line jest/valid-title, jest/valid-describe-callback, jest/no-disabled-tests -- the caller's, and said aloud
  describe['skip'](title, () => tests(...paths));
}

/** Ports of 127.0.0.1 that are free now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(
    servers.map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Processes of one peer, ended in the reverse order of their start, by their ids. */
export class Processes {
  readonly #running: ChildProcess[] = [];

  /** Starts a program, as another account when one is named; what it says goes to the file. */
  start(
    program: string,
    words: readonly string[],
    logFile: string,
    account: { readonly uid: number; readonly gid: number } | null = null,
  ): ChildProcess {
    const log = openSync(logFile, 'a');
    const child = spawn(programOf(program) ?? program, [...words], { stdio: ['ignore', log, log], ...account });
    closeSync(log);
    this.#running.push(child);
    return child;
  }

  async stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  async stopAll(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    for (const child of this.#running.toReversed()) await this.stop(child, signal);
  }
}

/** Asks until the answer is yes. @throws saying what was waited for, when it takes longer than the limit */
export async function until(what: string, ask: () => Promise<boolean>, limitSeconds = 120): Promise<void> {
  for (let i = 0; i < limitSeconds * 5; i++) {
    if (await ask().catch(() => false)) return;
    await sleep(200);
  }
  throw new Error(`waited in vain for ${what}`);
}
