import { describe, expect, it } from '@jest/globals';
import { helpAreaOf, helpKeysOf } from './help-area.ts';

describe('the help of a page', () => {
  it.each([
    ['/', 'home'],
    ['/incoming', 'incoming'],
    ['/incoming/4f3a', 'incoming'],
    ['/outgoing', 'outgoing'],
    ['/outgoing/4f3a', 'outgoing'],
    ['/outgoing/new', 'composer'],
    ['/outgoing/4f3a/tracking', 'tracking'],
    ['/tracking/4f3a', 'tracking'],
    ['/registers/incoming', 'registers'],
    ['/people', 'administration'],
    ['/audit', 'administration'],
    ['/groups/1', 'groups'],
    ['/cutover', 'cutover'],
    ['/cutover/inboxes/4f3a', 'cutover'],
    ['/me', 'profile'],
    ['/notifications', 'profile'],
    ['/kit', 'other'],
  ])('%s is about %s', (path, area) => {
    expect(helpAreaOf(path)).toBe(area);
  });

  it('is its own lines and nobody else’s', () => {
    expect(helpKeysOf(['home_1', 'incoming_1', 'incoming_2', 'about'], '/incoming/x')).toEqual([
      'incoming_1',
      'incoming_2',
    ]);
  });
});
