import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from '@jest/globals';

/** Where a program of another maker is, or null. Folders of administrators count: not every PATH has them. */
export function peer(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'];
  const found = folders.map((folder) => join(folder, name)).find(isProgram);
  return found ?? null;
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
 * Tests against a real peer. Where it is not installed they are left out and say so; with PEERS=required (as in .ci/run) that is a
 * failure.
 */
export function describeWithPeer(name: string, title: string, tests: (path: string) => void): void {
  const path = peer(name);
  if (!path && process.env['PEERS'] === 'required')
    throw new Error(`${name} is not installed: "${title}" cannot be tested`);
  if (!path) process.stdout.write(`left out, ${name} is not installed: ${title}\n`);
  const group = path ? describe : describe.skip;
  group(title, () => tests(path ?? ''));
}
