/**
 * A service to be killed: starts the embedded PostgreSQL of the folder given as argument, prints one JSON line, waits.
 * Node 20 does not read TypeScript, so it registers a loader of its own.
 */
import { register } from 'node:module';

const loader = `
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
const { transform } = createRequire(${JSON.stringify(import.meta.url)})('@swc/core');
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const options = { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } };
  const { code } = await transform(await readFile(new URL(url), 'utf8'), options);
  return { format: 'module', shortCircuit: true, source: code };
}`;
register(`data:text/javascript,${encodeURIComponent(loader)}`);

const { startEmbeddedPostgres } = await import('../../src/platform/database/embedded/embedded-postgres.ts');
const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2] });
process.stdout.write(`${JSON.stringify({ port: postgres.port, reused: postgres.reused, url: postgres.url() })}\n`);
process.once('SIGTERM', () => void postgres.stop().then(() => process.exit(0)));
setInterval(() => undefined, 60_000);
