import type { UnitStanding } from '../units/unit-standings.reader.ts';

/** The part of the tree that a table is about, as it is and, step by step, as it will be. */
export class UnitView {
  readonly #byId = new Map<string, UnitStanding>();
  readonly #inside = new Map<string, boolean>();
  readonly #byCode = new Map<string, UnitStanding>();

  /** @param rootId the unit whose administrator imports: nothing outside its tree is touched */
  constructor(
    readonly rootId: string,
    standings: readonly UnitStanding[],
  ) {
    for (const standing of standings) this.put(standing);
  }

  byCode(code: string): UnitStanding | null {
    return this.#byCode.get(code) ?? null;
  }

  codeOf(id: string | null): string | null {
    return id === null ? null : (this.#byId.get(id)?.code ?? null);
  }

  closedOn(id: string): string | null {
    return this.#byId.get(id)?.closedOn ?? null;
  }

  /** The unit and everything above it. */
  pathOf(id: string): Set<string> {
    const path = new Set<string>();
    for (let at: string | null = id; at !== null && !path.has(at); at = this.#byId.get(at)?.parentId ?? null)
      path.add(at);
    return path;
  }

  /** Is it the root or below it? Remembered, so that a deep tree is not climbed again for each of its units. */
  isWithin(id: string | null): boolean {
    const climbed: string[] = [];
    let at = id;
    let inside: boolean | undefined;
    while (inside === undefined) {
      if (at === null || climbed.length > this.#byId.size) inside = false;
      else if (at === this.rootId) inside = true;
      else if ((inside = this.#inside.get(at)) === undefined) {
        climbed.push(at);
        at = this.#byId.get(at)?.parentId ?? null;
      }
    }
    for (const passed of climbed) this.#inside.set(passed, inside);
    return inside;
  }

  put(standing: UnitStanding): void {
    const before = this.#byId.get(standing.id);
    if (before && before.parentId !== standing.parentId) this.#inside.clear();
    this.#byId.set(standing.id, standing);
    this.#byCode.set(standing.code, standing);
  }
}
