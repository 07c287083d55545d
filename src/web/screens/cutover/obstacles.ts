/** The acts of an old inbox as its answer's `can` tells them. Pure. */
import type { InboxActWire, LegacyInboxWire } from '../../../legacy-inboxes/legacy-inbox.wire.ts';

export type InboxAct = 'dual-run' | 'freezing' | 'import-completion' | 'retirement' | 'reopening' | 'closing';
export type Obstacle = InboxActWire['obstacles'][number];

/** Along the road, then back, then for good. */
export const INBOX_ACTS = [
  'dual-run',
  'freezing',
  'import-completion',
  'retirement',
  'reopening',
  'closing',
] as const satisfies readonly InboxAct[];

export const STATES = [
  'active',
  'dual_run',
  'frozen',
  'imported',
  'retired',
] as const satisfies readonly LegacyInboxWire['state'][];

const NAMES = {
  'dual-run': 'dualRun',
  freezing: 'freezing',
  'import-completion': 'importCompletion',
  retirement: 'retirement',
  reopening: 'reopening',
  closing: 'closing',
} as const satisfies Readonly<Record<InboxAct, keyof LegacyInboxWire['can']>>;

export const canOf = (inbox: Pick<LegacyInboxWire, 'can'>, act: InboxAct): InboxActWire => inbox.can[NAMES[act]];

/** Nobody looks for an act that does not belong to where the inbox is. */
export const isOfferable = ({ obstacles }: Pick<InboxActWire, 'obstacles'>): boolean =>
  !obstacles.includes('wrong-state') && !obstacles.includes('closed');

/** What brings it on: the farthest of the acts forward that belong to where it is. */
export function nextAct(inbox: Pick<LegacyInboxWire, 'can'>): InboxAct | null {
  const forward = ['retirement', 'import-completion', 'freezing', 'dual-run'] as const;
  return forward.find((act) => isOfferable(canOf(inbox, act))) ?? null;
}

/** Whether the button may be pressed at all: nothing is in the way, or it may be set aside. */
export const isPressable = ({ allowed, overridable }: InboxActWire): boolean => allowed || overridable;
