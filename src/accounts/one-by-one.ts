import { BoundedQueue } from './bounded-queue.ts';

interface Line {
  readonly queue: BoundedQueue;
  users: number;
}

/** Runs work under the same key one after another and under different keys side by side; lines nobody stands in are forgotten. */
export class OneByOne {
  readonly #lines = new Map<string, Line>();

  constructor(private readonly room: number) {}

  /** @throws QueueFull when as many wait under the key already; or whatever the work throws */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(key) ?? { queue: new BoundedQueue(1, this.room), users: 0 };
    this.#lines.set(key, line);
    line.users++;
    try {
      return await line.queue.run(work);
    } finally {
      if (--line.users === 0) this.#lines.delete(key);
    }
  }

  /** How many keys are in use. */
  get size(): number {
    return this.#lines.size;
  }
}
