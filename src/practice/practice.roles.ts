/** As what somebody practises: văn thư or lãnh đạo of a unit, or văn thư of the office above it. */
export const PRACTICE_ROLES = ['clerk', 'leader', 'office'] as const;
export type PracticeRole = (typeof PRACTICE_ROLES)[number];

/** What somebody has done with their own hands in the practice area. */
export const PRACTICE_ACTS = ['entered', 'opened', 'acknowledged', 'registered', 'approved', 'sent'] as const;
export type PracticeAct = (typeof PRACTICE_ACTS)[number];
