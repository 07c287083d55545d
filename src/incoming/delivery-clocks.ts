import { calendarOf, type CalendarInForce } from '../calendar/calendar-data.policy.ts';
import { deadlinesFor, type Occasion, type Purpose } from '../calendar/deadlines.policy.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';

/** Deadlines of the copies of one dispatch, as arrays a statement picks from. */
export interface ClockArrays {
  readonly openBy: readonly (Date | null)[];
  readonly acknowledgeBy: readonly (Date | null)[];
  readonly finishBy: readonly (Date | null)[];
  /** For each place of the arrays: its purpose and its profile of office hours. */
  readonly purposes: readonly Purpose[];
  readonly profiles: readonly number[];
  readonly rule: string;
  /** Units with office hours of their own, and how many places further their deadlines stand than those of the rest. */
  readonly ownUnits: readonly string[];
  readonly ownShifts: readonly number[];
  readonly ownProfiles: readonly number[];
}

/** The deadlines for each purpose, once with the usual office hours and once for every other set of hours that some unit keeps. */
export function clockArrays(
  calendar: CalendarInForce,
  purposes: readonly Purpose[],
  occasion: Omit<Occasion, 'purpose'>,
): ClockArrays {
  const of = (hours: WorkingCalendar) => purposes.map((purpose) => deadlinesFor({ ...occasion, purpose }, hours));
  const clocks = [calendar.usual, ...calendar.others].flatMap(of);
  const own = [...calendar.profileOf];
  return {
    openBy: clocks.map((c) => c.openBy),
    acknowledgeBy: clocks.map((c) => c.acknowledgeBy),
    finishBy: clocks.map((c) => c.finishBy),
    purposes: clocks.map((_, i) => purposes[i % purposes.length] as Purpose),
    profiles: clocks.map((_, i) => Math.floor(i / purposes.length)),
    rule: ruleOf(calendar),
    ownUnits: own.map(([unitId]) => unitId),
    ownShifts: own.map(([, profile]) => profile * purposes.length),
    ownProfiles: own.map(([, profile]) => profile),
  };
}

/** The deadlines of one unit's copy. */
export const clocksOf = (calendar: CalendarInForce, unitId: string, occasion: Occasion) =>
  deadlinesFor(occasion, calendarOf(calendar, unitId));

/** As `delivery.deadline_rule` names it. */
function ruleOf(calendar: CalendarInForce): string {
  const file = { urgency: 'normal', purpose: 'file', deliveredAt: new Date(0), respondBy: null } as const;
  return deadlinesFor(file, calendar.usual).rule;
}

/** Gives the waiting copies of one dispatch the deadlines of the arrays, each by its purpose and its unit's hours. */
export const RESTART = `update delivery v set open_by = case when v.channel = 'system' then k.open_by end, acknowledge_by = k.acknowledge_by, finish_by = k.finish_by,
    deadline_rule = $7
  from unnest($3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $8::int[]) as k (purpose, open_by, acknowledge_by, finish_by, profile)
  where v.document_id = $1 and v.dispatch_id = $2 and v.purpose = k.purpose and v.state = 'queued'
    and k.profile = coalesce((select o.profile from unnest($9::uuid[], $10::int[]) as o (unit_id, profile) where o.unit_id = v.unit_id), 0)`;
