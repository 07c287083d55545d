import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { changedFields, isSame, valuesOf, type DraftValues, type FieldName } from './draft.ts';

export interface DeskState {
  /** Null until the service has made the document. */
  readonly id: string | null;
  readonly unitId: string | null;
  readonly repliesTo: string | null;
  readonly version: number;
  readonly values: DraftValues;
  /** As stored when it was last read or saved. */
  readonly base: DraftValues;
  /** `conflict`: somebody else saved before; `frozen`: it is no draft any more. In both, nothing is sent until the person has decided. */
  readonly saving: 'idle' | 'waiting' | 'running' | 'failed' | 'conflict' | 'frozen';
  readonly savedAt: string | null;
  readonly problem: ApiProblem | null;
  readonly theirs: OutgoingDocumentWire | null;
}

/** What the document says of itself once it is stored. */
export function storedPart(
  document: OutgoingDocumentWire,
): Pick<DeskState, 'id' | 'unitId' | 'version' | 'base' | 'savedAt'> {
  const { id, unitId, version, updatedAt } = document;
  return { id, unitId, version, base: valuesOf(document), savedAt: updatedAt };
}

/**
 * What stands in the form after the service stored some of it: what was not touched since is as the service says, what was typed
 * meanwhile, or could not be sent, stays.
 * @param sent the form as it was when it was sent @param fields what was sent of it @param stored what the service holds now
 */
export function afterStoring(
  { base, values }: Pick<DeskState, 'base' | 'values'>,
  sent: DraftValues,
  fields: readonly FieldName[],
  stored: DraftValues,
): DraftValues {
  const isKept = (field: FieldName): boolean =>
    !isSame(field, values, sent) || (!fields.includes(field) && !isSame(field, base, sent));
  const adopted = changedFields(stored, values).filter((field) => !isKept(field));
  return { ...values, ...Object.fromEntries(adopted.map((field) => [field, stored[field]])) };
}
