/** An assignment while it is made. Pure. */
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import type { IncomingDocumentWire } from '../../../../incoming/incoming.wire.ts';

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly title: string;
}

/** By account: nobody is in it twice. */
export type Parts = Readonly<Record<string, 'cooperate' | 'inform' | undefined>>;

export interface Draft {
  readonly lead: string;
  readonly instruction: string;
  /** yyyy-MM-dd. */
  readonly due: string | null;
  readonly parts: Parts;
}

const WORKS = new Set(['clerk', 'leader', 'member']);

/** Who can be given work at the unit, with the titles they hold there. Administrators as such do not read documents. */
export function peopleAt(accounts: readonly AccountWire[], unitId: string): readonly Colleague[] {
  return accounts.flatMap(({ id, displayName, status, posts }) => {
    const held = posts.filter((post) => post.unitId === unitId && WORKS.has(post.role));
    if (held.length === 0 || status === 'locked') return [];
    return [{ id, name: displayName, title: [...new Set(held.map(({ title }) => title))].join(', ') }];
  });
}

/** A new assignment begins as the one in force. */
export function beginning({ assignment }: Pick<IncomingDocumentWire, 'assignment'>): Draft {
  const people = assignment?.people ?? [];
  return {
    lead: people.find(({ part }) => part === 'lead')?.accountId ?? '',
    instruction: assignment?.instruction ?? '',
    due: null,
    parts: Object.fromEntries(people.flatMap(({ accountId, part }) => (part === 'lead' ? [] : [[accountId, part]]))),
  };
}

/** Offices close at 17:00 in Việt Nam. */
const END_OF_DAY = 'T17:00:00+07:00';

export function bodyOf({ lead, instruction, due, parts }: Draft) {
  const having = (part: 'cooperate' | 'inform'): string[] =>
    Object.keys(parts).filter((id) => parts[id] === part && id !== lead);
  return {
    leadAccountId: lead,
    cooperateAccountIds: having('cooperate'),
    informAccountIds: having('inform'),
    instruction,
    dueAt: due && `${due}${END_OF_DAY}`,
  };
}
