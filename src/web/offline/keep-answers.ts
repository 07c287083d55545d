/** Keeps what the page was answered, so that an inbox and documents opened before can be read without a line. */
import type { Query } from '@tanstack/react-query';
import type { WhoWire } from '../../accounts/session.wire.ts';
import { areaName, inPractice } from '../api/area.ts';
import { asProblem } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { remembered } from '../app/remembered.ts';
import { languageNow } from '../texts/language.ts';
import { answersKept, dropAnswer, dropAnswers, forgetAnswers, keepAnswer, keepOwner, ownerKept } from './kept.ts';
import { isKept, KEPT_MS, partOf, sift } from './keeping.policy.ts';

/** On a computer others use as well one may not want it. */
export const offlineReading = remembered(areaName('offline-reading'), ['on', 'off'], 'on');

const GATHER_MS = 1500;

let accountId: string | null = null;
let stop: (() => void) | null = null;
const changed = new Map<string, Query>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Who was signed in here last, unless it is too long ago; for a visit without a line. */
export async function lastWho(): Promise<WhoWire | null> {
  const owner = await ownerKept();
  return owner && Date.now() - owner.at < KEPT_MS && offlineReading.now() === 'on' ? owner.who : null;
}

/**
 * Somebody is signed in: what was kept for them is there at once, and what was kept for somebody else is gone.
 * @param isConfirmed by the service, just now
 */
export async function keepFor(who: WhoWire, isConfirmed: boolean): Promise<void> {
  // Nothing there is worth reading without a line.
  if (inPractice) return;
  if (accountId !== who.account.id) {
    stop?.();
    accountId = who.account.id;
    const { stay, go } = sift(await answersKept(), offlineReading.now() === 'on' ? accountId : null, Date.now());
    if (go.length > 0) await dropAnswers(go);
    for (const answer of stay) restore(answer.key, answer.data, answer.at);
    stop = watchAnswers();
  }
  if (!isConfirmed) return;
  if (offlineReading.now() === 'on') await keepOwner({ who, language: languageNow(), at: Date.now() });
  else await forgetAnswers();
}

/** Signed out, or not wanted here. */
export async function forgetKept(): Promise<void> {
  stop?.();
  stop = null;
  accountId = null;
  changed.clear();
  await forgetAnswers();
}

/** Stays for the whole visit, however long nobody looks at it: without a line it cannot be had again. */
function restore(queryKey: readonly unknown[], data: unknown, at: number): void {
  const cache = queries.getQueryCache();
  if (cache.find({ queryKey })?.state.data !== undefined) return;
  const query = cache.build(queries, { queryKey, gcTime: Number.POSITIVE_INFINITY });
  queries.setQueryData(queryKey, data, { updatedAt: at });
  // However young: it is of another visit, and asked for anew by whoever shows it.
  query.invalidate();
}

function watchAnswers(): () => void {
  return queries.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || !isKept(query.queryKey) || offlineReading.now() === 'off') return;
    changed.set(query.queryHash, query as Query);
    timer ??= setTimeout(() => void writeChanged(), GATHER_MS);
  });
}

async function writeChanged(): Promise<void> {
  timer = undefined;
  const batch = [...changed.values()];
  changed.clear();
  const owner = await ownerKept();
  // Signed out or another account in another tab.
  if (!owner || owner.who.account.id !== accountId) return;
  for (const query of batch) await write(query, accountId);
}

async function write({ queryHash, queryKey, state }: Query, mine: string): Promise<void> {
  if (state.status === 'error') {
    // No longer ours to see.
    if ([403, 404, 410].includes(asProblem(state.error).status)) await dropAnswer(queryHash);
    return;
  }
  const data = state.data === undefined ? undefined : partOf(state.data);
  if (data !== undefined)
    await keepAnswer(queryHash, { accountId: mine, key: queryKey, data, at: state.dataUpdatedAt });
}
