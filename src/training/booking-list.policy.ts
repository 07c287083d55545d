import type { BookingState } from './booking.states.ts';
import type { ListedBookingBody } from './bookings.dto.ts';
import type { BookedListWire, BookedRowWire } from './training.wire.ts';

/** What a unit has booked already. */
interface Booked {
  readonly state: BookingState | null;
  readonly traineeName: string | null;
}

export type Judged = Pick<BookedRowWire, 'outcome' | 'problem' | 'replacedTrainee'>;

const refused = (problem: NonNullable<Judged['problem']>): Judged => ({
  outcome: 'refused',
  problem,
  replacedTrainee: null,
});

/** One person for each unit: the first row of a unit counts, a second one in the same list is refused. */
export function judge(row: ListedBookingBody, unit: Booked | undefined, isSecond: boolean): Judged {
  if (!unit) return refused('not-invited');
  if (isSecond) return refused('listed-twice');
  if (unit.state === 'attended') return refused('attended-already');
  if (unit.state === null) return { outcome: 'booked', problem: null, replacedTrainee: null };
  if (unit.traineeName === row.traineeName) return { outcome: 'same', problem: null, replacedTrainee: null };
  return { outcome: 'replaced', problem: null, replacedTrainee: unit.traineeName === '' ? null : unit.traineeName };
}

export function toAnswer(lines: readonly BookedRowWire[]): BookedListWire {
  const count = (outcome: BookedRowWire['outcome']): number => lines.filter((line) => line.outcome === outcome).length;
  return {
    booked: count('booked'),
    waiting: count('waiting'),
    replaced: count('replaced'),
    same: count('same'),
    refused: count('refused'),
    rows: lines.filter(({ outcome }) => outcome === 'refused' || outcome === 'replaced'),
  };
}
