/** The page's side of its service worker: started after everything else, updated politely. */
import { inPractice } from '../api/area.ts';
import { sessionNow } from '../api/session.ts';
import { subscribe } from '../offline/push.ts';
import { KEPT_CHANNEL } from '../offline/kept.ts';
import { askQuietly } from '../offline/ask.ts';
import { queries } from '../api/queries.ts';
import { textsNow } from '../texts/catalogue.ts';
import { offlineTexts } from '../texts/offline.vi.ts';
import { tell } from '../ui/toasts.ts';

const ADDRESS = '/sw.js';
const LOOK_AGAIN_MS = 60 * 60_000;

function createScriptURL(url: string): string {
  if (url !== ADDRESS) throw new TypeError(`not a script of this page: ${url}`);
  return url;
}

/** The one policy that the page's content security policy knows; it lets through the one address of a script that is not the page's own. */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as {
    trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): unknown } };
  };
  if (!trustedTypes) return address;
  return trustedTypes.createPolicy('gnvb', { createScriptURL }).createScriptURL(address) as string;
}

/** Service workers are there over https and on localhost only. */
export async function startWorker(goTo: (path: string) => void): Promise<void> {
  const container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  if (!container || !import.meta.env.PROD || inPractice) return;
  const registration = await container
    .register(trusted(ADDRESS), { scope: '/', updateViaCache: 'none' })
    .catch(() => null);
  listen(goTo);
  if (!registration) return;
  offerUpdates(container, registration);
  setInterval(() => void registration.update().catch(() => undefined), LOOK_AGAIN_MS);
  await repeatSubscription(registration);
}

/** The new version waits until the person takes it: what is open stays whole. */
function offerUpdates(container: ServiceWorkerContainer, registration: ServiceWorkerRegistration): void {
  let isAsked = false;
  const offer = (fresh: ServiceWorker): void => {
    const t = textsNow(offlineTexts);
    const run = (): void => {
      isAsked = true;
      fresh.postMessage('take-over');
    };
    tell({ tone: 'calm', text: t('newVersion'), action: { label: t('takeOver'), run } });
  };
  container.addEventListener('controllerchange', () => isAsked && location.reload());
  // The first one of this browser is no update.
  if (registration.waiting && container.controller) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing;
    fresh?.addEventListener('statechange', () => {
      if (fresh.state === 'installed' && container.controller) offer(fresh);
    });
  });
}

/** The service forgets a device when its session ends: each visit says it again. */
async function repeatSubscription(registration: ServiceWorkerRegistration): Promise<void> {
  if (sessionNow().state !== 'in' || !('pushManager' in registration)) return;
  if (Notification.permission !== 'granted' || !(await registration.pushManager.getSubscription())) return;
  await subscribe(registration.pushManager, askQuietly).catch(() => undefined);
}

function listen(goTo: (path: string) => void): void {
  if (!('BroadcastChannel' in globalThis)) return;
  new BroadcastChannel(KEPT_CHANNEL).addEventListener(
    'message',
    ({ data }: MessageEvent<{ goTo?: string; news?: boolean }>) => {
      if (data.goTo && document.visibilityState === 'visible') goTo(data.goTo);
      if (data.news)
        for (const area of ['incoming', 'home', 'notices']) void queries.invalidateQueries({ queryKey: [area] });
    },
  );
}
