/**
 * How long a counter runs before it starts again at 01. TERM: the Đoàn and the Party, through one committee's term
 * (HD36 II.1.3.1); YEAR: the State, 1 January to 31 December (ND30 Art 15.1); NEVER: a series without end.
 */
export type PeriodPolicy = 'TERM' | 'YEAR' | 'NEVER';

export interface Moment {
  /** 'yyyy-MM-dd' in Việt Nam. */
  readonly localDate: string;
  /** The issuer's term in force on that date; null = none. */
  readonly term: { readonly id: string } | null;
}

/** Plain, for the service to turn into its own error: no number may be taken from another period instead. */
export class NoTermInForce extends Error {
  readonly localDate: string;

  constructor(localDate: string) {
    super(`no term in force on ${localDate}`);
    this.name = 'NoTermInForce';
    this.localDate = localDate;
  }
}

/** @throws NoTermInForce under TERM when there is no term; RangeError when the date is malformed */
export function periodKey(policy: PeriodPolicy, { localDate, term }: Moment): string {
  switch (policy) {
    case 'NEVER':
      return 'never';
    case 'YEAR':
      return `year:${yearOf(localDate)}`;
    case 'TERM':
      if (term === null) throw new NoTermInForce(localDate);
      return `term:${term.id}`;
  }
}

function yearOf(localDate: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(localDate)) throw new RangeError(`not a date: ${localDate}`);
  return localDate.slice(0, 4);
}
