import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Reading } from './answer.policy.ts';

/** The harmless file every scanner finds (eicar.org), in two halves: whole, it would make scanners quarantine this program. */
const HALVES = [String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR`, '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'] as const;

/** More layers than clamd looks through, whatever it is set to (MaxRecursion is 100 at most). */
const LAYERS = 120;

const probe = (): Buffer => Buffer.from(HALVES.join(''));

function nested(): Buffer {
  let layered = Buffer.from('gnvb');
  for (let i = 0; i < LAYERS; i++) layered = gzipSync(layered, { level: 1 });
  return layered;
}

/**
 * Asks the scanner two questions whose answers are known. One that finds nothing has no signatures; one that calls a file clean after
 * giving up on it half-way (AlertExceedsMax is off by default) would wave through whatever hides behind its limits.
 * @returns what is wrong, or null
 */
export async function selfTest(read: (source: Readable) => Promise<Reading>): Promise<string | null> {
  const found = await read(Readable.from([probe()]));
  if (found.kind === 'nothing') return found.why;
  if (found.kind === 'clean') return 'it does not find the EICAR test file: its signatures are missing';
  const limited = await read(Readable.from([nested()]));
  if (limited.kind === 'nothing') return limited.why;
  if (limited.kind === 'clean') return 'it calls files clean that it has not looked through: set AlertExceedsMax yes';
  return null;
}
