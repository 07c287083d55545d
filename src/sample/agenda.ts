import type { MovableClock } from '../platform/clock/clock.ts';

interface Entry {
  readonly at: Date;
  readonly act: () => Promise<void>;
}

/** What happens when. Acts are played in the order of their times, whoever wrote them down first, and may write down later ones. */
export class Agenda {
  #entries: Entry[] = [];

  /** @param end the present: what lies behind it has not happened yet and is left out */
  constructor(
    private readonly clock: MovableClock,
    private readonly end: Date,
  ) {}

  /** @throws when the time has gone by already: a mistake of the story */
  add(at: Date, act: () => Promise<void>): void {
    if (at < this.clock.now()) throw new Error(`the sample's story goes back to ${at.toISOString()}`);
    if (at <= this.end) this.#entries.push({ at, act });
  }

  /** Plays everything, with the clock set to each act's own time, and leaves the clock at the present. */
  async play(): Promise<void> {
    for (let next = this.#takeEarliest(); next; next = this.#takeEarliest()) {
      this.clock.set(next.at);
      await next.act();
    }
    this.clock.set(this.end);
  }

  #takeEarliest(): Entry | null {
    const [first, ...others] = this.#entries;
    if (!first) return null;
    const earliest = others.reduce((best, entry) => (entry.at < best.at ? entry : best), first);
    this.#entries = this.#entries.filter((entry) => entry !== earliest);
    return earliest;
  }
}
