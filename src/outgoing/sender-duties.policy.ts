import { STEPS, type DeliveryState } from '../incoming/delivery.states.ts';
import { noStepFrom } from '../incoming/delivery.words.ts';
import { INCOMING } from '../incoming/incoming.errors.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import type { Role } from '../platform/access/role.ts';
import type { DomainError } from '../platform/errors/domain-error.ts';
import { OUTGOING } from './outgoing.errors.ts';

/** What a sender does about one of its copies: takes note of what came back, enters what happened outside the system. */
export const SENDER_ACTS = ['note', 'enterDelivered', 'enterAcknowledged'] as const;
export type SenderAct = (typeof SENDER_ACTS)[number];

/** Which roles of the sending unit may do it. */
export const SENDERS: Readonly<Record<SenderAct, readonly Role[]>> = {
  note: ['clerk', 'leader'],
  enterDelivered: ['clerk'],
  enterAcknowledged: ['clerk'],
};

/** The copy as the rule sees it. */
export interface Copy {
  readonly state: DeliveryState;
  readonly channel: string;
  readonly acknowledgedAt: Date | null;
}

/** Why the act is of no use now; null when it is there to be done. Repeating one is harmless, and answered as done before. */
export function senderRefusal(
  act: SenderAct,
  copy: Copy,
  doer: { readonly roles: readonly Role[] },
): DomainError | null {
  if (!SENDERS[act].some((role) => doer.roles.includes(role)))
    return ACCESS.roleNeeded({ roles: SENDERS[act].join(', ') });
  if (act === 'note') return STEPS[copy.state].note ? null : noStepFrom(copy.state, act);
  if (copy.channel === 'system') return OUTGOING.notOutside();
  if (act === 'enterDelivered') return STEPS[copy.state].deliver ? null : noStepFrom(copy.state, 'deliver');
  if (copy.acknowledgedAt) return INCOMING.alreadyAcknowledged();
  const isPossible = copy.state === 'queued' || STEPS[copy.state].acknowledge;
  return isPossible ? null : noStepFrom(copy.state, 'acknowledge');
}
