import { DomainError, type ErrorFactory, type ErrorParams } from '../platform/errors/domain-error.ts';
import { fill } from '../platform/errors/problem.ts';
import type { DeliveryAct, DeliveryState } from './delivery.states.ts';
import { INCOMING } from './incoming.errors.ts';

/** What people call a state. */
export interface StateWords {
  readonly vi: string;
  readonly en: string;
}

/** As the page shows them. */
export const STATE_WORDS: Readonly<Record<DeliveryState, StateWords>> = {
  queued: { vi: 'chờ phát hành', en: 'waiting to go out' },
  delivered: { vi: 'chưa xem', en: 'not opened' },
  opened: { vi: 'đã xem', en: 'opened' },
  acknowledged: { vi: 'đã nhận', en: 'acknowledged' },
  registered: { vi: 'đã vào sổ', en: 'registered' },
  assigned: { vi: 'đã phân công', en: 'assigned' },
  in_progress: { vi: 'đang xử lý', en: 'in progress' },
  done: { vi: 'hoàn thành', en: 'done' },
  refused: { vi: 'từ chối', en: 'refused' },
  returned: { vi: 'trả lại', en: 'returned' },
  noted: { vi: 'đã ghi nhận trả lại', en: 'return noted' },
  withdrawn: { vi: 'đã thu hồi', en: 'withdrawn' },
  superseded: { vi: 'đã thay thế', en: 'superseded' },
  undeliverable: { vi: 'không gửi được', en: 'undeliverable' },
};

/** The error that the act is no step from there: people read the state in words of their language, programs its code in the params. */
export const noStepFrom = (state: DeliveryState, act: DeliveryAct): DomainError =>
  inWords(INCOMING.wrongState, STATE_WORDS[state], { state, act });

/** An error whose sentence names `{state}` by its words; the params stay codes. */
export function inWords({ code, kind, vi, en }: ErrorFactory, state: StateWords, params: ErrorParams): DomainError {
  const told = { vi: fill(vi, { state: state.vi }), en: fill(en, { state: state.en }) };
  return new DomainError({ code, kind, ...told }, params);
}
