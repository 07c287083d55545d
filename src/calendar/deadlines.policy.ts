import { addWorkingDays, addWorkingMinutes, endOfLocalDay, localDate, nextWorkingInstant } from './working-calendar.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** ND30 Annex I.III.2b; "hẹn giờ" is the Party's (QD66 Art 16). */
export const URGENCIES = ['normal', 'khan', 'thuong_khan', 'hoa_toc', 'hoa_toc_hen_gio'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const PURPOSES = ['act', 'coordinate', 'report', 'inform', 'file'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Raise whenever the table or the arithmetic below changes: a deadline keeps the rule it was computed with. */
export const DEADLINE_RULE_VERSION = '1';

export type Span =
  | { readonly kind: 'same_day' }
  | { readonly kind: 'clock_minutes' | 'working_minutes' | 'working_days'; readonly amount: number };

export interface Clocks {
  readonly open: Span | null;
  readonly acknowledge: Span | null;
  readonly finish: Span | null;
}

/** Each deadline is the first instant that is too late. Null: no such clock runs. */
export interface Deadlines {
  readonly openBy: Date | null;
  readonly acknowledgeBy: Date | null;
  readonly finishBy: Date | null;
}

export interface Occasion {
  readonly urgency: Urgency;
  readonly purpose: Purpose;
  readonly deliveredAt: Date;
  /** What the sender asked for, as the first instant that is too late: "đến hết ngày D" is `endOfLocalDay(D)`. */
  readonly respondBy: Date | null;
}

const SAME_DAY: Span = { kind: 'same_day' };
const clockMinutes = (amount: number): Span => ({ kind: 'clock_minutes', amount });
const workingMinutes = (amount: number): Span => ({ kind: 'working_minutes', amount });
const workingDays = (amount: number): Span => ({ kind: 'working_days', amount });

const NO_CLOCKS: Clocks = { open: null, acknowledge: null, finish: null };

/** Informed and reported-to units are complete when they acknowledge; a file copy is created done. */
function row(open: Span, acknowledge: Span, finish: Span): Readonly<Record<Purpose, Clocks>> {
  const toFinish: Clocks = { open, acknowledge, finish };
  const toReceive: Clocks = { open, acknowledge, finish: null };
  return { act: toFinish, coordinate: toFinish, report: toReceive, inform: toReceive, file: NO_CLOCKS };
}

/**
 * Same day is the law (ND30 Art 21.2c), and urgent means at once (Arts 4.2c, 23.1, 24.2); how many minutes that is, and
 * how long an answer may take when the sender names no day, are the block's own defaults.
 */
export const DEADLINE_RULES: Readonly<Record<Urgency, Readonly<Record<Purpose, Clocks>>>> = {
  // row(open by, acknowledge by, finish by)
  normal: row(SAME_DAY, SAME_DAY, workingDays(7)),
  khan: row(workingMinutes(60), workingMinutes(120), workingDays(2)),
  thuong_khan: row(workingMinutes(30), workingMinutes(60), workingDays(1)),
  hoa_toc: row(clockMinutes(15), clockMinutes(30), clockMinutes(24 * 60)),
  hoa_toc_hen_gio: row(clockMinutes(15), clockMinutes(30), clockMinutes(24 * 60)),
};

export function deadlinesFor(occasion: Occasion, calendar: WorkingCalendar): Deadlines & { readonly rule: string } {
  const { urgency, purpose, deliveredAt, respondBy } = occasion;
  const { open, acknowledge, finish } = DEADLINE_RULES[urgency][purpose];
  return {
    openBy: receiptDeadline(open, deliveredAt, calendar),
    acknowledgeBy: receiptDeadline(acknowledge, deliveredAt, calendar),
    // A sender's date binds only those who are asked to do something: one document goes to several purposes.
    finishBy: finish && new Date(respondBy ?? instant(finish, deliveredAt, calendar)),
    rule: `deadlines ${DEADLINE_RULE_VERSION}, calendar ${calendar.version}`,
  };
}

/** However few the minutes, counting only office hours must not carry a receipt past its day (ND30 Art 21.2c). */
function receiptDeadline(span: Span | null, deliveredAt: Date, calendar: WorkingCalendar): Date | null {
  if (span === null) return null;
  const byRule = instant(span, deliveredAt, calendar);
  const byLaw = instant(SAME_DAY, deliveredAt, calendar);
  return byRule < byLaw ? byRule : byLaw;
}

function instant(span: Span, deliveredAt: Date, calendar: WorkingCalendar): Date {
  switch (span.kind) {
    case 'same_day':
      return endOfLocalDay(receiptDay(deliveredAt, calendar));
    case 'clock_minutes':
      return new Date(deliveredAt.getTime() + span.amount * 60_000);
    case 'working_minutes':
      return addWorkingMinutes(calendar, deliveredAt, span.amount);
    case 'working_days':
      return endOfLocalDay(addWorkingDays(calendar, localDate(deliveredAt), span.amount));
  }
}

/**
 * The day on which receipt is due: the day of arrival, to its midnight, with no grace (ND30 Art 21.2c). A document that
 * arrives after closing time or on a day off finds nobody, and the decree is silent on it: its day is the next working
 * day, by analogy with a term that ends on a day off (BLDS 2015 Art 148.5).
 */
function receiptDay(deliveredAt: Date, calendar: WorkingCalendar): string {
  return localDate(nextWorkingInstant(calendar, deliveredAt));
}
