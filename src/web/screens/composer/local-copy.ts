/** What is typed and not stored yet, kept in this browser until it is: a closed tab, a dead battery or a lost session costs nothing. */
import { areaName } from '../../api/area.ts';
import type { DraftValues } from './draft.ts';
import { sorted } from '../../words/sorted.ts';

export interface LocalCopy {
  readonly at: string;
  /** Null: the service has not made the document yet. */
  readonly id: string | null;
  readonly unitId: string | null;
  readonly repliesTo: string | null;
  readonly version: number;
  readonly values: DraftValues;
  readonly base: DraftValues;
  /** A creation nobody has seen the answer of: repeated with its key, it makes one document. */
  readonly creation: Creation | null;
}

export interface Creation {
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const nameOf = (accountId: string, slot: string): string => `${areaName('gnvb.draft')}.${accountId}.${slot}`;

export function keepCopy(accountId: string, slot: string, copy: LocalCopy): void {
  try {
    localStorage.setItem(nameOf(accountId, slot), JSON.stringify(copy));
  } catch {
    // Full, or nothing may be stored here: the service still gets it within seconds.
  }
}

export function readCopy(accountId: string, slot: string): LocalCopy | null {
  try {
    return JSON.parse(localStorage.getItem(nameOf(accountId, slot)) ?? 'null') as LocalCopy | null;
  } catch {
    return null;
  }
}

export function dropCopy(accountId: string, slot: string): void {
  try {
    localStorage.removeItem(nameOf(accountId, slot));
  } catch {
    // Nothing was stored.
  }
}

/** Begun, never stored, and not on any screen of this tab: newest first. */
export function leftBehind(accountId: string, held: string): { readonly slot: string; readonly copy: LocalCopy }[] {
  const prefix = nameOf(accountId, '');
  const copies = storedNames()
    .filter((name) => name.startsWith(prefix) && name !== prefix + held)
    .flatMap((name) => {
      const slot = name.slice(prefix.length);
      const copy = readCopy(accountId, slot);
      return copy && copy.id === null && copy.values.subject.trim() !== '' ? [{ slot, copy }] : [];
    });
  return sorted(copies, (a, b) => b.copy.at.localeCompare(a.copy.at));
}

function storedNames(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
