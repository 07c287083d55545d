import { useSyncExternalStore } from 'react';
import type { SessionWire, WhoWire } from '../../accounts/session.wire.ts';
import { forgetKept, keepFor, lastWho } from '../offline/keep-answers.ts';
import { del, get, post } from './client.ts';
import { isLineUp, watchLine } from './line.ts';
import { ApiProblem } from './problem.ts';
import { queries } from './queries.ts';
import { noteRenewal, onSessionLost } from './renewal.ts';

/** `expired`: somebody was signed in, the page is still there, and calls wait for the password. */
export type Session =
  | { readonly state: 'asking' }
  | { readonly state: 'unreachable'; readonly problem: ApiProblem }
  | { readonly state: 'out' }
  | { readonly state: 'in' | 'expired'; readonly who: WhoWire };

let session: Session = { state: 'asking' };
let isConfirmed = false;
const listeners = new Set<() => void>();
const waiting: ((signedIn: boolean) => void)[] = [];

function become(next: Session): void {
  session = next;
  listeners.forEach((listener) => listener());
}
const watch = (told: () => void): (() => void) => {
  listeners.add(told);
  return () => listeners.delete(told);
};

export const sessionNow = (): Session => session;
export const useSession = (): Session => useSyncExternalStore(watch, sessionNow);

/** Who is signed in. Only below the gate, where somebody is. */
export function useWho(): WhoWire {
  const now = useSession();
  if (now.state !== 'in' && now.state !== 'expired') throw new Error('nobody is signed in');
  return now.who;
}

/** Without an answer by then, what is kept of the last visit is shown. */
const PATIENCE_MS = 3000;

/** Asks the service who is signed in, renewing the session when it can be. Without a line: whoever was the last here. */
export async function findOut(): Promise<void> {
  const slow = setTimeout(() => void showKept(), PATIENCE_MS);
  try {
    await arrive(await get<WhoWire>('/sessions/current', { leaving: true }));
  } catch (error) {
    const problem = error as ApiProblem;
    if (problem.status === 401) await turnAway();
    else if (!(await showKept()) && session.state !== 'in') become({ state: 'unreachable', problem });
  } finally {
    clearTimeout(slow);
  }
}

/** @returns whether there was something to show */
async function showKept(): Promise<boolean> {
  const who = session.state === 'asking' ? await lastWho() : null;
  if (!who) return false;
  await keepFor(who, false);
  // The answer may have come meanwhile.
  if (sessionNow().state === 'asking') become({ state: 'in', who });
  return true;
}

/** The service knows nobody here. Whoever reads what was kept goes on after signing in; otherwise nothing is kept any more. */
async function turnAway(): Promise<void> {
  if (session.state === 'in') return become({ state: 'expired', who: session.who });
  await forgetKept();
  become({ state: 'out' });
}

async function arrive(who: WhoWire): Promise<void> {
  isConfirmed = true;
  await keepFor(who, true);
  become({ state: 'in', who });
}

/** After a change of one's own posts, password or second factor. */
export async function refreshWho(): Promise<void> {
  await arrive(await get<WhoWire>('/sessions/current'));
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}

/** Signs in, at the start or again in the middle of work. @throws ApiProblem accounts.second-factor-needed and others */
export async function signIn(credentials: Credentials): Promise<void> {
  await enter(await post<SessionWire>('/sessions', credentials));
}

/** A session just opened: signing in, or activation. The token in the answer is for programs; the page goes by its cookies. */
export async function enter({ id, account, posts, mustChangePassword, secondFactor }: SessionWire): Promise<void> {
  noteRenewal(Date.now());
  await arrive({ id, account, posts, mustChangePassword, secondFactor });
  for (const go of waiting.splice(0)) go(true);
}

/** Ends the session and forgets everything of it by loading the page anew. */
export async function signOut(): Promise<void> {
  // What is still being asked for would be refused.
  await queries.cancelQueries();
  await del('/sessions/current', { leaving: true }).catch((error: unknown) => {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
  });
  leave();
}

/** To the sign-in page, with nothing of this session left in memory or kept in this browser. */
export function leave(): void {
  noteRenewal(0);
  void forgetKept().finally(() => location.assign('/'));
}

// Shown from what was kept, or not at all: the service has not said yet who is here.
watchLine(() => void (!isConfirmed && isLineUp() && findOut()));

onSessionLost(async () => {
  if (session.state !== 'in' && session.state !== 'expired') return false;
  become({ state: 'expired', who: session.who });
  return new Promise<boolean>((resolve) => waiting.push(resolve));
});
