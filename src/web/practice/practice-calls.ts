/** From the practice area's page to the real service: in, anew, out. Under the real session, which the page beside has. */
import type { PracticeEntranceWire } from '../../practice/practice.wire.ts';
import { problemOf } from '../api/problem.ts';
import { languageNow } from '../texts/language.ts';

export type Role = PracticeEntranceWire['role'];

const ENTERED_AS = 'gnvb.practice-role';

/** What was practised last in this browser. */
export function lastRole(): Role {
  try {
    const kept = localStorage.getItem(ENTERED_AS);
    return kept === 'leader' || kept === 'office' ? kept : 'clerk';
  } catch {
    return 'clerk';
  }
}

/** @throws ApiProblem */
export async function enterPractice(role: Role): Promise<void> {
  await ask('entrance', { role });
  try {
    localStorage.setItem(ENTERED_AS, role);
  } catch {
    // Private mode.
  }
}

/** @throws ApiProblem */
export async function startOver(): Promise<void> {
  await ask('resetting', { scope: 'own' });
  await enterPractice(lastRole());
}

async function ask(what: string, body: object): Promise<void> {
  const send = (): Promise<Response> =>
    fetch(`/api/v1/practice/${what}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { accept: 'application/json', 'accept-language': languageNow(), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  let answer = await send();
  if (answer.status === 401 && (await renewReal())) answer = await send();
  if (!answer.ok) throw await problemOf(answer);
}

/** In turn with the real page's tabs: an old refresh cookie used twice would end the session. */
async function renewReal(): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? locks.request('gnvb-renewal', renew) : renew();
}

const renew = async (): Promise<boolean> =>
  (await fetch('/api/v1/sessions/renewal', { method: 'POST', credentials: 'same-origin' })).ok;
