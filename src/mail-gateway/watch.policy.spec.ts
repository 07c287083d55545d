import { expect, it } from '@jest/globals';
import { pauseAfter, troubleOf } from './watch.policy.ts';

it.each<[object, object]>([
  [
    { authenticationFailed: true, code: 'x' },
    { state: 'refused', problem: 'login-refused' },
  ],
  [{ code: 'ECONNREFUSED' }, { state: 'unreachable', problem: 'ECONNREFUSED' }],
  [{ code: 'CONNECT_TIMEOUT' }, { state: 'unreachable', problem: 'CONNECT_TIMEOUT' }],
  [{ code: 'sai mật khẩu của a@x.vn' }, { state: 'failing', problem: 'failed' }],
  [new Error('x'), { state: 'failing', problem: 'failed' }],
])('%j', (error, trouble) => {
  expect(troubleOf(error)).toEqual(trouble);
});

it('leaves it alone for longer each time, an hour at most', () => {
  const minutes = [1, 2, 3, 4, 5, 50].map((failures) => pauseAfter('unreachable', failures, 5) / 60_000);
  expect(minutes).toEqual([5, 10, 20, 40, 60, 60]);
  expect(pauseAfter('refused', 1, 5)).toBe(3600_000);
});
