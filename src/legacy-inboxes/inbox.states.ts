import { isAfterCutover } from './cutover-date.policy.ts';
import type { InboxState } from './legacy-inbox.kinds.ts';

export const INBOX_ACTS = ['dual-run', 'freezing', 'import-completion', 'retirement', 'reopening', 'closing'] as const;
export type InboxAct = (typeof INBOX_ACTS)[number];

/** What the archive can say: nothing brought over, brought over but not compared, compared and different, compared and equal. */
export const PROOFS = ['none', 'unproven', 'disagrees', 'agrees'] as const;

export interface ProofStanding {
  readonly proof: (typeof PROOFS)[number];
  /** When it was last compared; null: never. */
  readonly at: Date | null;
  /** Differences nobody has explained. */
  readonly differences: number;
}

export const NO_PROOF: ProofStanding = { proof: 'none', at: null, differences: 0 };

export const OBSTACLES = [
  'wrong-state',
  'closed',
  'no-date',
  'after-cutover',
  'not-imported',
  'not-proven',
  'unit-not-ready',
  'reason-needed',
] as const;
export type Obstacle = (typeof OBSTACLES)[number];

type Guard = Exclude<Obstacle, 'wrong-state' | 'closed' | 'reason-needed'>;

interface Step {
  readonly act: InboxAct;
  readonly from: InboxState;
  readonly to: InboxState;
  /** What keeps it from happening, in the order it is told. */
  readonly guards: readonly Guard[];
  /** Those that an administrator may set aside with a reason. */
  readonly overridable: readonly Guard[];
  /** It always takes a reason. */
  readonly needsReason: boolean;
}

const PROVEN: readonly Guard[] = ['not-imported', 'not-proven'];
const READY: readonly Guard[] = [...PROVEN, 'unit-not-ready'];

/**
 * The whole road of an old inbox (product.md §7); what is not here cannot be done. Closing changes no state: it ends the way back.
 */
const STEPS: readonly Step[] = [
  {
    act: 'dual-run',
    from: 'active',
    to: 'dual_run',
    guards: ['no-date', 'after-cutover'],
    overridable: [],
    needsReason: false,
  },
  { act: 'freezing', from: 'active', to: 'frozen', guards: [], overridable: [], needsReason: false },
  { act: 'freezing', from: 'dual_run', to: 'frozen', guards: [], overridable: [], needsReason: false },
  { act: 'import-completion', from: 'frozen', to: 'imported', guards: PROVEN, overridable: PROVEN, needsReason: false },
  { act: 'retirement', from: 'imported', to: 'retired', guards: READY, overridable: READY, needsReason: false },
  { act: 'closing', from: 'retired', to: 'retired', guards: [], overridable: [], needsReason: true },
  { act: 'reopening', from: 'dual_run', to: 'active', guards: [], overridable: [], needsReason: true },
  { act: 'reopening', from: 'frozen', to: 'active', guards: ['after-cutover'], overridable: [], needsReason: true },
  { act: 'reopening', from: 'imported', to: 'frozen', guards: [], overridable: [], needsReason: true },
  { act: 'reopening', from: 'retired', to: 'frozen', guards: [], overridable: [], needsReason: true },
];

/** The shortest reason that says something, in characters. */
export const SHORTEST_REASON = 10;

export interface InboxStanding {
  readonly state: InboxState;
  readonly closedAt: Date | null;
}

export interface InboxFacts {
  readonly now: Date;
  readonly cutover: Date | null;
  readonly proof: ProofStanding;
  readonly unitReady: boolean;
}

const STANDS_IN_THE_WAY: Readonly<Record<Guard, (facts: InboxFacts) => boolean>> = {
  'no-date': ({ cutover }) => cutover === null,
  'after-cutover': ({ now, cutover }) => isAfterCutover(now, cutover),
  'not-imported': ({ proof }) => proof.proof === 'none',
  'not-proven': ({ proof }) => proof.proof !== 'agrees' && proof.proof !== 'none',
  'unit-not-ready': ({ unitReady }) => !unitReady,
};

/** What one act would come to. */
export interface Judgement {
  /** Where it leads; null when the act does not fit the state at all. */
  readonly to: InboxState | null;
  /** What keeps it from happening, everything at once; empty: it can be done. */
  readonly obstacles: readonly Obstacle[];
  /** A reason would set all of them aside. */
  readonly overridable: boolean;
  readonly needsReason: boolean;
}

/** What the act would come to as the inbox and everything about it stands, without a word of reason. */
export function judge(inbox: InboxStanding, act: InboxAct, facts: InboxFacts): Judgement {
  const step = STEPS.find((known) => known.act === act && known.from === inbox.state);
  if (!step || inbox.closedAt !== null)
    return { to: null, obstacles: [step ? 'closed' : 'wrong-state'], overridable: false, needsReason: false };
  const obstacles = step.guards.filter((guard) => STANDS_IN_THE_WAY[guard](facts));
  const overridable = obstacles.length > 0 && obstacles.every((guard) => step.overridable.includes(guard));
  return { to: step.to, obstacles, overridable, needsReason: step.needsReason };
}

/**
 * Where the act leads when it is done with this reason, or what keeps it from being done.
 * @param override asks for the obstacles to be set aside; without an obstacle it changes nothing
 */
export function decide(
  judgement: Judgement,
  reason: string | null,
  override: boolean,
): { readonly to: InboxState; readonly overrode: readonly Obstacle[] } | { readonly obstacles: readonly Obstacle[] } {
  const { to, obstacles, overridable, needsReason } = judgement;
  const isReasoned = reason !== null && [...reason].length >= SHORTEST_REASON;
  if (to === null || (obstacles.length > 0 && !(overridable && override))) return { obstacles };
  if ((needsReason || obstacles.length > 0) && !isReasoned) return { obstacles: ['reason-needed'] };
  return { to, overrode: obstacles };
}

/** Has somebody asked for it already? The state the act leads to is the state it is in. */
export const isDone = ({ state, closedAt }: InboxStanding, act: InboxAct): boolean =>
  act === 'closing'
    ? closedAt !== null
    : act !== 'reopening' && STEPS.some((step) => step.act === act && step.to === state);

/** The act that brings an inbox on, on the road to retirement after the date; null at its end. */
export const NEXT_ACT: Readonly<Record<InboxState, InboxAct | null>> = {
  active: 'freezing',
  dual_run: 'freezing',
  frozen: 'import-completion',
  imported: 'retirement',
  retired: null,
};
