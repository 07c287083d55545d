/** Sends what was pressed without a line; in the page, or in the service worker while no page is open. */
import type { WhoWire } from '../../accounts/session.wire.ts';
import type { IncomingDocumentWire } from '../../incoming/incoming.wire.ts';
import { areaName } from '../api/area.ts';
import { actsKept, dropAct, keepAct, type KeptAct } from './kept.ts';

export type Fate =
  | { readonly kind: 'sent'; readonly act: KeptAct; readonly receivedAt: string; readonly hasClaim: boolean }
  /** Somebody of the unit was faster; nothing was written. */
  | { readonly kind: 'already'; readonly act: KeptAct; readonly receivedAt: string }
  | { readonly kind: 'refused'; readonly act: KeptAct; readonly detail: string };

/** A call under the browser's session. @throws when there is no line */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

const OUTBOX = areaName('gnvb-outbox');
const UNBELIEVABLE = 'incoming.pressed-at-unbelievable';
/** Worth another try later: the service or the way to it is not well. */
const LATER = new Set([401, 408, 425, 429, 500, 502, 503, 504]);

/** One sender at a time, so that nobody is told "already" of what another tab has just sent. */
export function sendKept(ask: Ask): Promise<Fate[]> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? locks.request(OUTBOX, () => sendAll(ask)) : sendAll(ask);
}

async function sendAll(ask: Ask): Promise<Fate[]> {
  const fates: Fate[] = [];
  try {
    // Never one person's act under another's session.
    const answer = await ask('/sessions/current');
    if (!answer.ok) return fates;
    const { account } = (await answer.json()) as WhoWire;
    for (const act of await actsKept(account.id)) {
      if (act.refused !== null) continue;
      const fate = await sendOne(ask, act);
      if (!fate) break;
      fates.push(fate);
    }
  } catch {
    // The line is gone again; what is left stays kept.
  }
  return fates;
}

async function sendOne(ask: Ask, act: KeptAct): Promise<Fate | null> {
  const claimed = await acknowledge(ask, act, { pressedAt: act.pressedAt });
  if (claimed.ok) return settled(act, claimed, true);
  const problem = await problemOf(claimed);
  if (problem?.code === UNBELIEVABLE) {
    // The clock here is wrong. The act is true all the same, and counts from when it is received.
    const plain = await acknowledge(ask, act, {});
    if (plain.ok) return settled(act, plain, false);
  }
  // Without a word of the service's own it is some proxy's page.
  if (LATER.has(claimed.status) || !problem) return null;
  await keepAct({ ...act, refused: problem.detail });
  return { kind: 'refused', act, detail: problem.detail };
}

const acknowledge = (ask: Ask, { deliveryId }: KeptAct, body: object): Promise<Response> =>
  ask(`/incoming-documents/${deliveryId}/acknowledgement`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function settled(act: KeptAct, answer: Response, hasClaim: boolean): Promise<Fate> {
  const { acknowledgedAt } = (await answer.json()) as IncomingDocumentWire;
  await dropAct(act);
  const receivedAt = acknowledgedAt ?? act.pressedAt;
  return answer.status === 201 ? { kind: 'sent', act, receivedAt, hasClaim } : { kind: 'already', act, receivedAt };
}

async function problemOf(answer: Response): Promise<{ code: string; detail: string } | null> {
  const body = (await answer.json().catch(() => null)) as { code?: unknown; detail?: unknown } | null;
  return typeof body?.code === 'string' ? { code: body.code, detail: String(body.detail) } : null;
}
