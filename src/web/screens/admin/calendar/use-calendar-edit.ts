import type { CalendarVersionWire } from '../../../../calendar/calendar.wire.ts';
import { useAct, type Act } from '../../../api/act.ts';
import { patch } from '../../../api/client.ts';
import { queries } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';

export type CalendarChange = Partial<
  Pick<CalendarVersionWire, 'holidays' | 'makeUpDays' | 'officeHours'> & {
    readonly unitHours: readonly Pick<CalendarVersionWire['unitHours'][number], 'unitId' | 'officeHours'>[];
  }
>;

export type CalendarEdit = Act<{ readonly [K in keyof CalendarChange]: unknown }, CalendarVersionWire>;

/** Writes a change into the draft; what the answer says is shown at once. */
export function useCalendarEdit({ id, version }: CalendarVersionWire): CalendarEdit {
  const t = useTexts(calendarTexts);
  return useAct({
    do: (change) => patch<CalendarVersionWire>(`/calendar-versions/${id}`, change, { version }),
    touches: [['calendar', 'moves', id]],
    done: (answer) => {
      queries.setQueryData(['calendar', 'version', id], answer);
      return { text: t('saved') };
    },
  });
}
