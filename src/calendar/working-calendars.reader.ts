import { Injectable } from '@nestjs/common';
import type { Queries } from '../platform/database/tx.ts';
import { calendarInForce, type CalendarInForce, type VersionData } from './calendar-data.policy.ts';

interface Row {
  readonly [column: string]: unknown;
  readonly no: number;
  readonly label: string;
  readonly data: VersionData;
}

/** The number of the version in force, as an SQL expression. */
export const NUMBER_IN_FORCE = `(select no from working_calendar where state = 'in_force')`;

/**
 * The calendar deadlines are computed with, kept in memory. Another process may put a new version in force at any moment, so whoever
 * uses the kept one has the database compare its number in the very statement that writes the deadline.
 */
@Injectable()
export class WorkingCalendars {
  #kept: CalendarInForce | null = null;

  /** Without asking the database, except for the first time. The statement that follows must check `NUMBER_IN_FORCE`. */
  async kept(queries: Queries): Promise<CalendarInForce> {
    return this.#kept ?? this.load(queries);
  }

  /** The version in force now: costs one question. */
  async inForce(queries: Queries): Promise<CalendarInForce> {
    const row = await queries.first<{ no: number }>(`select ${NUMBER_IN_FORCE} as no`);
    return this.#kept && row?.no === this.#kept.no ? this.#kept : this.load(queries);
  }

  /** Reads the version in force anew. */
  async load(queries: Queries): Promise<CalendarInForce> {
    const row = await queries.first<Row>(`select no, label, data from working_calendar where state = 'in_force'`);
    if (!row) throw new Error('no working calendar is in force');
    this.#kept = calendarInForce(row.no, row.label, row.data);
    return this.#kept;
  }

  /** A version that need not be in force, e.g. a draft that is looked at. Null: there is none. */
  async version(queries: Queries, id: string): Promise<CalendarInForce | null> {
    const row = await queries.first<Row>(`select no, label, data from working_calendar where id = $1`, [id]);
    return row && calendarInForce(row.no, row.label, row.data);
  }
}
