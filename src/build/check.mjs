/** Everything that reads the code without running it. `--fix` formats instead of complaining about the format. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const fix = process.argv.includes('--fix');
const folders = ['src', 'migrations', 'test'].filter((folder) => existsSync(join(ROOT, folder)));

// In a fresh clone this is the first command as well.
const prepare = spawnSync(process.execPath, [join(ROOT, 'src', 'build', 'prepare.mjs'), 'install'], {
  stdio: 'inherit',
});
if (prepare.status !== 0) process.exit(1);

const CHECKS = [
  { name: 'format', script: 'oxfmt/bin/oxfmt', args: fix ? [] : ['--check'] },
  { name: 'lint', script: 'oxlint/bin/oxlint', args: ['--type-aware', ...folders] },
  { name: 'types', script: 'typescript/bin/tsc', args: ['--noEmit', '--incremental', 'false', '-p', 'tsconfig.json'] },
  { name: 'types of the page', script: 'typescript/bin/tsc', args: ['--noEmit', '-p', 'src/web/tsconfig.json'] },
  {
    name: 'boundaries',
    script: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['--config', '.dependency-cruiser.cjs', ...folders],
  },
  { name: 'dead code', script: 'knip/bin/knip.js', args: ['--no-progress'] },
];

const failed = CHECKS.filter((check) => !passes(check)).map(({ name }) => name);
console.log(failed.length === 0 ? '\nall checks passed' : `\nfailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

function passes({ name, script, args }) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const { status, error } = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok' : `FAILED (${error?.message ?? `exit ${status}`})`}, ${seconds} s`);
  return status === 0;
}
