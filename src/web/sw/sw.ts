/** The page's service worker: keeps the page for times without a line, shows notifications, sends what waited. */
import { KEPT_CHANNEL, SYNC_TAG } from '../offline/kept.ts';
import { sendKept } from '../offline/outbox.ts';
import { subscribe } from '../offline/push.ts';
import { ask } from './calls.ts';
import { open, pressed, show } from './notifications.ts';
import { worker } from './scope.ts';
import { answer, dropOldShells, keepShell } from './shell.ts';

worker.addEventListener('install', (event) => event.waitUntil(keepShell()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOldShells().then(() => worker.clients.claim())));
worker.addEventListener('fetch', answer);

// The person agreed to the new version.
worker.addEventListener('message', ({ data }) => void (data === 'take-over' && worker.skipWaiting()));

worker.addEventListener('push', (event) => event.waitUntil(show(payloadOf(event.data))));
worker.addEventListener('notificationclick', (event) =>
  event.waitUntil(pressed(event.action, event.notification).catch(() => open('/'))),
);
worker.addEventListener('pushsubscriptionchange', (event) =>
  event.waitUntil(subscribe(worker.registration.pushManager, ask).catch(() => undefined)),
);
worker.addEventListener('sync', (event) => {
  if (event.tag === SYNC_TAG) event.waitUntil(send());
});

async function send(): Promise<void> {
  const fates = await sendKept(ask);
  if (fates.length > 0) new BroadcastChannel(KEPT_CHANNEL).postMessage({ fates });
}

function payloadOf(data: { json(): unknown } | null): unknown {
  try {
    return data?.json();
  } catch {
    return null;
  }
}
