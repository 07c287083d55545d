/** Web Push of this browser: shared by the page and its service worker. */
import type { PushKeyWire, PushSubscriptionWire } from '../../notifications/push.wire.ts';
import type { Ask } from './outbox.ts';

/**
 * Subscribes, or says again what is subscribed: the service ends it with each session.
 * @throws where the browser or the service refuses
 */
export async function subscribe(manager: PushManager, ask: Ask): Promise<PushSubscriptionWire> {
  const answer = await ask('/push-key');
  if (!answer.ok) throw new Error(`push key: ${answer.status}`);
  const { key } = (await answer.json()) as PushKeyWire;
  const wanted = bytesOf(key);
  const before = await manager.getSubscription();
  // Under another key nothing would arrive any more.
  const holds = before && sameBytes(before.options.applicationServerKey, wanted);
  if (before && !holds) await before.unsubscribe();
  const subscription =
    before && holds
      ? before
      : await manager.subscribe({ userVisibleOnly: true, applicationServerKey: wanted as Uint8Array<ArrayBuffer> });
  const { endpoint, expirationTime, keys } = subscription.toJSON();
  const said = await ask('/push-subscriptions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, expirationTime: expirationTime ? Math.round(expirationTime) : null, keys }),
  });
  if (!said.ok) throw new Error(`push subscription: ${said.status}`);
  return (await said.json()) as PushSubscriptionWire;
}

export function bytesOf(base64url: string): Uint8Array {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function sameBytes(before: ArrayBuffer | null, wanted: Uint8Array): boolean {
  if (!before) return false;
  const bytes = new Uint8Array(before);
  return bytes.length === wanted.length && bytes.every((byte, i) => byte === wanted[i]);
}
