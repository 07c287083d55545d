import { expect, it } from '@jest/globals';
import { actsOn, ARRIVED_STATES } from './arrived-mail.states.ts';

it('offers the clerk what is possible, others nothing', () => {
  expect(ARRIVED_STATES.map((state) => [state, actsOn(state, ['clerk'])])).toEqual([
    ['kept', []],
    ['waiting', ['register', 'dismiss']],
    ['registered', []],
    ['dismissed', ['reopen']],
  ]);
  for (const state of ARRIVED_STATES) expect(actsOn(state, ['leader', 'member', 'admin'])).toEqual([]);
});
