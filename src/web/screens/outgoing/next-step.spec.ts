import { describe, expect, it } from '@jest/globals';
import type { DispatchWire, OutgoingCanWire, OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { primaryOf, secondaryOf, whyNot } from './next-step.ts';

const at = (state: OutgoingDocumentWire['state'], dispatches: Partial<DispatchWire>[] = []) =>
  ({ state, dispatches }) as Pick<OutgoingDocumentWire, 'state' | 'dispatches'>;
const waiting = { sentAt: null, cancelledAt: null };

describe('what a document asks for', () => {
  it.each([
    ['draft', 'submit', 'edit abandon'],
    ['submitted', 'approve', 'sendBack abandon'],
    ['approved', 'issue', 'abandon'],
    ['issued', 'dispatch', 'void'],
    ['dispatched', 'track', 'further close replace revoke'],
    ['closed', 'track', 'replace revoke'],
    ['revoked', 'track', ''],
    ['void', null, ''],
  ] as const)('%s: %s first, and besides %s', (state, primary, besides) => {
    expect(primaryOf(at(state))).toBe(primary);
    expect(secondaryOf(at(state)).join(' ')).toBe(besides);
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
