/** Thrown when a queue has no room left. */
export class QueueFull extends Error {}

/** Runs at most `workers` pieces of work at the same time; `room` more may wait, in order; the next one is refused at once. */
export class BoundedQueue {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly workers: number,
    private readonly room: number,
  ) {}

  /** @throws QueueFull without starting the work; or whatever the work throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.#running < this.workers) {
      this.#running++;
      return;
    }
    if (this.#waiting.length >= this.room) throw new QueueFull();
    await new Promise<void>((start) => this.#waiting.push(start));
  }

  /** A worker's place is handed over, never freed in between: nobody can slip in ahead of those who wait. */
  private leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}
