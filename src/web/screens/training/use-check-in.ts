import { useEffect, useRef, useState } from 'react';
import type { TrainingBookingWire } from '../../../training/training.wire.ts';
import { useAct } from '../../api/act.ts';
import { post, type Asked } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { TRAINING } from './use-training.ts';

const AGAIN_MS = 4000;

/**
 * Somebody is here. On a weak line it goes on trying by itself until the service has answered; checking in twice is once, so that trying
 * costs nothing. Shown as done only when the service has said so.
 */
export function useCheckIn(call: (asked: Pick<Asked, 'key'>) => Promise<TrainingBookingWire>) {
  const [pressed, press] = useState(false);
  const act = useAct({
    do: (_: void, asked) => call(asked),
    touches: TRAINING,
    done: (booking) => void queries.setQueryData(['training', 'booking', booking.id], booking),
    errors: 'field',
  });
  const latest = useRef(act);
  latest.current = act;
  const { pending, problem } = act;
  const waits = pressed && problem?.isTransient === true;
  useEffect(() => {
    if (!waits || pending) return;
    const timer = setTimeout(() => void latest.current.run(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [waits, pending]);
  const checkIn = (): Promise<TrainingBookingWire | null> => {
    press(true);
    return act.run();
  };
  return { checkIn, pending, waits, problem: waits ? null : problem };
}

/** @param how a code from the invitation, or the booking found by name */
export const byCode = (code: string) => (asked: Pick<Asked, 'key'>) =>
  post<TrainingBookingWire>('/training-check-ins', { code }, asked);
export const byName = (id: string) => (asked: Pick<Asked, 'key'>) =>
  post<TrainingBookingWire>(`/training-bookings/${id}/check-in`, {}, asked);
