/** A sorted copy. `toSorted` came with Chrome 110; the last one for Windows 7 is 109. */
export function sorted<T>(list: Iterable<T>, by: (a: T, b: T) => number): T[] {
  // oxlint-disable-next-line unicorn/no-array-sort -- the array is new
  return [...list].sort(by);
}

/** A reversed copy; `toReversed` is as young. */
export function reversed<T>(list: Iterable<T>): T[] {
  // oxlint-disable-next-line unicorn/no-array-reverse -- the array is new
  return [...list].reverse();
}
