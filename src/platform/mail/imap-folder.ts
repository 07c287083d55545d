import type { ImapFlow } from 'imapflow';
import { isRefusedCommand } from './imap-trouble.policy.ts';

/**
 * Runs `work` with the folder opened by EXAMINE: whatever is asked there, the server changes nothing, not even \Seen.
 * @returns null when the server does not open it
 */
export async function inFolder<T>(
  client: ImapFlow,
  path: string,
  work: (uidValidity: number) => Promise<T>,
): Promise<T | null> {
  let lock;
  try {
    lock = await client.getMailboxLock(path, { readOnly: true });
  } catch (error) {
    if (isRefusedCommand(error)) return null;
    throw error;
  }
  try {
    const { mailbox } = client;
    if (!mailbox || !mailbox.readOnly) throw new Error('a folder was opened for writing');
    return await work(Number(mailbox.uidValidity));
  } finally {
    lock.release();
  }
}

/** The UIDs above the one given, ascending; null when the server refuses to tell. `n:*` always names the last one, also when it is below n. */
export async function uidsAbove(client: ImapFlow, uid: number, since?: Date): Promise<number[] | null> {
  const found = await client.search({ uid: `${uid + 1}:*`, ...(since && { since }) }, { uid: true });
  if (!found) return null;
  return found.filter((one) => one > uid).toSorted((a, b) => a - b);
}
