/** Two people edited one draft: what each of them did, field by field. Pure. */
import { changedFields, isSame, type DraftValues, type FieldName } from './draft.ts';

export type Side = 'mine' | 'theirs';

export interface Difference {
  readonly field: FieldName;
  /** Both changed it, to different values: somebody has to choose. */
  readonly contested: boolean;
}

/**
 * What the other one changed and I do not have.
 * @param base what both began with @param mine what I have typed @param theirs what is stored now
 */
export function differences(base: DraftValues, mine: DraftValues, theirs: DraftValues): Difference[] {
  return changedFields(base, theirs)
    .filter((field) => !isSame(field, mine, theirs))
    .map((field) => ({ field, contested: !isSame(field, base, mine) }));
}

/** Mine, with the other's value wherever it was chosen. */
export function merged(
  mine: DraftValues,
  theirs: DraftValues,
  found: readonly Difference[],
  chosen: Readonly<Partial<Record<FieldName, Side>>>,
): DraftValues {
  const taken = found.filter(({ field, contested }) => (chosen[field] ?? (contested ? 'mine' : 'theirs')) === 'theirs');
  return { ...mine, ...Object.fromEntries(taken.map(({ field }) => [field, theirs[field]])) };
}
