import type { Detail } from '../receipts/leaf.ts';
import { INCOMING } from './incoming.errors.ts';

/** Clocks of devices are this wrong without anybody noticing. */
const SKEW_MS = 5 * 60_000;
/** As long as the page keeps an act that could not be sent. */
const OLDEST_MS = 14 * 24 * 3_600_000;

/**
 * The person's own claim when they pressed, as it stands in the receipt beside the service's time: proof of what was said, not of when
 * it was done.
 * @param pressedAt ISO 8601 with zone; undefined: pressed on the line, nothing is claimed
 * @throws incoming.pressed-at-unbelievable in the future, before the delivery, or older than 14 days
 */
export function claimOf(pressedAt: string | undefined, deliveredAt: Date | null, now: Date): Detail {
  if (pressedAt === undefined) return {};
  const pressed = Date.parse(pressedAt);
  const earliest = Math.max(now.getTime() - OLDEST_MS, (deliveredAt?.getTime() ?? 0) - SKEW_MS);
  if (pressed < earliest || pressed > now.getTime() + SKEW_MS) throw INCOMING.pressedAtUnbelievable({ pressedAt });
  return { pressedAt: new Date(pressed).toISOString() };
}
