/** What happens on a 401: renew once for all calls that wait, in one tab at a time; then ask the person. */

import { AREA, areaName } from './area.ts';

/** `renewed`: the call may be repeated; `lost`: the person has to sign in again. */
type Renewal = 'renewed' | 'lost' | 'unknown';

const RENEWED_AT = areaName('gnvb.renewed-at');

let running: Promise<Renewal> | null = null;
let askPerson: (() => Promise<boolean>) | null = null;

/** @param ask opens the dialog that asks for the password; answers whether the person is signed in again */
export function onSessionLost(ask: (() => Promise<boolean>) | null): void {
  askPerson = ask;
}

/** A call was refused with 401. @param sentAt when it left, epoch ms @param quiet the person is not asked @returns whether it may be repeated */
export async function sessionLost(sentAt: number, quiet = false): Promise<boolean> {
  const outcome = await renew(sentAt);
  if (outcome === 'renewed') return true;
  return outcome === 'lost' && !quiet && askPerson !== null && (await askPerson());
}

/**
 * One renewal at a time: an old refresh cookie used twice would end the session.
 * @param since cookies set later than this, by this or another tab, are new to the caller: nothing is asked
 */
export function renew(since: number): Promise<Renewal> {
  return (running ??= underLock(() => renewNow(since)).finally(() => {
    running = null;
  }));
}

async function renewNow(since: number): Promise<Renewal> {
  if (lastRenewal() > since) return 'renewed';
  try {
    const { status } = await fetch(`${AREA}/api/v1/sessions/renewal`, { method: 'POST', credentials: 'same-origin' });
    if (status === 401) return 'lost';
    if (status >= 400) return 'unknown';
    noteRenewal(Date.now());
    return 'renewed';
  } catch {
    return 'unknown';
  }
}

/** Signing in sets new cookies as well; signing out makes the old note worthless. */
export function noteRenewal(at: number): void {
  try {
    localStorage.setItem(RENEWED_AT, String(at));
  } catch {
    // Private mode: this tab alone.
  }
}

function lastRenewal(): number {
  try {
    return Number(localStorage.getItem(RENEWED_AT) ?? 0);
  } catch {
    return 0;
  }
}

/** Locks are there over https and on localhost; elsewhere the ten seconds' grace of the service has to do. */
function underLock(work: () => Promise<Renewal>): Promise<Renewal> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? locks.request(areaName('gnvb-renewal'), work) : work();
}
