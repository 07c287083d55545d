import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CheckWire, PreFlightWire } from '../../../outgoing/outgoing.wire.ts';
import { get } from '../../api/client.ts';
import type { DeskState } from './desk-state.ts';
import { isSame } from './draft.ts';

/** That a draft is not issued yet is no news to who writes it. */
const OF_THE_STATE = new Set(['outgoing.not-issued-yet', 'outgoing.wrong-state', 'access.role-needed']);

export interface Checked {
  /** Units it would reach, as the service counts them; null while that is not known. */
  readonly count: number | null;
  readonly checks: readonly CheckWire[];
  /** What is shown is of an older version: the new one is being counted. */
  readonly isOld: boolean;
}

/** Who would get the draft as it is stored, and what is in the way. */
export function usePreFlight(state: DeskState): Checked {
  const { id, version } = state;
  const answer = useQuery({
    queryKey: ['outgoing', id, 'pre-flight', version],
    queryFn: ({ signal }) => get<PreFlightWire>(`/outgoing-documents/${id}/pre-flight`, { signal }),
    enabled: id !== null,
    placeholderData: keepPreviousData,
  });
  const isOld =
    answer.isPlaceholderData ||
    !isSame('recipients', state.base, state.values) ||
    !isSame('files', state.base, state.values);
  const found = id === null ? undefined : answer.data;
  return {
    count: found ? found.recipients.length : null,
    checks: (found?.checks ?? []).filter(({ code }) => !OF_THE_STATE.has(code)),
    isOld,
  };
}
