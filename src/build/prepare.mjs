/**
 * Brings a clone to the point where it runs: `install` = dependencies as the lock file says, `build` = that and an
 * up-to-date dist/. Does only what is stale. Plain Node, because it runs before any dependency is there.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const OLDEST_NODE = [20, 19];
const INSTALL_STAMP = join(ROOT, 'node_modules', '.gnvb-install');

/**
 * What gets built, in this order. `sources` decide by their hash whether it is stale, `output` is deleted first and
 * holds the stamp afterwards (`keep`: what another build has put there), each command is a Node script with arguments
 * (`optional`: skipped when not there).
 */
const BUILDS = [
  {
    name: 'service',
    sources: ['src', 'migrations', 'tsconfig.json', 'nest-cli.json', 'package-lock.json'],
    except: ['src/web'],
    output: 'dist',
    keep: ['web'],
    commands: [
      { script: 'node_modules/@nestjs/cli/bin/nest.js', args: ['build'] },
      { script: 'dist/src/openapi.js', optional: true },
      { script: 'src/build/bundle-service.mjs' },
    ],
  },
  {
    name: 'page',
    sources: ['src/web', 'src/build/offline-page.mjs', 'src/build/compress-page.mjs', 'package-lock.json'],
    except: [],
    output: 'dist/web',
    keep: [],
    commands: [
      { script: 'node_modules/vite/bin/vite.js', args: ['build', '--config', 'src/web/vite.config.ts'] },
      { script: 'src/build/offline-page.mjs' },
      { script: 'src/build/compress-page.mjs' },
    ],
  },
];

class Failure extends Error {}

async function main([task]) {
  requireNode();
  if (task !== 'install' && task !== 'build') throw new Failure('usage: node src/build/prepare.mjs install|build');
  if (isInstalled() && (task === 'install' || BUILDS.every(isBuilt))) return;
  const unlock = await lock();
  try {
    // Asked again: whoever held the lock until now may have done it.
    if (!isInstalled()) install();
    if (task === 'build') for (const one of BUILDS) if (!isBuilt(one)) build(one);
  } finally {
    unlock();
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Failure(
    `Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node} (${process.execPath}).`,
  );
}

/* Installing */

function isInstalled() {
  const wanted = installHash();
  if (read(INSTALL_STAMP)?.trim() === wanted) return true;
  if (!matchesLock()) return false;
  tryWrite(INSTALL_STAMP, wanted);
  return true;
}

function installHash() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`);
  return hash.update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex');
}

/** Whether npm itself, called by hand, has installed what the lock file says (it notes that at the end of a run). */
function matchesLock() {
  const noted = read(join(ROOT, 'node_modules', '.package-lock.json'));
  if (noted === null) return false;
  const { packages: present } = JSON.parse(noted);
  const { packages: wanted } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || (present[path] ? present[path].version === entry.version : isForeign(entry)),
  );
}

/** An optional package that may be absent here: for another platform, or needed by such a one only. */
function isForeign({ optional, os, cpu, libc }) {
  const forUs = (os || cpu) && (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
  // Which C library this machine has is not looked up.
  return Boolean(optional && (!forUs || libc));
}

function install() {
  say('installing dependencies (npm ci) …');
  const cache = usableCache();
  const args = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    ...(cache.fallback ? ['--cache', cache.folder] : []),
  ];
  try {
    const { status, error } = runNpm(args);
    if (error) throw new Failure(`npm could not be started: ${error.message}`);
    if (status !== 0)
      throw new Failure(`npm ci failed (exit ${status}); its messages are above. npm's cache: ${cache.folder}`);
  } finally {
    if (cache.fallback) rmSync(cache.folder, { recursive: true, force: true });
  }
  writeFileSync(INSTALL_STAMP, installHash());
}

/** npm's cache, or a temporary one when HOME is read-only or the cache belongs to someone else. */
function usableCache() {
  const folder = process.env.npm_config_cache ?? join(homedir(), '.npm');
  try {
    for (const path of [folder, join(folder, '_cacache'), join(folder, '_cacache', 'tmp'), join(folder, '_logs')]) {
      mkdirSync(path, { recursive: true });
      rmSync(mkdtempSync(join(path, 'gnvb-')), { recursive: true });
    }
    return { folder, fallback: false };
  } catch (error) {
    const other = mkdtempSync(join(tmpdir(), 'gnvb-npm-cache-'));
    say(`npm's cache ${folder} cannot be written (${error.code}); using ${other} for this run.`);
    return { folder: other, fallback: true };
  }
}

function runNpm(args) {
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, NODE_ENV: '', npm_config_omit: '' } };
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [cli, ...args], options);
  const windows = process.platform === 'win32';
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows });
}

/* Building */

function isBuilt(one) {
  return read(stampOf(one))?.trim() === sourceHash(one);
}

function stampOf({ output }) {
  return join(ROOT, output, '.gnvb-build');
}

function build(one) {
  say(`building the ${one.name} …`);
  // Taken before: what changes during the build is stale at the next run.
  const hash = sourceHash(one);
  empty(one);
  for (const command of one.commands) runScript(one, command);
  writeFileSync(stampOf(one), hash);
}

/** Made here, so that a folder that may not be written is told by its name and not by hundreds of compiler errors. */
function empty({ output, keep }) {
  const folder = join(ROOT, output);
  mkdirSync(folder, { recursive: true });
  const old = readdirSync(folder).filter((name) => !keep.includes(name));
  for (const name of old) rmSync(join(folder, name), { recursive: true, force: true });
}

function runScript(one, { script, args = [], optional }) {
  if (optional && !existsSync(join(ROOT, script))) return;
  const { status, error } = spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' });
  if (error || status !== 0)
    throw new Failure(`building the ${one.name} failed at ${script} (${error?.message ?? `exit ${status}`}).`);
}

function sourceHash({ sources, except }) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of sources.flatMap((source) => filesIn(join(ROOT, source), except))) {
    hash.update(`\n${relative(ROOT, file)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesIn(path, except) {
  if (!existsSync(path) || except.includes(relative(ROOT, path).split('\\').join('/'))) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesIn(join(path, name), except));
}

/* One run at a time */

/** A listening socket without a file: the kernel releases it when the process ends, however it ends. */
async function lock() {
  const { dev, ino } = statSync(ROOT, { bigint: true });
  const hash = createHash('sha256').update(`${dev}:${ino}`).digest();
  const name = `gnvb-prepare-${hash.toString('hex').slice(0, 24)}`;
  const where = { linux: { path: `\0${name}` }, win32: { path: `\\\\.\\pipe\\${name}` } }[process.platform];
  for (let told = false; ; await sleep(200)) {
    const server = await listen(where ?? { host: '127.0.0.1', port: 30_000 + (hash.readUInt16BE(0) % 10_000) });
    if (server) return () => server.close();
    if (!told) say('waiting for another run that installs or builds …');
    told = true;
  }
}

function listen(where) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (['EADDRINUSE', 'EACCES'].includes(error.code) ? resolve(null) : reject(error)));
    server.listen({ ...where, exclusive: true }, () => resolve(server));
  });
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function tryWrite(file, content) {
  try {
    writeFileSync(file, content);
  } catch {
    // A tree we may only read: the slower comparison is made each time.
  }
}

function say(line) {
  process.stderr.write(`gnvb: ${line}\n`);
}

main(process.argv.slice(2)).catch((error) => {
  const hint = ['EACCES', 'EPERM', 'EROFS'].includes(error.code)
    ? `${error.message}: this folder must be writable for the user who starts gnvb.`
    : null;
  say(error instanceof Failure ? error.message : (hint ?? error.stack));
  process.exitCode = 1;
});
