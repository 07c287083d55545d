/** Whom a line under "Nơi nhận" names. */
export const TARGETS = ['unit', 'group', 'all_units'] as const;
export type Target = (typeof TARGETS)[number];

/** How a document relates to an earlier one. */
export const RELATIONS = ['basis', 'replaces', 'revokes', 'updates', 'related'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Kinds as in edXML, by the relation that makes them. */
export const KIND_OF: Readonly<Partial<Record<Relation, number>>> = { revokes: 1, updates: 2, replaces: 3 };
