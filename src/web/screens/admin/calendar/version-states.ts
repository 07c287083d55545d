import type { CalendarVersionLineWire } from '../../../../calendar/calendar.wire.ts';
import type { Tone } from '../../../ui/states.ts';

export const STATE_TONES: Readonly<Record<CalendarVersionLineWire['state'], Tone>> = {
  draft: 'orange',
  in_force: 'green',
  retired: 'grey',
  discarded: 'grey',
};
