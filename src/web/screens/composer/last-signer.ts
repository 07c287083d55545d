import { areaName } from '../../api/area.ts';
import { changedFields, EMPTY, type DraftValues } from './draft.ts';

type Signer = Partial<Pick<DraftValues, 'typeCode' | 'signerCapacity' | 'signerName' | 'signerTitle'>>;

const nameOf = (unitId: string | null): string => `${areaName('gnvb.signer')}.${unitId}`;

/** Who signed the last document written for the unit in this browser, and of which type it was: mostly the same again. */
export function lastSigner(unitId: string | null): Signer {
  try {
    return JSON.parse(localStorage.getItem(nameOf(unitId)) ?? '{}') as Signer;
  } catch {
    return {};
  }
}

export function rememberSigner(unitId: string | null, values: DraftValues): void {
  const { typeCode, signerCapacity, signerName, signerTitle } = values;
  if (changedFields(EMPTY, values).length === 0) return;
  try {
    localStorage.setItem(nameOf(unitId), JSON.stringify({ typeCode, signerCapacity, signerName, signerTitle }));
  } catch {
    // Nothing may be stored here: it is typed again.
  }
}
