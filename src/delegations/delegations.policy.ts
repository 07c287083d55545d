import { addDays, localMidnight } from '../calendar/working-calendar.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import type { Role } from '../platform/access/role.ts';
import type { DomainError } from '../platform/errors/domain-error.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { DELEGATIONS } from './delegations.errors.ts';

const YEAR_MS = 366 * 24 * 3600_000;

/** Days are whole days in Việt Nam, the last one included; instants are exact. */
export interface AskedPeriod {
  readonly startsAt?: string | null;
  readonly endsAt?: string | null;
  readonly firstDay?: string | null;
  readonly lastDay?: string | null;
}

export interface Period {
  readonly startsAt: Date;
  /** The first instant it no longer holds. */
  readonly endsAt: Date;
}

/**
 * From when until when. Without a beginning, or with one that has passed, it begins now: nobody is given leave for yesterday.
 * @throws delegations.period-unclear, delegations.ends-too-early, delegations.too-long
 */
export function periodOf({ startsAt, endsAt, firstDay, lastDay }: AskedPeriod, now: Date): Period {
  const byDay = firstDay != null || lastDay != null;
  const end = lastDay != null ? localMidnight(addDays(lastDay, 1)) : endsAt != null ? new Date(endsAt) : null;
  if (!end || (byDay && (startsAt != null || endsAt != null))) throw DELEGATIONS.periodUnclear();
  const asked = firstDay != null ? localMidnight(firstDay) : startsAt != null ? new Date(startsAt) : now;
  const start = asked > now ? asked : now;
  if (end <= start) throw DELEGATIONS.endsTooEarly();
  if (end.getTime() - start.getTime() > YEAR_MS || start.getTime() - now.getTime() > YEAR_MS)
    throw DELEGATIONS.tooLong();
  return { startsAt: start, endsAt: end };
}

/** The post as the rule sees it. */
export interface Post {
  readonly unitId: string;
  readonly role: Role;
  readonly holderId: string;
  /** Held at this moment or later, by an active account. */
  readonly isHeld: boolean;
  readonly isMachines: boolean;
}

/** The caller as the rule sees them. */
export interface Giver {
  readonly accountId: string;
  /** Administrator of the post's unit or of one above it. */
  readonly isAdmin: boolean;
  readonly belongs: boolean;
  /** Stands in for this very post. */
  readonly standsIn: boolean;
}

/** Why the caller may not delegate the post to the receiver; null when they may. A stranger is told that there is no such post. */
export function refusal(post: Post, giver: Giver, receiverId: string): DomainError | null {
  if (post.isMachines) return REQUEST.notFound();
  if (giver.accountId !== post.holderId && !giver.isAdmin) {
    if (giver.standsIn) return DELEGATIONS.delegatedPost();
    return giver.belongs ? ACCESS.roleNeeded({ roles: 'admin' }) : REQUEST.notFound();
  }
  if (post.role === 'admin') return DELEGATIONS.adminPost();
  if (!post.isHeld) return DELEGATIONS.postNotHeld();
  return receiverId === post.holderId || receiverId === giver.accountId ? DELEGATIONS.toOneself() : null;
}

/** `void`: its time has come, yet it gives nothing, because the post, its holder or the receiver is no longer what it was. */
export const DELEGATION_STATES = ['upcoming', 'active', 'void', 'ended'] as const;
export type DelegationState = (typeof DELEGATION_STATES)[number];

/** @param inForce what `posts_in_force` says of it now */
export function stateOf(
  { startsAt, endsAt, endedAt }: Period & { readonly endedAt: Date | null },
  inForce: boolean,
  now: Date,
): DelegationState {
  if (endedAt !== null || endsAt <= now) return 'ended';
  if (startsAt > now) return 'upcoming';
  return inForce ? 'active' : 'void';
}
