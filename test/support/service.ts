import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const MAIN = fileURLToPath(new URL('../../dist/service/main.js', import.meta.url));

/** The built service in a process of its own. */
export interface Service {
  readonly process: ChildProcess;
  readonly url: string;
  /** Everything it has written to its log so far. */
  readonly log: readonly string[];
}

/** Starts it on a free port and waits until it says that it is ready. @throws when it ends before that */
export async function startService(
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Service> {
  const env = environmentOf(dataDir, environment);
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const log: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the service ended before it was ready (${code})`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.push(line);
      const { msg, url: at } = JSON.parse(line) as { msg: string; url?: string };
      if (msg === 'ready' && at) resolve(at);
    });
  });
  return { process: child, url, log };
}

/** Starts it with settings it cannot work with. @returns what it says before it ends. @throws when it serves */
export async function startInVain(dataDir: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const env = environmentOf(dataDir, environment);
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  return new Promise((resolve, reject) => {
    child.once('close', () => resolve(said));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if ((JSON.parse(line) as { msg: string }).msg !== 'ready') return;
      child.kill('SIGKILL');
      reject(new Error('the service started although it should not have'));
    });
  });
}

function environmentOf(dataDir: string, environment: Readonly<Record<string, string>>) {
  return {
    ...process.env,
    NODE_ENV: 'development',
    PORT: '0',
    SAMPLE: 'off',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    ...environment,
  };
}
