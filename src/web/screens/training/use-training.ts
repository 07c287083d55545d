import { useQuery } from '@tanstack/react-query';
import type {
  TrainingBookingWire,
  TrainingSessionWire,
  TrainingUnitWire,
  TrainingWeekWire,
} from '../../../training/training.wire.ts';
import { get } from '../../api/client.ts';
import { useList, type ListPage } from '../../api/queries.ts';
import { useRows } from '../../ui/use-rows.ts';

/** Everything of training is asked anew after an act: places, queues and states hang together. */
export const TRAINING = [['training']] as const;
const ALL = 200;

export const useWeeks = () => useList<TrainingWeekWire>(['training', 'weeks'], '/training-weeks');

export const useWeek = (id: string) =>
  useQuery({
    queryKey: ['training', 'week', id],
    queryFn: ({ signal }) => get<TrainingWeekWire>(`/training-weeks/${id}`, { signal }),
  });

/** All sessions of a week; a page holds more than a week of the shortest ones. */
export const useSessions = (weekId: string) =>
  useList<TrainingSessionWire>(['training', 'sessions', weekId], `/training-weeks/${weekId}/sessions`, { limit: ALL });

export const useBooking = (id: string | null) =>
  useQuery({
    queryKey: ['training', 'booking', id],
    queryFn: ({ signal }) => get<TrainingBookingWire>(`/training-bookings/${id}`, { signal }),
    enabled: id !== null,
  });

/** Every unit of the training, fetched page by page in the background: counted and searched here. */
export const useUnits = (weekId: string) =>
  useRows<ListPage<TrainingUnitWire>>({
    key: ['training', 'units', weekId],
    page: (after, signal) => get(`/training-weeks/${weekId}/units`, { query: { limit: ALL, after }, signal }),
    next: ({ next }) => next,
    count: ({ items }) => items.length,
  });
