import { UNITS } from './units.errors.ts';

/** A term of a committee. Both days belong to it: it runs until the closing day of the next congress (HD36 II.1.3.1). */
export interface TermSpan {
  readonly ordinal: string;
  readonly name: string;
  /** 'yyyy-MM-dd', included. */
  readonly startsOn: string;
  /** 'yyyy-MM-dd', included; null while no end is known. */
  readonly endsOn: string | null;
}

export interface KnownTerm extends TermSpan {
  readonly id: string;
}

/** What opening a term does to the terms there are. */
export interface TermPlan {
  /** The term was opened before, with the same values: nothing is to be done. */
  readonly already: KnownTerm | null;
  /** The term that ends the day before the new one starts. */
  readonly endPrevious: { readonly id: string; readonly endsOn: string } | null;
}

const DAY = 24 * 3600_000;

/** The calendar day before, 'yyyy-MM-dd'. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY).toISOString().slice(0, 10);
}

/**
 * A new latest term ends the one before it. A term entered afterwards, between or before others, must fit the gap: the
 * numbers given in the terms around it stay in their books.
 * @throws units.term-backwards, units.term-ordinal-taken, units.term-overlaps
 */
export function planTerm(known: readonly KnownTerm[], wanted: TermSpan): TermPlan {
  if (wanted.endsOn !== null && wanted.endsOn <= wanted.startsOn) throw UNITS.termBackwards();
  const already = known.find((term) => isSame(term, wanted));
  if (already) return { already, endPrevious: null };
  const twin = known.find((term) => term.ordinal === wanted.ordinal);
  if (twin) throw UNITS.termOrdinalTaken({ ordinal: twin.ordinal, startsOn: twin.startsOn });

  const inOrder = known.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  const previous = inOrder.findLast((term) => term.startsOn < wanted.startsOn);
  const next = inOrder.find((term) => term.startsOn >= wanted.startsOn);
  if (next && (wanted.endsOn === null || wanted.endsOn >= next.startsOn)) throw overlap(next);
  if (!previous || (previous.endsOn !== null && previous.endsOn < wanted.startsOn))
    return { already: null, endPrevious: null };

  const endsOn = dayBefore(wanted.startsOn);
  if (next || endsOn <= previous.startsOn) throw overlap(previous);
  return { already: null, endPrevious: { id: previous.id, endsOn } };
}

function isSame(a: TermSpan, b: TermSpan): boolean {
  return a.ordinal === b.ordinal && a.name === b.name && a.startsOn === b.startsOn && a.endsOn === b.endsOn;
}

function overlap({ ordinal, startsOn, endsOn }: KnownTerm): Error {
  return UNITS.termOverlaps({ ordinal, startsOn, endsOn: endsOn ?? '…' });
}
