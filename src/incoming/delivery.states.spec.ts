import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../receipts/fact.ts';
import {
  DELIVERY_STATES,
  FACT_OF,
  IMPLIES,
  isOpen,
  mainState,
  project,
  STEPS,
  type DeliveryAct,
  type DeliveryState,
} from './delivery.states.ts';

describe('the states of a delivery', () => {
  it('move only along this table', () => {
    const printed = DELIVERY_STATES.flatMap((from) =>
      Object.entries(STEPS[from]).map(([act, to]) => `${from} --${act}--> ${to}`),
    );
    expect(printed).toMatchInlineSnapshot(`
[
  "queued --deliver--> delivered",
  "queued --withdraw--> withdrawn",
  "queued --fail--> undeliverable",
  "delivered --open--> opened",
  "delivered --acknowledge--> acknowledged",
  "delivered --register--> registered",
  "delivered --refuse--> refused",
  "delivered --withdraw--> withdrawn",
  "delivered --supersede--> superseded",
  "delivered --fail--> undeliverable",
  "opened --open--> opened",
  "opened --acknowledge--> acknowledged",
  "opened --register--> registered",
  "opened --refuse--> refused",
  "opened --fail--> undeliverable",
  "acknowledged --open--> acknowledged",
  "acknowledged --register--> registered",
  "acknowledged --refuse--> refused",
  "acknowledged --fail--> undeliverable",
  "registered --open--> registered",
  "registered --assign--> assigned",
  "registered --progress--> in_progress",
  "registered --finish--> done",
  "registered --return--> returned",
  "assigned --open--> assigned",
  "assigned --assign--> assigned",
  "assigned --progress--> in_progress",
  "assigned --finish--> done",
  "assigned --return--> returned",
  "in_progress --open--> in_progress",
  "in_progress --assign--> in_progress",
  "in_progress --progress--> in_progress",
  "in_progress --finish--> done",
  "in_progress --return--> returned",
  "done --open--> done",
  "refused --open--> refused",
  "refused --reconsider--> opened",
  "refused --note--> noted",
  "returned --open--> returned",
  "returned --reconsider--> registered",
  "returned --note--> noted",
  "noted --open--> noted",
  "superseded --open--> superseded",
  "undeliverable --note--> noted",
]
`);
  });

  it('are all reachable from queued', () => {
    const reached = new Set<DeliveryState>(['queued']);
    for (const state of reached) for (const next of Object.values(STEPS[state])) reached.add(next);
    expect([...reached].toSorted()).toEqual([...DELIVERY_STATES].toSorted());
  });

  it('are what the receipts add up to, whatever permitted road was taken', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 25 }), (choices) => {
        const facts: Fact[] = [];
        let state: DeliveryState = 'delivered';
        for (const choice of choices) {
          const acts = Object.keys(STEPS[state]) as DeliveryAct[];
          const act = acts[choice % Math.max(acts.length, 1)];
          if (!act) break;
          for (const implied of IMPLIES[act] ?? []) if (!facts.includes(implied)) facts.push(implied);
          if (act !== 'progress' || !facts.includes('started')) facts.push(FACT_OF[act]);
          state = act === 'reconsider' ? mainState(facts) : (STEPS[state][act] ?? state);
        }
        expect(project(facts)).toBe(state);
      }),
      { numRuns: 2000 },
    );
  });

  it('never move back when facts come late or twice', () => {
    expect(project(['registered', 'opened', 'acknowledged'])).toBe('registered');
    expect(project(['opened', 'opened', 'acknowledged'])).toBe('acknowledged');
    expect(project(['registered', 'returned', 'reconsidered', 'opened'])).toBe('registered');
    expect(project(['opened', 'refused', 'noted', 'reconsidered'])).toBe('noted');
  });

  it('are complete when the purpose says so', () => {
    const openAt = (purpose: Parameters<typeof isOpen>[1]) => DELIVERY_STATES.filter((state) => isOpen(state, purpose));
    const waiting = ['refused', 'returned', 'undeliverable'];
    expect(openAt('act')).toEqual([
      'queued',
      'delivered',
      'opened',
      'acknowledged',
      'registered',
      'assigned',
      'in_progress',
      ...waiting,
    ]);
    expect(openAt('inform')).toEqual(['queued', 'delivered', 'opened', ...waiting]);
    expect(isOpen('done', 'file')).toBe(false);
  });
});
