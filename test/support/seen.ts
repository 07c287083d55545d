import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiContract } from './api-document.ts';
import { sharedServer } from './shared-server.ts';

const FILE = 'operations-seen.txt';
const noted = new Set<string>();

/** Notes that an operation has given an answer, for the report of what no test has called. */
export function noteSeen(operationId: string, status: number): void {
  const line = `${operationId} ${status}`;
  if (noted.has(line)) return;
  noted.add(line);
  appendFileSync(join(sharedServer().folder, FILE), `${line}\n`);
}

/** Prints the operations that no test of this run has called, and the successes that none has seen. */
export function reportUncalled(folder: string): void {
  const file = join(folder, FILE);
  const seen = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
  const all = apiContract().operations.flatMap(({ id, operation }) =>
    Object.keys(operation.responses).map((status) => ({ id, status })),
  );
  const missed = all
    .filter(({ id, status }) => Number(status) < 300 && !seen.has(`${id} ${status}`))
    .map(({ id, status }) => `  ${id} ${status}`);
  const total = all.filter(({ status }) => Number(status) < 300).length;
  process.stdout.write(
    `\n${total - missed.length} of ${total} successful answers of the API were seen; not seen:\n${missed.join('\n')}\n`,
  );
}
