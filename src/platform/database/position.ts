import { Injectable } from '@nestjs/common';
import { Database } from './database.ts';

/**
 * Where the primary's log ends, as far as anybody can have seen what is in it: a commit is flushed before it is visible, unless
 * commits do not wait for the disk; then everything counts that has been written at all.
 */
const POSITION = `select pg_wal_lsn_diff(case when current_setting('synchronous_commit') = 'off'
  then pg_current_wal_insert_lsn() else pg_current_wal_flush_lsn() end, '0/0')::text as at`;

/** The position in the primary's log, in bytes from its beginning. */
@Injectable()
export class Position {
  #running: Promise<bigint> | null = null;
  #next: Promise<bigint> | null = null;

  constructor(private readonly database: Database) {}

  /**
   * The position at a moment after this call: everything whose commit anybody has been told of by now lies before it. All who ask
   * while a question is on its way share the next one, so that many lists at once cost one small statement.
   * @throws when the primary does not answer
   */
  now(): Promise<bigint> {
    if (!this.#running) return this.#ask();
    this.#next ??= this.#running.then(
      () => this.#askNext(),
      () => this.#askNext(),
    );
    return this.#next;
  }

  #askNext(): Promise<bigint> {
    this.#next = null;
    return this.#ask();
  }

  #ask(): Promise<bigint> {
    const asked = this.database.first<{ at: string }>(POSITION).then((row) => BigInt(row?.at ?? 0));
    this.#running = asked;
    const end = (): void => {
      if (this.#running === asked) this.#running = null;
    };
    asked.then(end, end);
    return asked;
  }
}
