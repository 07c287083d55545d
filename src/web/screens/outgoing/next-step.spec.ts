import { describe, expect, it } from '@jest/globals';
import { OUTGOING_STATES, STEPS } from '../../../outgoing/outgoing.states.ts';
import type { DispatchWire, OutgoingCanWire, OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { primaryOf, secondaryOf, whyNot } from './next-step.ts';

const at = (state: OutgoingDocumentWire['state'], dispatches: Partial<DispatchWire>[] = []) =>
  ({ state, dispatches }) as Pick<OutgoingDocumentWire, 'state' | 'dispatches'>;
const waiting = { sentAt: null, cancelledAt: null };

describe('what a document asks for', () => {
  it.each(OUTGOING_STATES)('%s: every step the rules know has a place', (state) => {
    const places: readonly string[] = [primaryOf(at(state)), ...secondaryOf(at(state))].map((one) =>
      one === 'further' ? 'dispatch' : one === 'replace' ? 'supersede' : String(one),
    );
    for (const act of Object.keys(STEPS[state])) expect(places).toContain(act);
  });

  it('waits for a dispatch that goes out by itself, and lets one take it back', () => {
    expect(primaryOf(at('issued', [waiting]))).toBe('wait');
    expect(secondaryOf(at('issued', [waiting]))).toEqual(['cancel', 'void']);
    expect(primaryOf(at('issued', [{ ...waiting, cancelledAt: '2020-05-18T01:00:00Z' }]))).toBe('dispatch');
    expect(secondaryOf(at('dispatched', [waiting]))[0]).toBe('cancel');
  });

  it('says why not in the words of the service', () => {
    const can = { dispatch: { allowed: false, why: 'access.role-needed' }, edit: { allowed: true, why: null } };
    const document = { can: can as unknown as OutgoingCanWire };
    expect(whyNot(document, 'further')).toBe('access.role-needed');
    expect(whyNot(document, 'dispatch')).toBe('access.role-needed');
    expect(whyNot(document, 'edit')).toBeNull();
    expect(whyNot(document, 'track')).toBeNull();
  });
});
