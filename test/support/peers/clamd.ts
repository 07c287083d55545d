import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** In two halves: whole, it would make scanners quarantine the repository. */
export const EICAR = [String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR`, '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

const STARTS_MS = 20_000;

/** As docker/clamav/clamd.conf sets them. */
const LIMITS = { StreamMaxLength: '1100M', MaxFileSize: '1100M', MaxScanSize: '4000M', AlertExceedsMax: 'yes' };

/** A real clamd of its own, with EICAR as its whole signature database. */
export class Clamd {
  readonly socket: string;
  #child: ChildProcess | null = null;

  private constructor(
    private readonly program: string,
    private readonly folder: string,
  ) {
    this.socket = join(folder, 'clamd.sock');
  }

  static async make(program: string): Promise<Clamd> {
    const clamd = new Clamd(program, await mkdtemp(join(tmpdir(), 'gnvb-clamd-')));
    await mkdir(join(clamd.folder, 'database'));
    await mkdir(join(clamd.folder, 'temporary'));
    await clamd.knows([EICAR]);
    return clamd;
  }

  /** Writes the signature database: each text is found anywhere in a file. */
  async knows(texts: readonly string[]): Promise<void> {
    const lines = texts.map((text, i) => `Test.Signature-${i}:0:*:${Buffer.from(text).toString('hex')}\n`);
    await writeFile(join(this.folder, 'database', 'test.ndb'), lines.join(''));
  }

  /** @param limits instead of those in docker/ */
  async start(limits: Readonly<Record<string, string>> = {}): Promise<void> {
    const lines = Object.entries({
      ...LIMITS,
      ...limits,
      Foreground: 'yes',
      DatabaseDirectory: join(this.folder, 'database'),
      TemporaryDirectory: join(this.folder, 'temporary'),
      LocalSocket: this.socket,
      FixStaleSocket: 'yes',
    }).map(([name, value]) => `${name} ${value}\n`);
    const config = join(this.folder, 'clamd.conf');
    await writeFile(config, lines.join(''));
    await rm(this.socket, { force: true });
    this.#child = spawn(this.program, [`--config-file=${config}`], { stdio: 'ignore' });
    const tries = STARTS_MS / 50;
    for (let i = 0; i < tries; i++) {
      if (await answers(this.socket)) return;
      await wait(50);
    }
    throw new Error('clamd does not start');
  }

  /** Stops it in its tracks, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const line = createConnection(socket);
    line.once('error', () => resolve(false));
    line.once('connect', () => line.write('zPING\0'));
    line.once('data', () => resolve(true));
    line.once('close', () => resolve(false));
  }).then((heard) => heard === true);
}
