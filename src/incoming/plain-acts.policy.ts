import type { Actor, Principal } from '../platform/access/principal.ts';
import type { Role } from '../platform/access/role.ts';
import type { WholeCopy } from './copies.reader.ts';
import { stepOf, type Step } from './delivery-step.ts';
import type { DeliveryState } from './delivery.states.ts';
import { refusal, WHO } from './incoming.policy.ts';
import { utcOf } from './incoming.rows.ts';

/** The acts that come in crowds. */
export type PlainAct = 'open' | 'acknowledge';

/** An act that only has to be written down: who does it, on which delivery as it was read, and as it is afterwards. */
export interface PlainStep {
  readonly actor: Actor;
  readonly before: WholeCopy;
  readonly after: WholeCopy;
  readonly facts: Step['facts'];
  readonly at: Date;
}

/** Where the act is done for the first time, and nobody can have been given work yet. */
const FROM: Readonly<Record<PlainAct, readonly DeliveryState[]>> = {
  open: ['delivered'],
  acknowledge: ['delivered', 'opened'],
};

/**
 * What the act comes to when it is the plain case: a member of the unit, allowed to do it, does it for the first time. Null for
 * everything else, whatever it is: who finds out what, does so alone.
 */
export function plainStep(caller: Principal, before: WholeCopy, act: PlainAct, at: Date): PlainStep | null {
  const doneAt = act === 'open' ? before.openedAt : before.acknowledgedAt;
  if (!FROM[act].includes(before.state) || doneAt !== null) return null;
  if (before.deliveredAt === null) return null;
  const delivery = { state: before.state, isAssigned: false };
  // Of a unit that is not theirs nobody holds a role.
  const why = ({ roles }: { readonly roles: readonly Role[] }) => refusal(act, delivery, { roles, part: null });
  if (caller.judge(before.unitId, why).why !== null) return null;
  const actor = caller.actIn(before.unitId, WHO[act], why);
  const step = stepOf(before, act, before.unitId);
  return { actor, before, after: afterStep(before, step, at), facts: step.facts, at };
}

function afterStep(before: WholeCopy, { facts, state, isOpen }: Step, at: Date): WholeCopy {
  const stated = new Set(facts.map(({ fact }) => fact));
  return {
    ...before,
    state,
    isOpen,
    openedAt: before.openedAt ?? (stated.has('opened') ? utcOf(at) : null),
    acknowledgedAt: before.acknowledgedAt ?? (stated.has('acknowledged') ? utcOf(at) : null),
    version: before.version + 1,
  };
}

/** A delivery takes one step at a time: of several in one batch the first. */
export function firstOfEach(steps: readonly PlainStep[]): PlainStep[] {
  const first = new Map(steps.toReversed().map((step) => [step.before.id, step]));
  return steps.filter((step) => first.get(step.before.id) === step);
}
