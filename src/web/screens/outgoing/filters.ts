/** States one filters by, in the order of the road. */
export const FILTERS = ['all', 'draft', 'submitted', 'approved', 'issued', 'dispatched', 'closed'] as const;
/** The side ends of it, seldom asked for. */
export const ENDS = ['revoked', 'superseded', 'void', 'abandoned'] as const;

export type End = (typeof ENDS)[number];
export type Filter = (typeof FILTERS)[number] | End;

export const isEnd = (text: string): text is End => (ENDS as readonly string[]).includes(text);
export const isFilter = (text: string): text is Filter => isEnd(text) || (FILTERS as readonly string[]).includes(text);
