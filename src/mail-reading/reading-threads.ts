import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { MailReading } from './mail-reading.ts';

/** Threads for each import. */
const EACH = 2;

/** Threads that read mails, kept warm: starting one takes longer than reading a hundred mails. */
@Injectable()
export class ReadingThreads implements BeforeApplicationShutdown {
  readonly #free: MailReading[] = [];

  async use<T>(work: (readers: readonly MailReading[]) => Promise<T>): Promise<T> {
    const taken = Array.from({ length: EACH }, () => this.#take());
    try {
      return await work(taken);
    } finally {
      this.#free.push(...taken);
    }
  }

  async useOne<T>(work: (reader: MailReading) => Promise<T>): Promise<T> {
    const reader = this.#take();
    try {
      return await work(reader);
    } finally {
      this.#free.push(reader);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#free.splice(0).map((reader) => reader.close()));
  }

  #take(): MailReading {
    return this.#free.pop() ?? new MailReading();
  }
}
