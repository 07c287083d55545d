import { useEffect } from 'react';
import type { IncomingDocumentWire } from '../../../../incoming/incoming.wire.ts';
import { post } from '../../../api/client.ts';
import { asProblem } from '../../../api/problem.ts';
import { askAnew, keepAnswer } from '../answers.ts';

/** How long a document lies before somebody's eyes until that is a fact to be stated. */
const SHOWN_MS = 1000;
const AGAIN_MS = 15_000;
/** Of this visit: opening is stated once per person, and the service keeps to that too. */
const stated = new Set<string>();

/**
 * States that the person has the document before their eyes, the only thing that counts as reading (product.md §2.3): after a moment in
 * a visible tab, with the document itself on the screen. Not on selecting, hovering or prefetching, and not from what a cache remembers.
 * @param document as the service answered it on this visit; null until then
 */
export function useOpening(document: IncomingDocumentWire | null, accountId: string): void {
  const id = document?.id;
  const mayOpen = document?.can.open.allowed ?? false;
  useEffect(() => {
    if (!id || !mayOpen || stated.has(`${accountId} ${id}`)) return;
    return whileVisible(() => state(id, accountId));
  }, [id, mayOpen, accountId]);
}

/** @returns when to try again, in milliseconds; null: it is done */
async function state(id: string, accountId: string): Promise<number | null> {
  try {
    keepAnswer(await post<IncomingDocumentWire>(`/incoming-documents/${id}/opening`));
    stated.add(`${accountId} ${id}`);
    return null;
  } catch (error) {
    const problem = asProblem(error);
    if (problem.isTransient) return AGAIN_MS;
    // Withdrawn in this very moment, say: the page shows what it has become.
    askAnew(id);
    return null;
  }
}

/** Runs the work after a moment of being visible, anew after each time away, until it is done. @returns to stop */
function whileVisible(work: () => Promise<number | null>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  let busy = false;
  const wait = (pause: number): void => {
    clearTimeout(timer);
    if (over || busy || document.visibilityState !== 'visible') return;
    timer = setTimeout(() => {
      busy = true;
      void once();
    }, pause);
  };
  const once = async (): Promise<void> => {
    const again = await work();
    busy = false;
    if (again === null) stop();
    else wait(again);
  };
  const seen = (): void => wait(SHOWN_MS);
  const stop = (): void => {
    over = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('online', seen);
  };
  document.addEventListener('visibilitychange', seen);
  addEventListener('online', seen);
  seen();
  return stop;
}
