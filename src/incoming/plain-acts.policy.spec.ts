import { describe, expect, it } from '@jest/globals';
import { PURPOSES } from '../calendar/deadlines.policy.ts';
import { Principal, type HeldPost } from '../platform/access/principal.ts';
import type { Role } from '../platform/access/role.ts';
import type { WholeCopy } from './copies.reader.ts';
import { DELIVERY_STATES, isOpen } from './delivery.states.ts';
import { firstOfEach, plainStep, type PlainAct } from './plain-acts.policy.ts';

const AT = new Date('2020-05-18T01:00:00Z');
const NOW = '2020-05-18 01:00:00.000';
const EARLIER = '2020-05-15 01:00:00';
const ARRIVED = {
  id: 'delivery',
  unitId: 'school',
  senderUnitId: 'office',
  documentId: 'document',
  revision: 2,
  purpose: 'act',
  state: 'delivered',
  isOpen: true,
  version: 4,
  deliveredAt: EARLIER,
  openedAt: null,
  acknowledgedAt: null,
  registeredAt: null,
  files: [],
} as unknown as WholeCopy;
const OPENED = { ...ARRIVED, state: 'opened', openedAt: EARLIER } as const;

const post = (role: Role, more: Partial<HeldPost> = {}): HeldPost => ({
  id: `post of ${role}`,
  unitId: 'school',
  role,
  title: '',
  delegation: null,
  ...more,
});
const person = (...posts: HeldPost[]) => new Principal('me', 'Tôi', 'session', posts, '127.0.0.1');
const clerk = person(post('clerk'));

describe('a plain act', () => {
  it('is a first opening and a first acknowledgement, and nothing else', () => {
    const plain = (['open', 'acknowledge'] as const).map((act) => [
      act,
      DELIVERY_STATES.filter((state) => plainStep(clerk, { ...ARRIVED, state }, act, AT)),
    ]);
    expect(plain).toEqual([
      ['open', ['delivered']],
      ['acknowledge', ['delivered', 'opened']],
    ]);
  });

  it('of a leader who is away is done by whoever stands in', () => {
    const delegation = { id: 'delegation', accountId: 'leader', accountName: 'Bí thư', endsAt: '' };
    const standIn = person(post('member'), post('leader', { delegation }));
    expect(plainStep(standIn, ARRIVED, 'acknowledge', AT)?.actor.post.delegation).toEqual(delegation);
    expect(plainStep(standIn, ARRIVED, 'open', AT)?.actor.post.delegation).toBeNull();
  });

  const NOT: [string, Principal, Partial<WholeCopy>, PlainAct][] = [
    ['a member acknowledges', person(post('member')), {}, 'acknowledge'],
    ['a clerk of another unit acknowledges', person(post('clerk', { unitId: 'other' })), {}, 'acknowledge'],
    ['a clerk of another unit opens', person(post('clerk', { unitId: 'other' })), {}, 'open'],
    ['an administrator opens', person(post('admin')), {}, 'open'],
    ['it has not arrived', clerk, { deliveredAt: null }, 'open'],
    ['it was acknowledged before', clerk, { acknowledgedAt: EARLIER }, 'acknowledge'],
    ['it was opened before', clerk, { openedAt: EARLIER }, 'open'],
  ];
  it.each(NOT)('is none when %s', (_, caller, more, act) => {
    expect(plainStep(caller, { ...ARRIVED, ...more }, act, AT)).toBeNull();
  });

  it('states the opening that an acknowledgement implies, unless somebody has opened it', () => {
    const step = plainStep(clerk, ARRIVED, 'acknowledge', AT);
    const [opened, acknowledged] = step?.facts ?? [];
    expect(step?.facts).toMatchObject([
      { fact: 'opened' },
      { fact: 'acknowledged', otherUnitId: 'office', revision: 2 },
    ]);
    expect(opened?.impliedBy).toBe(acknowledged?.id);
    expect(step?.after).toMatchObject({ state: 'acknowledged', openedAt: NOW, acknowledgedAt: NOW, version: 5 });
    const second = plainStep(clerk, OPENED, 'acknowledge', AT);
    expect(second?.facts.map(({ fact }) => fact)).toEqual(['acknowledged']);
    expect(second?.after).toMatchObject({ openedAt: EARLIER, acknowledgedAt: NOW });
    expect(plainStep(clerk, ARRIVED, 'open', AT)?.after).toMatchObject({ openedAt: NOW, acknowledgedAt: null });
  });

  it.each(PURPOSES)('leaves open what is not complete: %s', (purpose) => {
    const step = plainStep(clerk, { ...ARRIVED, purpose }, 'acknowledge', AT);
    expect(step?.after.isOpen).toBe(isOpen('acknowledged', purpose));
  });
});

it('of two steps of one delivery the first is taken, in the order they came', () => {
  const steps = ['a', 'b', 'a', 'c', 'b'].flatMap((id) => plainStep(clerk, { ...ARRIVED, id }, 'open', AT) ?? []);
  expect(firstOfEach(steps)).toEqual([steps[0], steps[1], steps[3]]);
  expect(firstOfEach(steps)[0]).toBe(steps[0]);
});
