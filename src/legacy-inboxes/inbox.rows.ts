import { judge, NO_PROOF, type InboxAct, type InboxFacts, type Obstacle, type ProofStanding } from './inbox.states.ts';
import type { LegacyInbox } from './legacy-inbox.entity.ts';
import type { InboxState } from './legacy-inbox.kinds.ts';
import type { EventAct, InboxActWire, LegacyInboxEventWire, LegacyInboxWire } from './legacy-inbox.wire.ts';

/** An inbox with its unit; without its secret. */
export type InboxRow = Omit<LegacyInbox, 'imapSecret'> & {
  readonly unitCode: string;
  readonly unitName: string;
  readonly hasPassword: boolean;
};

export interface EventRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly no: number;
  readonly at: Date;
  readonly act: EventAct;
  readonly byName: string | null;
  readonly from: InboxState | null;
  readonly to: InboxState;
  readonly reason: string | null;
  readonly detail: { readonly overrode?: Obstacle[]; readonly fields?: string[] };
}

type Known = Omit<InboxFacts, 'proof'> & { readonly proof: ProofStanding | undefined };

export function toInboxWire(row: InboxRow, known: Known): LegacyInboxWire {
  const { imapHost: host, imapPort: port, imapSecurity: security, imapUser: user, hasPassword, ...rest } = row;
  const facts = { ...known, proof: known.proof ?? NO_PROOF };
  const act = (name: InboxAct): InboxActWire => {
    const { to, obstacles, overridable, needsReason } = judge(row, name, facts);
    return { allowed: to !== null && obstacles.length === 0, obstacles: [...obstacles], overridable, needsReason };
  };
  return {
    ...rest,
    imap: host === null || port === null || security === null ? null : { host, port, security, user, hasPassword },
    stateSince: row.stateSince.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    proof: { ...facts.proof, at: facts.proof.at?.toISOString() ?? null },
    unitReady: facts.unitReady,
    can: {
      edit: row.closedAt === null,
      dualRun: act('dual-run'),
      freezing: act('freezing'),
      importCompletion: act('import-completion'),
      retirement: act('retirement'),
      reopening: act('reopening'),
      closing: act('closing'),
    },
  };
}

export const toEventWire = ({ id, at, act, byName, from, to, reason, detail }: EventRow): LegacyInboxEventWire => ({
  id,
  at: at.toISOString(),
  act,
  byName,
  from,
  to,
  reason,
  overrode: detail.overrode ?? [],
  fields: detail.fields ?? [],
});
