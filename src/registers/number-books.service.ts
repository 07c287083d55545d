import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { REGISTERS } from './registers.errors.ts';

/** Which counter: numbers are unique in it and run without gaps. */
export interface BookKey {
  readonly unitId: string;
  readonly direction: 'outgoing' | 'incoming';
  /** Document type for outgoing books; empty for the incoming book, which is one for all types. */
  readonly typeCode: string;
  /** From `periodKey`. */
  readonly period: string;
}

export interface HeldNumber {
  readonly bookId: string;
  readonly number: number;
}

export interface TakenNumber extends HeldNumber {
  /** Read while the book was locked, so that times run the way of the numbers. */
  readonly at: Date;
}

/** The counters behind both registers. */
@Injectable()
export class NumberBooks {
  constructor(private readonly clock: Clock) {}

  /**
   * Takes the next number for a holder (a document or a delivery). The counter row stays locked until the transaction ends,
   * so numbers follow the order of commits and a rolled back act leaves no gap.
   */
  async take(tx: Tx, key: BookKey, holderId: string): Promise<TakenNumber> {
    const taken = await tx.first<{ id: string; last_number: number }>(
      `insert into number_book (id, unit_id, direction, type_code, period, last_number) values ($1, $2, $3, $4, $5, 1)
       on conflict (unit_id, direction, type_code, period) do update set last_number = number_book.last_number + 1
       returning id, last_number`,
      [randomUUID(), key.unitId, key.direction, key.typeCode, key.period],
    );
    if (!taken) throw new Error('a number book gave no number');
    const at = this.clock.now();
    await tx.run(`insert into book_number (book_id, number, holder_id, at) values ($1, $2, $3, $4)`, [
      taken.id,
      taken.last_number,
      holderId,
      at,
    ]);
    return { bookId: taken.id, number: taken.last_number, at };
  }

  /** Marks a number as void: it stays in the book with its reason and is never given again (product.md §3). */
  async voidNumber(tx: Tx, taken: HeldNumber, reason: string): Promise<void> {
    await tx.run(`update book_number set state = 'void', reason = $3 where book_id = $1 and number = $2`, [
      taken.bookId,
      taken.number,
      reason,
    ]);
  }

  /**
   * Opens a book that goes on from numbers given before the system, e.g. on paper earlier in the term.
   * @throws registers.book-in-use when a number of it was given here already
   */
  async openAfter(tx: Tx, key: BookKey, lastGiven: number): Promise<void> {
    const opened = await tx.run(
      `insert into number_book (id, unit_id, direction, type_code, period, first_number, last_number) values ($1, $2, $3, $4, $5, $6 + 1, $6)
       on conflict (unit_id, direction, type_code, period) do update set first_number = $6 + 1, last_number = $6
       where number_book.last_number < number_book.first_number`,
      [randomUUID(), key.unitId, key.direction, key.typeCode, key.period, lastGiven],
    );
    if (opened === 0) throw REGISTERS.bookInUse();
  }
}
