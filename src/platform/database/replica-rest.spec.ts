import { describe, expect, it } from '@jest/globals';
import { ReplicaRest } from './replica-rest.ts';

describe('leaving a replica alone', () => {
  it('uses it while it does well', () => {
    const rest = new ReplicaRest();
    expect([rest.mayTry(0), rest.mayTry(0), rest.mayTry(1)]).toEqual([true, true, true]);
    expect(rest.fault).toBeNull();
  });

  it('lets one try after each pause, and each pause is twice the last', () => {
    const rest = new ReplicaRest();
    rest.failed('unreachable', 0);
    expect([rest.mayTry(999), rest.mayTry(1000), rest.mayTry(1000)]).toEqual([false, true, false]);
    rest.failed('unreachable', 1000);
    expect([rest.mayTry(2999), rest.mayTry(3000)]).toEqual([false, true]);
    for (let i = 0; i < 20; i++) rest.failed('unreachable', 3000);
    expect([rest.mayTry(32_999), rest.mayTry(33_000)]).toEqual([false, true]);
  });

  it('lets somebody else try when a try never came back', () => {
    const rest = new ReplicaRest();
    rest.failed('behind', 0);
    expect([rest.mayTry(100), rest.mayTry(5099), rest.mayTry(5100)]).toEqual([true, false, true]);
  });

  it('says once that it cannot be reached, and once that it can again', () => {
    const rest = new ReplicaRest();
    expect([rest.failed('unreachable', 0), rest.failed('unreachable', 1000)]).toEqual([true, false]);
    expect([rest.didWell(), rest.didWell()]).toEqual([true, false]);
    expect(rest.failed('unreachable', 2000)).toBe(true);
  });

  it('says that it is behind when it stays so, not for a moment under load', () => {
    const rest = new ReplicaRest();
    expect(rest.failed('behind', 0)).toBe(false);
    expect(rest.didWell()).toBe(false);
    expect([rest.failed('behind', 100), rest.failed('behind', 9000), rest.failed('behind', 10_100)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(rest.failed('behind', 20_000)).toBe(false);
  });
});
