// The built service in a process of its own that may be killed, frozen and started again.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isStopping, whenStopped } from './ends.mjs';

const dist = (path) => fileURLToPath(new URL(`../../dist/${path}`, import.meta.url));
// On a loaded machine a start takes its time; how long it took is told, not judged.
const READY_MS = 300_000;
const STOP_MS = 20_000;
const CLOCK = new URL('clock.mjs', import.meta.url).href;

export class Service {
  #child = null;
  #url = null;
  #environment;
  /** Ends that nobody here caused. */
  unasked = [];
  #tellGone = () => undefined;

  constructor(dataDir, environment = {}) {
    if (!existsSync(dist('service/main.js'))) throw new Error('build first: node src/build/prepare.mjs build');
    this.dataDir = dataDir;
    const { DATABASE_URL: _, DATABASE_OWNER_URL: __, ...inherited } = process.env;
    this.#environment = {
      ...inherited,
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: '0',
      SAMPLE: 'on',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'info',
      MIN_FREE_DISK_MB: '0',
      ACCESS_TOKEN_MINUTES: '60',
      FAULTS_CLOCK: join(dataDir, 'faults-clock'),
      ...environment,
    };
  }

  /** Where it listens now; another port after each start. Null while it is down. */
  get url() {
    return this.#url;
  }

  /** Rejects when it ends by itself. */
  gone() {
    return new Promise((_, reject) => void (this.#tellGone = reject));
  }

  get pid() {
    return this.#child?.pid;
  }

  async start() {
    if (isStopping()) throw new Error('stopped');
    const child = spawn(process.execPath, ['--import', CLOCK, dist('service/main.js')], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.once(
      'exit',
      whenStopped(() => this.stop()),
    );
    const last = [];
    const keep = (line) => void (last.push(line) > 30 && last.shift());
    createInterface({ input: child.stderr }).on('line', keep);
    child.once('exit', (code, signal) => {
      if (this.#child !== child) return;
      [this.#child, this.#url] = [null, null];
      if (!child.expected) {
        this.unasked.push({ code, signal, last });
        this.#tellGone(new Error(`the service ended by itself (${code ?? signal}):\n${last.join('\n')}`));
      }
    });
    await new Promise((resolve, reject) => {
      const failed = (code) =>
        reject(new Error(`the service ended before it was ready (${code}):\n${last.join('\n')}`));
      child.once('exit', failed);
      createInterface({ input: child.stdout }).on('line', (line) => {
        keep(line);
        const { msg, url } = parsed(line);
        if (msg !== 'ready' || !url) return;
        child.off('exit', failed);
        this.#url = url;
        resolve();
      });
    });
  }

  /** Moves its clock, as seen from the right time; from now on, over restarts too. */
  moveClock(ms) {
    // Whole or not at all: the service reads it while it is written.
    writeFileSync(`${this.#environment.FAULTS_CLOCK}.new`, String(ms));
    renameSync(`${this.#environment.FAULTS_CLOCK}.new`, this.#environment.FAULTS_CLOCK);
  }

  /** kill -9; back when it is gone. */
  async kill() {
    const child = this.#child;
    if (!child) return;
    child.expected = true;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  async stop() {
    const child = this.#child;
    if (!child) return;
    child.expected = true;
    const ended = new Promise((resolve) => child.once('exit', () => resolve(true)));
    child.kill('SIGTERM');
    if (!(await Promise.race([ended, sleep(STOP_MS, false, { ref: false })]))) child.kill('SIGKILL');
    await ended;
  }

  /** Waits for a 200 of its readiness. @returns milliseconds waited @throws after five minutes */
  async untilReady() {
    const from = performance.now();
    while (performance.now() - from < READY_MS) {
      if (!this.#child) await this.start().catch(() => undefined);
      if (await this.#isReady()) return performance.now() - from;
      await sleep(50);
    }
    throw new Error('the service was not ready again within five minutes');
  }

  /** Without a job runner of its own, jobs that wait long are no fault of this process. */
  async #isReady() {
    try {
      const answer = await fetch(`${this.#url}/health/ready`, { signal: AbortSignal.timeout(10_000) });
      const { params } = await answer.json();
      return answer.status === 200 || (params?.missing === 'jobs' && this.#environment.JOBS_CONCURRENCY === '0');
    } catch {
      return false;
    }
  }

  /** The embedded server's process; null when there is none. */
  async postmaster() {
    const text = await readFile(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
    const [pid, , , port] = text.split('\n').map(Number);
    return pid > 0 && existsSync(`/proc/${pid}`) ? { pid, port } : null;
  }

  /** The embedded database as its owner. */
  async ownerUrl() {
    const server = await this.postmaster();
    const password = (await readFile(join(this.dataDir, 'postgres.password'), 'utf8')).trim();
    return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${server.port}/gnvb`;
  }

  /** Runs a command of the operator's program on the same database. @returns exit code and what it wrote */
  command(word) {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [dist('src/cli.js'), word], {
        env: { ...this.#environment, LOG_LEVEL: 'error' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
      child.once('error', reject).once('close', (code) => resolve({ code, text: text.trim() }));
    });
  }
}

/** Its backends and helpers (Linux). */
export function childrenOf(pid) {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** A PostgreSQL of the harness itself, for a service that reaches it over a line we can cut. */
export async function startDatabase(dataDir) {
  const { startEmbeddedPostgres } = await import(dist('src/platform/database/embedded/embedded-postgres.js'));
  const database = await startEmbeddedPostgres({ dataDir });
  whenStopped(() => database.stop());
  return database;
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
