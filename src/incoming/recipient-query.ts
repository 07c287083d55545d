import type { Purpose } from '../calendar/deadlines.policy.ts';

/** Who is to get a document, still inside the database. */
export interface RecipientQuery {
  /**
   * Tables of a `with recursive`, without the words, that end with `named(position, unit_id, strength, channel)`, the units of each line counted from 1, and
   * `recipient(unit_id, strength, channel)`, each unit once, sorted by unit. `strength` is the place of the purpose in `purposes`, counted from 1.
   */
  readonly tables: string;
  readonly purposes: readonly Purpose[];
  /** Bound as $1, $2 …; who adds to the statement goes on after them. */
  readonly values: readonly unknown[];
}

/** What became of it. */
export interface Delivered {
  /** Units of a line, counted from 0. */
  readonly countOf: (line: number) => number;
  /** Units on any line. */
  readonly reached: number;
  /** Those of them that had it not yet: the copies that were made. */
  readonly made: number;
  /** SHA-256 (hex) over the units and purposes of the copies made: `<unit> <purpose>` a line, in order, without a last line feed. */
  readonly sha256: string;
}
