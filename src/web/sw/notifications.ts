/** Notifications on this device: what a push brought, and what became of the act pressed on one. */
import type { IncomingDocumentWire } from '../../incoming/incoming.wire.ts';
import { PRACTICE } from '../api/area.ts';
import { keepAct, KEPT_CHANNEL, ownerKept, SYNC_TAG } from '../offline/kept.ts';
import { ask } from './calls.ts';
import { worker, type NotificationLooks } from './scope.ts';
import { words } from './words.ts';

/** As the service sends it: src/notifications/push-payload.ts. */
interface Payload {
  readonly title: string;
  readonly body: string;
  readonly path: string;
  readonly tag: string;
  readonly deliveryId: string | null;
  readonly urgent: boolean;
}

interface Shown {
  readonly path: string;
  readonly deliveryId: string | null;
  readonly title: string;
}

const LOOK = { icon: '/icons/icon-192.png', badge: '/icons/badge-96.png', lang: 'vi' } as const;

export async function show(pushed: unknown): Promise<void> {
  const w = await words();
  // A browser ends the subscription of a worker that shows nothing.
  const {
    title = w.several,
    body = '',
    path = '/',
    tag = 'gnvb',
    deliveryId = null,
    urgent = false,
  } = (pushed ?? {}) as Partial<Payload>;
  const actions = [
    { action: 'view', title: w.view },
    ...(deliveryId === null ? [] : [{ action: 'acknowledge', title: w.acknowledge }]),
  ];
  const data: Shown = { path, deliveryId, title };
  await worker.registration.showNotification(title, { ...LOOK, body, tag, data, actions, requireInteraction: urgent });
  tellPages();
}

/** A press on a notification, or on one of its buttons. */
export async function pressed(action: string, notification: Notification): Promise<void> {
  const shown = notification.data as Shown;
  notification.close();
  if (action === 'acknowledge' && shown.deliveryId !== null)
    return acknowledge(shown, shown.deliveryId, notification.tag);
  return open(shown.path);
}

async function acknowledge(shown: Shown, deliveryId: string, tag: string): Promise<void> {
  const w = await words();
  const say = (title: string, body: string): Promise<void> => {
    const looks: NotificationLooks = { ...LOOK, body, tag, data: { ...shown, deliveryId: null }, silent: true };
    return worker.registration.showNotification(title, looks);
  };
  const pressedAt = new Date().toISOString();
  let answer: Response;
  try {
    answer = await ask(`/incoming-documents/${deliveryId}/acknowledgement`, { method: 'POST' });
  } catch {
    return (await keep(deliveryId, shown.title, pressedAt))
      ? say(w.waiting, `${shown.title}\n${w.waitingText}`)
      : say(w.refused, `${shown.title}\n${w.notKept}`);
  }
  if (answer.status === 401) return open(shown.path);
  const body = (await answer.json().catch(() => ({}))) as Partial<IncomingDocumentWire> & { detail?: string };
  tellPages();
  if (!answer.ok) return say(w.refused, `${shown.title}\n${body.detail ?? w.notKept}`);
  return say(answer.status === 201 ? w.done : w.already, shown.title);
}

/** @returns whether it is kept to be sent later */
async function keep(deliveryId: string, label: string, pressedAt: string): Promise<boolean> {
  const owner = await ownerKept();
  if (!owner) return false;
  try {
    await keepAct({ accountId: owner.who.account.id, deliveryId, label, pressedAt, refused: null });
  } catch {
    return false;
  }
  const { sync } = worker.registration as { sync?: { register(tag: string): Promise<void> } };
  await sync?.register(SYNC_TAG).catch(() => undefined);
  tellPages();
  return true;
}

const isPractice = (pathname: string): boolean => pathname === PRACTICE || pathname.startsWith(`${PRACTICE}/`);

/** In a window that is open already, otherwise in a new one. */
export async function open(path: string): Promise<void> {
  const url = new URL(path, worker.location.origin);
  // What a push says is not to lead elsewhere.
  if (url.origin !== worker.location.origin) return;
  const all = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // A window of the practice area hears nothing of real documents: brought to the front, it would show that nothing happens.
  const windows = all.filter((window) => !isPractice(new URL(window.url).pathname));
  const there = windows.find((window) => new URL(window.url).pathname === url.pathname);
  if (there) return void (await there.focus());
  const any = windows.find((window) => new URL(window.url).origin === url.origin);
  if (!any) return void (await worker.clients.openWindow(url.href));
  // A window that may not come to the front still goes there.
  await any.focus().catch(() => undefined);
  // The page goes there by itself, and keeps what was typed where it must.
  new BroadcastChannel(KEPT_CHANNEL).postMessage({ goTo: url.pathname });
}

function tellPages(): void {
  new BroadcastChannel(KEPT_CHANNEL).postMessage({ news: true });
}
