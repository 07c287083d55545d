import { Assignments } from '../incoming/assignments.service.ts';
import { IncomingActs } from '../incoming/incoming.acts.ts';
import type { RefusalReason } from '../incoming/incoming.reasons.ts';
import type { Principal } from '../platform/access/principal.ts';
import type { Stage } from './stage.ts';

/** One act of a unit on its copy. */
export type Step = { readonly at: Date } & (
  | { readonly act: 'open' | 'acknowledge' | 'register' }
  | { readonly act: 'assign'; readonly instruction: string; readonly dueAt?: Date }
  | { readonly act: 'progress'; readonly text: string }
  | { readonly act: 'finish'; readonly result: string }
  | { readonly act: 'refuse' | 'giveBack'; readonly code: RefusalReason; readonly text: string }
);

export interface Copy {
  readonly deliveryId: string;
  readonly unitCode: string;
}

/** Writes a unit's acts on its copy into the agenda. */
export function respond(stage: Stage, copy: Copy, steps: readonly Step[]): void {
  const isAssigned = steps.some(({ act }) => act === 'assign');
  const worker = isAssigned ? stage.worker(copy.unitCode) : stage.clerk(copy.unitCode);
  for (const step of steps) stage.agenda.add(step.at, async () => void (await perform(stage, copy, step, worker)));
}

/** Clerks receive, leaders assign, and whoever the work was given to does it; what nobody was given is the clerk's. */
function perform(stage: Stage, { deliveryId, unitCode }: Copy, step: Step, worker: Principal): Promise<unknown> {
  const acts = stage.get(IncomingActs);
  switch (step.act) {
    case 'open':
    case 'acknowledge':
      return acts[step.act](stage.clerk(unitCode), deliveryId);
    case 'register':
      return acts.register(stage.clerk(unitCode), deliveryId, {});
    case 'assign':
      return assign(stage, { deliveryId, unitCode }, step.instruction, step.dueAt ?? null);
    case 'progress':
      return acts.progress(worker, deliveryId, null, { text: step.text });
    case 'finish':
      return acts.finish(worker, deliveryId, { result: step.result });
    case 'refuse':
    case 'giveBack':
      return acts[step.act](stage.clerk(unitCode), deliveryId, { code: step.code, text: step.text });
  }
}

function assign(
  stage: Stage,
  { deliveryId, unitCode }: Copy,
  instruction: string,
  dueAt: Date | null,
): Promise<unknown> {
  const leadAccountId = stage.worker(unitCode).accountId;
  const body = {
    leadAccountId,
    cooperateAccountIds: [],
    informAccountIds: [],
    instruction,
    dueAt: dueAt?.toISOString() ?? null,
  };
  return stage.get(Assignments).assign(stage.leader(unitCode), deliveryId, null, body);
}
