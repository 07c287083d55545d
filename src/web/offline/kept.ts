/** What this browser keeps between visits, in IndexedDB: shared by the page and its service worker. */
import { createStore, del, delMany, entries, get, set, type UseStore } from 'idb-keyval';
import { areaName } from '../api/area.ts';
import type { WhoWire } from '../../accounts/session.wire.ts';

/** Whose answers are kept here. One account at a time: another one, or signing out, clears them. */
export interface Owner {
  readonly who: WhoWire;
  readonly language: 'vi' | 'en';
  /** When the service last said that this session holds, epoch ms. */
  readonly at: number;
}

/** An answer of the service, as the page had it. */
export interface KeptAnswer {
  readonly accountId: string;
  readonly key: readonly unknown[];
  readonly data: unknown;
  /** Epoch ms. */
  readonly at: number;
}

/** "Đã nhận" pressed without a line. Outlives signing out: it holds an id, a number and a time, and is still to be sent. */
export interface KeptAct {
  readonly accountId: string;
  readonly deliveryId: string;
  /** How the document is called when its fate is told: its number, or its sender. */
  readonly label: string;
  /** ISO 8601. */
  readonly pressedAt: string;
  /** Why the service did not take it; null: not sent yet. */
  readonly refused: string | null;
}

const OWNER = 'owner';
const ANSWER = 'answer/';
const ACT = 'act/';

/** Tells the page's other tabs, and the page what the worker did. */
export const KEPT_CHANNEL = areaName('gnvb-kept');
/** Tag of Background Sync. */
export const SYNC_TAG = 'gnvb-acts';

let opened: UseStore | null = null;
const store = (): UseStore => (opened ??= createStore(areaName('gnvb'), 'kept'));

/** A browser that keeps nothing (private mode, no room) is one without a memory, not a broken one. */
async function orNothing<T>(work: () => Promise<T>, nothing: T): Promise<T> {
  try {
    return await work();
  } catch {
    return nothing;
  }
}

async function all<T>(prefix: string): Promise<[string, T][]> {
  const found = await orNothing(() => entries<string, T>(store()), []);
  return found.filter(([key]) => key.startsWith(prefix));
}

export const ownerKept = (): Promise<Owner | undefined> => orNothing(() => get<Owner>(OWNER, store()), undefined);
export const keepOwner = (owner: Owner): Promise<void> => orNothing(() => set(OWNER, owner, store()), undefined);

export const answersKept = (): Promise<[string, KeptAnswer][]> => all<KeptAnswer>(ANSWER);
export const keepAnswer = (hash: string, answer: KeptAnswer): Promise<void> =>
  orNothing(() => set(ANSWER + hash, answer, store()), undefined);
export const dropAnswers = (keys: readonly string[]): Promise<void> =>
  orNothing(() => delMany([...keys], store()), undefined);
export const dropAnswer = (hash: string): Promise<void> => dropAnswers([ANSWER + hash]);

/** Everything but acts that wait to be sent. */
export async function forgetAnswers(): Promise<void> {
  const keys = (await answersKept()).map(([key]) => key);
  await dropAnswers([OWNER, ...keys]);
}

const keyOf = ({ accountId, deliveryId }: Pick<KeptAct, 'accountId' | 'deliveryId'>): string =>
  `${ACT}${accountId}/${deliveryId}`;

export const actsKept = async (accountId: string): Promise<KeptAct[]> =>
  (await all<KeptAct>(`${ACT}${accountId}/`)).map(([, act]) => act);
/** @throws when the browser keeps nothing: then the act is not kept, and the person has to know */
export const keepAct = (act: KeptAct): Promise<void> => set(keyOf(act), act, store());
export const dropAct = (act: KeptAct): Promise<void> => orNothing(() => del(keyOf(act), store()), undefined);
