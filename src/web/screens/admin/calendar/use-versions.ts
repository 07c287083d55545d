import type { CalendarVersionLineWire } from '../../../../calendar/calendar.wire.ts';
import { useList } from '../../../api/queries.ts';

/** Every version, the newest first. */
export const useVersions = () => useList<CalendarVersionLineWire>(['calendar', 'versions'], '/calendar-versions');
