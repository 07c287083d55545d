/** A session with places. */
export interface Room {
  readonly id: string;
  /** Places nobody has yet. */
  readonly free: number;
  /** All of them: sessions are filled evenly in proportion. At least 1. */
  readonly capacity: number;
}

/** Somebody to be placed. */
export interface Seeker {
  readonly id: string;
  /** Sessions they asked for; empty: any. */
  readonly wishes: readonly string[];
}

export interface Placing {
  /** Which session each got. */
  readonly placed: ReadonlyMap<string, string>;
  /** No place was left for them. */
  readonly left: readonly string[];
}

interface Seat {
  readonly room: Room;
  readonly taken: string[];
}

/**
 * Places everybody there is room for. As many wishes as can be met together are met (augmenting paths); whoever has none, or whose cannot be
 * met, fills the emptiest session, the earlier in the list first. Who comes first in the list of seekers goes first; the same lists give
 * the same places every time.
 */
export function assign(rooms: readonly Room[], seekers: readonly Seeker[]): Placing {
  const seats = new Map(rooms.map((room): [string, Seat] => [room.id, { room, taken: [] }]));
  const wishesOf = new Map(
    seekers.map(({ id, wishes }) => [id, [...new Set(wishes)].filter((wish) => seats.has(wish))]),
  );
  const left: string[] = [];
  // From a session through which nobody could be moved on once, nobody can later either: it is not looked through again.
  const hopeless = new Set<string>();
  const isSeated = (id: string): boolean => {
    const tried = new Set(hopeless);
    if (seat(id, wishesOf, seats, tried)) return true;
    for (const room of tried) hopeless.add(room);
    return false;
  };
  const waiting = seekers.filter(({ id }) => !(wishesOf.get(id)?.length && isSeated(id)));
  for (const { id } of waiting) {
    const emptiest = emptiestOf([...seats.values()]);
    if (emptiest) emptiest.taken.push(id);
    else left.push(id);
  }
  const placed = new Map([...seats.values()].flatMap(({ room, taken }) => taken.map((id) => [id, room.id] as const)));
  return { placed, left };
}

/** Seats a wisher, moving earlier ones to others of their wishes where that makes room. */
function seat(
  id: string,
  wishesOf: ReadonlyMap<string, readonly string[]>,
  seats: ReadonlyMap<string, Seat>,
  tried: Set<string>,
): boolean {
  const wished = (wishesOf.get(id) ?? []).filter((wish) => !tried.has(wish)).map((wish) => seats.get(wish) as Seat);
  const open = emptiestOf(wished);
  if (open) {
    open.taken.push(id);
    return true;
  }
  for (const full of wished) {
    tried.add(full.room.id);
    for (const other of full.taken) {
      if ((wishesOf.get(other)?.length ?? 0) < 2 || !seat(other, wishesOf, seats, tried)) continue;
      full.taken[full.taken.indexOf(other)] = id;
      return true;
    }
  }
  return false;
}

function emptiestOf(seats: readonly Seat[]): Seat | null {
  let best: Seat | null = null;
  for (const one of seats) {
    if (one.taken.length >= one.room.free) continue;
    if (!best || loadOf(one) < loadOf(best)) best = one;
  }
  return best;
}

const loadOf = ({ room, taken }: Seat): number => (room.capacity - room.free + taken.length) / room.capacity;
