import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, processIdentity } from './process-facts.ts';

interface Owner {
  readonly pid: number;
  readonly identity: string | null;
}

/** Notes this process as the service that stops the database of `home`. Call it under the folder lock only. */
export async function claim(home: string): Promise<void> {
  const owner: Owner = { pid: process.pid, identity: processIdentity(process.pid) };
  const file = ownerFile(home);
  await writeFile(`${file}.tmp`, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  await rename(`${file}.tmp`, file);
}

/** Removes the note when it is this process's own. */
export async function release(home: string): Promise<void> {
  const owner = await readOwner(home);
  if (owner && isCurrent(owner) && owner.pid === process.pid) await rm(ownerFile(home), { force: true });
}

/** Whether a service that still runs (this one included) owns the database; a killed one leaves it to whoever comes. */
export async function isOwned(home: string): Promise<boolean> {
  const owner = await readOwner(home);
  return owner !== null && isCurrent(owner);
}

function isCurrent(owner: Owner): boolean {
  return isRunning(owner.pid) && owner.identity === processIdentity(owner.pid);
}

async function readOwner(home: string): Promise<Owner | null> {
  try {
    return parseOwner(await readFile(ownerFile(home), 'utf8'));
  } catch {
    return null;
  }
}

/** The owner a note names; null when the note is damaged, which counts as no owner. */
export function parseOwner(text: string): Owner | null {
  try {
    const { pid, identity } = JSON.parse(text) as Partial<Owner>;
    if (!Number.isInteger(pid) || Number(pid) <= 0) return null;
    return { pid: Number(pid), identity: identity ?? null };
  } catch {
    return null;
  }
}

function ownerFile(home: string): string {
  return join(home, 'postgres.owner');
}
