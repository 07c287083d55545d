import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MovableClock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';
import { Callers } from './callers.reader.ts';

interface Row {
  sessionId: string;
  id: string;
  displayName: string;
  posts: never[];
  restriction: null;
}

const people = Array.from({ length: 150 }, (_, i) => ({
  accountId: randomUUID(),
  sessionId: randomUUID(),
  address: `10.0.0.${i}`,
}));
const claimsOf = ({ accountId, sessionId }: { accountId: string; sessionId: string }) => ({ accountId, sessionId });

/** A database that answers in an order of its own, and how often it was asked. */
function aDoor(answer: (rows: Row[]) => Row[] = (rows) => rows.toReversed()) {
  const seen = { calls: 0 };
  const rows = async (_: string, [, ids]: [Date, string[]]) => {
    seen.calls++;
    await new Promise((done) => setTimeout(done, 2));
    const found = people.filter(({ sessionId }) => ids.includes(sessionId));
    return answer(
      found.map(({ accountId: id, sessionId }) => ({ sessionId, id, displayName: id, posts: [], restriction: null })),
    );
  };
  const clock = new MovableClock(new Date('2020-05-18T01:00:00Z'));
  return { seen, callers: new Callers({ rows } as unknown as Database, clock, Config.read({})) };
}

const crowd = (callers: Callers) =>
  Promise.allSettled([...people, ...people].map((person) => callers.principal(claimsOf(person), person.address)));

describe('Callers', () => {
  it('gives each of a crowd themselves, in whatever order the rows come, by few statements', async () => {
    const { callers, seen } = aDoor();
    const found = await crowd(callers);
    expect(
      found.map((one) => {
        const { accountId, sessionId, address } =
          (one as PromiseFulfilledResult<(typeof people)[0] | null>).value ?? {};
        return { accountId, sessionId, address };
      }),
    ).toEqual([...people, ...people]);
    expect(seen.calls).toBeLessThan(5);
  });

  it('knows nobody whose row is missing, and everybody else', async () => {
    const gone = people[7]?.sessionId;
    const { callers } = aDoor((rows) => rows.filter(({ sessionId }) => sessionId !== gone));
    const found = await crowd(callers);
    const missing = found.flatMap((one, i) => (one.status === 'fulfilled' && one.value === null ? [i] : []));
    expect(missing).toEqual([7, 157]);
  });

  it('takes a token that names another account than its session does for none', async () => {
    const { callers } = aDoor();
    const [one, other] = people as [(typeof people)[0], (typeof people)[0]];
    const mixed = { accountId: other.accountId, sessionId: one.sessionId };
    expect(await callers.principal(mixed, one.address)).toBeNull();
  });

  it('asks anew each time', async () => {
    let isRevoked = false;
    const { callers } = aDoor((rows) => (isRevoked ? [] : rows));
    const [one] = people as [(typeof people)[0]];
    expect(await callers.principal(claimsOf(one), one.address)).not.toBeNull();
    isRevoked = true;
    expect(await callers.principal(claimsOf(one), one.address)).toBeNull();
  });

  it('says so to all who asked together when the database does not answer', async () => {
    const { callers } = aDoor(() => {
      throw new Error('the line broke');
    });
    const found = await crowd(callers);
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set(['rejected']));
  });
});
