// The built service in a process and a folder of its own, with the sample organisation, and what rows need to talk to it.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { atEnd } from './ends.mjs';

// BENCH_MAIN: another build, to compare two.
const MAIN = process.env.BENCH_MAIN ?? fileURLToPath(new URL('../../dist/service/main.js', import.meta.url));
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Those of `npm start`. */
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const FLAGS = scripts.start.split(' ').filter((word) => word.startsWith('--'));
const PASSWORD = 'Khoi-2020-mau!';
export const MB = 1024 * 1024;

/** A folder whose database lies in it too: PostgreSQL runs as another account when we are root, which must get there. */
export async function openFolder() {
  const path = await mkdtemp(join(tmpdir(), 'gnvb-bench-'));
  const removeFolder = () => rm(path, { recursive: true, force: true, maxRetries: 5 });
  const forget = atEnd(removeFolder);
  await chmod(path, 0o711);
  const remove = async () => {
    await removeFolder();
    forget();
  };
  return { path, remove };
}

/** Runs `work` with a folder that is gone afterwards. */
export async function inFolder(work) {
  const { path, remove } = await openFolder();
  try {
    return await work(path);
  } finally {
    await remove();
  }
}

/** Runs `work` with the service and ends it. */
export async function withService(environment, work) {
  return inFolder(async (dataDir) => {
    const { url, child } = await startService({ SAMPLE: 'on', ...environment }, dataDir);
    try {
      return await work({ url, dataDir, pid: child.pid });
    } finally {
      await stop(child);
    }
  });
}

/** Starts the built service. @returns when it is ready, where it answers and its process */
export async function startService({ BENCH_MAIN: main = MAIN, ...environment }, dataDir) {
  if (!existsSync(main)) throw new Error('build first: node src/build/prepare.mjs build');
  const own = { NODE_ENV: 'development', PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'info', MIN_FREE_DISK_MB: '0' };
  const env = { ...process.env, ...own, ...environment };
  const child = spawn(process.execPath, [...FLAGS, main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child.once(
    'exit',
    atEnd(() => stop(child)),
  );
  try {
    return { url: await ready(child), child };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

function ready(child) {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the service ended before it was ready (${code})`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { msg, url } = JSON.parse(line);
      if (msg === 'ready' && url) resolve(url);
    });
  });
}

/** Ends a service and waits for it. */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

export async function signIn(url, username) {
  const { accessToken } = await call(url, null, 'POST', '/sessions', { username, password: PASSWORD });
  return accessToken;
}

/** A call with JSON in and out. @throws on any answer but 2xx */
export async function call(url, token, method, path, body) {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

/** A file that begins like a PDF and cannot be compressed; every call makes another. */
export async function bigFile(path, bytes) {
  const block = randomBytes(16 * MB);
  const file = await open(path, 'w');
  await file.write(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(32)]));
  for (let left = bytes - 41; left > 0; left -= block.length) await file.write(block, 0, Math.min(left, block.length));
  await file.sync();
  await file.close();
}

/** Of the length browsers make it: the search for its end costs the less the longer it is. */
const BOUNDARY = '----WebKitFormBoundary7MA4YWxkTrZu0gW9';

/** The form around a file: what stands before its bytes, and behind them. */
export const FORM = {
  type: `multipart/form-data; boundary=${BOUNDARY}`,
  head: Buffer.from(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="lon.pdf"\r\nContent-Type: application/pdf\r\n\r\n`,
  ),
  tail: Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
};

/** As a browser sends a file: one multipart form. @returns the attachment */
export async function uploadForm(url, token, path, size) {
  const { type, head, tail } = FORM;
  const { items } = await send(url, token, '/attachments', type, size + head.length + tail.length, async function* () {
    yield head;
    yield* createReadStream(path, { highWaterMark: 1 * MB });
    yield tail;
  });
  return items[0];
}

async function send(url, token, path, type, length, source) {
  const request = http.request(`${url}/api/v1${path}`, {
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${token}`, 'content-type': type, 'content-length': length },
  });
  const answered = new Promise((resolve, reject) => {
    request.once('error', reject).once('response', resolve);
  });
  const [answer] = await Promise.all([answered, pipeline(source, request)]);
  const text = Buffer.concat(await answer.toArray()).toString();
  if (answer.statusCode !== 201) throw new Error(`${path}: ${answer.statusCode} ${text}`);
  return JSON.parse(text);
}

/** Starts measuring the most memory a process holds. @returns how much more than now it came to, in MiB */
export async function watchMemory(pid) {
  const read = async (what) =>
    Number(new RegExp(`${what}:\\s+(\\d+)`).exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  await writeFile(`/proc/${pid}/clear_refs`, '5');
  const idle = await read('VmRSS');
  return async () => (await read('VmHWM')) - idle;
}

/** Writes a line for whoever watches. */
export const say = (line) => void process.stdout.write(`${line}\n`);

/** Works from 1 to `last`, so many at a time. */
export async function atOnce(last, parallel, work) {
  let next = 1;
  const worker = async () => {
    for (let i = next++; i <= last; i = next++) await work(i);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

/** Milliseconds that some work takes. */
export async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs a program to its end. @throws when it fails */
export function run(program, ...words) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'inherit'] });
    child
      .once('error', reject)
      .once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program}: ${code}`))));
  });
}
