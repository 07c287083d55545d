import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { invitationsTo } from '../../src/rehearsal/training-week/invitations.ts';
import { BEGINNING, playTrainingWeek, SETTINGS } from '../../src/rehearsal/training-week/play.ts';
import type { Stage } from '../../src/rehearsal/training-week/stage.ts';
import { UNITS, unitsThat, WEEK } from '../../src/rehearsal/training-week/week.data.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;
let stage: Stage;
let isKept: boolean;
const lines: string[] = [];

beforeAll(async () => {
  app = await startTestApp({ practice: true, config: SETTINGS });
  app.clock.set(BEGINNING);
  ({ stage, isKept } = await playTrainingWeek(app, (line) => void lines.push(line)));
}, 300_000);
afterAll(() => app?.stop());

const eventOf = (ics: string) => {
  const calendar = new ICAL.Component(ICAL.parse(ics) as never);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
  return { method: calendar.getFirstPropertyValue('method') as string, event };
};

describe('the training week', () => {
  it('keeps every promise', () => {
    expect(lines.filter((line) => line.includes('✘'))).toEqual([]);
    expect(isKept).toBe(true);
    expect(lines.filter((line) => line.includes('✔')).length).toBeGreaterThan(35);
  });

  it('has put into every calendar the one session the unit was booked for', async () => {
    const bookings = await stage.all<{
      unitCode: string;
      session: { startsAt: string; endsAt: string } | null;
      state: string;
    }>(`/training-bookings?weekId=${stage.weekId}&state=attended`);
    expect(bookings).toHaveLength(UNITS.length - unitsThat('silent').length);
    for (const { unitCode, session } of bookings) {
      const unit = UNITS.find(({ code }) => code === unitCode);
      const told = await invitationsTo(stage, unit?.email ?? '');
      const events = told.flatMap(({ ics }) => (ics === '' ? [] : [eventOf(ics)]));
      const ofNewest = events.filter(({ event }) => event.uid === events.at(-1)?.event.uid);
      const newest = ofNewest.toSorted((a, b) => a.event.sequence - b.event.sequence).at(-1);
      expect([unitCode, newest?.method, newest?.event.summary]).toEqual([unitCode, 'REQUEST', WEEK.name]);
      expect(newest?.event.startDate.toJSDate()).toEqual(new Date(session?.startsAt ?? 0));
      expect(newest?.event.endDate.toJSDate()).toEqual(new Date(session?.endsAt ?? 0));
      // RFC 5546: of one event, what came later has the higher number.
      const ofOne = ofNewest.map(({ event }) => event.sequence);
      expect(ofOne).toEqual([...new Set(ofOne)].toSorted((a, b) => a - b));
    }
  });

  it('tells it in Vietnamese, with the dates', () => {
    const told = lines.join('\n');
    for (const day of ['18/5', '19/5', '20/5', '21/5', '22/5']) expect(told).toContain(`Ngày ${day}`);
    expect(told).toContain('Thứ Hai, 18/05/2020');
    expect(told).not.toContain(stage.slips.get(UNITS[0]?.clerk ?? '')?.code ?? '?');
  });
});
