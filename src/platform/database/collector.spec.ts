import { describe, expect, it } from '@jest/globals';
import { Collector } from './collector.ts';

const aTurn = () => new Promise((done) => setImmediate(done));

/** Calls that are answered when the test says so. */
function aCounter(most = 100, patienceMs = 1e9) {
  const calls: { readonly questions: readonly number[]; readonly answer: (fail?: Error) => Promise<void> }[] = [];
  const collector = new Collector<number, string>(
    (questions) =>
      new Promise((resolve, reject) => {
        const answer = async (fail?: Error) => {
          if (fail) reject(fail);
          else resolve(questions.map((question) => `answer ${question}`));
          await aTurn();
        };
        calls.push({ questions, answer });
      }),
    { most, patienceMs },
  );
  const told = () => calls.map(({ questions }) => questions);
  return { collector, calls, told };
}

describe('Collector', () => {
  it('asks at the end of the turn when nothing is under way, and then together', async () => {
    const { collector, calls, told } = aCounter();
    const asked = [1, 2].map((question) => collector.ask(question));
    await aTurn();
    for (const question of [3, 4, 3]) {
      asked.push(collector.ask(question));
      await aTurn();
    }
    expect(told()).toEqual([[1, 2]]);
    await calls[0]?.answer();
    expect(told()).toEqual([
      [1, 2],
      [3, 4, 3],
    ]);
    await calls[1]?.answer();
    expect(await Promise.all(asked)).toEqual([1, 2, 3, 4, 3].map((question) => `answer ${question}`));
    expect(calls).toHaveLength(2);
  });

  it('never answers a question from a call that began before it was put', async () => {
    let truth = 'before';
    const calls: (() => void)[] = [];
    const collector = new Collector<string, string>(
      (questions) => {
        const seen = truth;
        return new Promise((resolve) => calls.push(() => resolve(questions.map(() => seen))));
      },
      { most: 100, patienceMs: 1e9 },
    );
    const first = collector.ask('who?');
    await aTurn();
    truth = 'after';
    const second = collector.ask('who?');
    calls[0]?.();
    expect(await first).toBe('before');
    await aTurn();
    calls[1]?.();
    expect(await second).toBe('after');
  });

  it('puts no more into a call than it may hold', async () => {
    const { collector, calls, told } = aCounter(2);
    const asked = [1, 2, 3, 4, 5].map((question) => collector.ask(question));
    await aTurn();
    for (let i = 0; i < 3; i++) await calls[i]?.answer();
    expect(told()).toEqual([[1, 2], [3, 4], [5]]);
    expect(await Promise.all(asked)).toHaveLength(5);
  });

  it('tells an error to those who went along, and to nobody else', async () => {
    const { collector, calls } = aCounter();
    const asked = [collector.ask(1)];
    await aTurn();
    asked.push(collector.ask(2), collector.ask(3));
    await calls[0]?.answer();
    const ends = Promise.allSettled([...asked, collector.ask(4)]);
    await calls[1]?.answer(new Error('the line broke'));
    await calls[2]?.answer();
    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  });

  it('gives nobody an answer when their number is not that of the questions', async () => {
    let turn = 0;
    const collector = new Collector<number, number>(
      async (questions) => {
        await aTurn();
        return turn++ === 0 ? questions : questions.slice(1);
      },
      { most: 100, patienceMs: 1e9 },
    );
    const first = collector.ask(1);
    await aTurn();
    const ends = await Promise.allSettled([first, collector.ask(2), collector.ask(3)]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('does not let a stuck call hold up everybody', async () => {
    const { collector, calls, told } = aCounter(100, 0);
    const stuck = collector.ask(1);
    await aTurn();
    const free = collector.ask(2);
    await aTurn();
    expect(told()).toEqual([[1], [2]]);
    await calls[1]?.answer();
    expect(await free).toBe('answer 2');
    await calls[0]?.answer();
    expect(await stuck).toBe('answer 1');
  });
});
