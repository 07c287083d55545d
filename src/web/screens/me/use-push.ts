import { useEffect, useState } from 'react';
import type { PushSubscriptionsWire } from '../../../notifications/push.wire.ts';
import { inPractice } from '../../api/area.ts';
import { del, get } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { askQuietly } from '../../offline/ask.ts';
import { subscribe } from '../../offline/push.ts';
import { textsNow } from '../../texts/catalogue.ts';
import { meTexts } from '../../texts/me.vi.ts';

/** `ask`: the browser will ask the person; `off`: it has been allowed, but nothing is subscribed. */
type PushState = 'cannot' | 'denied' | 'ask' | 'off' | 'on';

export interface PushHere {
  readonly state: PushState;
  /** Call it by a press only: browsers ask for nothing else. @throws ApiProblem */
  readonly start: () => Promise<PushState>;
  readonly stop: () => Promise<void>;
}

/** Without the worker nothing can be shown; it starts shortly after the page. */
const WORKER_MS = 10_000;

/** Web Push of this browser. */
export function usePush(): PushHere {
  const [state, become] = useState<PushState>(stateByPermission);
  useEffect(() => {
    const find = (): void => void stateNow().then(become);
    find();
    let status: PermissionStatus | undefined;
    // Changed in the browser's settings, while the page is open.
    void navigator.permissions?.query({ name: 'notifications' }).then(
      (found) => {
        status = found;
        return status.addEventListener('change', find);
      },
      () => undefined,
    );
    return () => status?.removeEventListener('change', find);
  }, []);
  const start = async (): Promise<PushState> => {
    const permission = await Notification.requestPermission();
    const next = permission === 'granted' ? await subscribed() : permission === 'denied' ? 'denied' : 'ask';
    become(next);
    return next;
  };
  const stop = async (): Promise<void> => {
    const { items } = await get<PushSubscriptionsWire>('/push-subscriptions');
    for (const { id, current } of items) if (current) await del(`/push-subscriptions/${id}`);
    const registration = await navigator.serviceWorker.getRegistration();
    await (await registration?.pushManager.getSubscription())?.unsubscribe();
    become('off');
  };
  return { state, start, stop };
}

const isPossible = (): boolean =>
  !inPractice && 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

function stateByPermission(): PushState {
  if (!isPossible()) return 'cannot';
  if (Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' ? 'off' : 'ask';
}

async function stateNow(): Promise<PushState> {
  const state = stateByPermission();
  if (state !== 'off') return state;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ? 'on' : 'off';
}

async function subscribed(): Promise<PushState> {
  try {
    const registration = await Promise.race([
      navigator.serviceWorker.ready,
      new Promise<never>((_, fail) => setTimeout(() => fail(new Error('no service worker')), WORKER_MS)),
    ]);
    await subscribe(registration.pushManager, askQuietly);
    return 'on';
  } catch {
    throw new ApiProblem('page.push', textsNow(meTexts)('pushFailed'), -1);
  }
}
