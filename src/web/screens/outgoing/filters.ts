/** States one filters by, in the order of the road; the ends of it last. */
export const FILTERS = [
  'all',
  'draft',
  'submitted',
  'approved',
  'issued',
  'dispatched',
  'closed',
  'revoked',
  'superseded',
  'void',
  'abandoned',
] as const;
export type Filter = (typeof FILTERS)[number];

export const isFilter = (text: string): text is Filter => (FILTERS as readonly string[]).includes(text);
