/** Acts pressed without a line: kept, shown as waiting, sent when the line is back, and their fate told. */
import { useSyncExternalStore } from 'react';
import type { IncomingDocumentWire } from '../../incoming/incoming.wire.ts';
import { inPractice } from '../api/area.ts';
import { post, type Asked } from '../api/client.ts';
import { isLineUp, watchLine } from '../api/line.ts';
import { asProblem } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { sessionNow } from '../api/session.ts';
import { textsNow } from '../texts/catalogue.ts';
import { offlineTexts } from '../texts/offline.vi.ts';
import { tell } from '../ui/toasts.ts';
import { whenExactly } from '../words/when.ts';
import { askQuietly } from './ask.ts';
import { actsKept, dropAct, keepAct, KEPT_CHANNEL, SYNC_TAG, type KeptAct } from './kept.ts';
import { sendKept, type Fate } from './outbox.ts';

let acts: readonly KeptAct[] = [];
const listeners = new Set<() => void>();
const watch = (told: () => void): (() => void) => {
  listeners.add(told);
  return () => listeners.delete(told);
};
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(KEPT_CHANNEL) : null;

/** All that wait, and all that were refused and not yet taken note of. */
export const useKeptActs = (): readonly KeptAct[] => useSyncExternalStore(watch, () => acts);

/** The one about a delivery, if it waits: show it as "chờ gửi" and never as acknowledged. */
export const useKeptAct = (deliveryId: string): KeptAct | null =>
  useKeptActs().find((act) => act.deliveryId === deliveryId && act.refused === null) ?? null;

/**
 * "Xác nhận đã nhận", with or without a line.
 * @param label number of the document, for telling later what became of it
 * @returns the document as it is now; null: kept, and sent by itself when the line is back
 * @throws ApiProblem the service's refusal
 */
export async function acknowledge(
  id: string,
  label: string,
  call: Pick<Asked, 'key'> = {},
): Promise<IncomingDocumentWire | null> {
  const pressedAt = new Date().toISOString();
  try {
    if (navigator.onLine)
      return await post<IncomingDocumentWire>(`/incoming-documents/${id}/acknowledgement`, {}, call);
  } catch (error) {
    // Without an answer nobody knows; sending it again is harmless.
    if (asProblem(error).status !== 0) throw error;
  }
  const accountId = accountNow();
  if (accountId === null) return null;
  await keepAct({ accountId, deliveryId: id, label, pressedAt, refused: null });
  await refreshActs();
  channel?.postMessage({});
  void askForSync();
  return null;
}

export async function takeNote(act: KeptAct): Promise<void> {
  await dropAct(act);
  await refreshActs();
  channel?.postMessage({});
}

function accountNow(): string | null {
  const session = sessionNow();
  return session.state === 'in' || session.state === 'expired' ? session.who.account.id : null;
}

export async function refreshActs(): Promise<void> {
  const accountId = accountNow();
  acts = accountId === null ? [] : await actsKept(accountId);
  listeners.forEach((listener) => listener());
}

/** Sends what waits. Call it whenever there may be a line again. */
export async function sendActs(): Promise<void> {
  await refreshActs();
  if (!isLineUp() || !isWaiting()) return;
  const fates = await sendKept(askQuietly);
  tellFates(fates);
  if (fates.length > 0) channel?.postMessage({});
  await refreshActs();
}

function tellFates(fates: readonly Fate[]): void {
  const t = textsNow(offlineTexts);
  for (const fate of fates) {
    const { label, pressedAt } = fate.act;
    const pressed = whenExactly(pressedAt);
    if (fate.kind === 'refused') tell({ tone: 'bad', text: t('refusedLater', { label, pressed, why: fate.detail }) });
    else {
      const received = whenExactly(fate.receivedAt);
      const said = fate.kind === 'already' ? 'alreadyLater' : fate.hasClaim ? 'sentLater' : 'sentWithoutClaim';
      tell({ tone: 'good', text: t(said, { label, pressed, received }) });
    }
  }
  if (fates.length > 0)
    for (const area of ['incoming', 'home', 'notices']) void queries.invalidateQueries({ queryKey: [area] });
}

/** Lets the browser send them when no page is open; not every browser can. */
async function askForSync(): Promise<void> {
  if (inPractice) return;
  const registration = await navigator.serviceWorker?.getRegistration();
  await (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync
    ?.register(SYNC_TAG)
    .catch(() => undefined);
}

/** A line that has just come back may break once more: soon at first, then ever more seldom. */
const SOON_MS = 3000;
const AT_LAST_MS = 60_000;

const again = (): void => void sendActs();
const isWaiting = (): boolean => acts.some(({ refused }) => refused === null);

function heard({ data }: MessageEvent<{ fates?: readonly Fate[] }>): void {
  if (data.fates) tellFates(data.fates);
  void refreshActs();
}

/** @returns to stop */
export function keepSending(): () => void {
  let pause = SOON_MS;
  let timer = 0;
  let isOver = false;
  const wait = (): void => {
    clearTimeout(timer);
    if (!isOver) timer = window.setTimeout(() => void tryAgain(), pause);
  };
  const tryAgain = async (): Promise<void> => {
    if (isWaiting()) await sendActs().catch(() => undefined);
    pause = isWaiting() ? Math.min(pause * 2, AT_LAST_MS) : SOON_MS;
    wait();
  };
  const stopWatching = watchLine(() => {
    pause = SOON_MS;
    wait();
    again();
  });
  wait();
  channel?.addEventListener('message', heard);
  again();
  return () => {
    isOver = true;
    clearTimeout(timer);
    stopWatching();
    channel?.removeEventListener('message', heard);
  };
}
