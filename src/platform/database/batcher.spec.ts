import { describe, expect, it } from '@jest/globals';
import { Batcher } from './batcher.ts';

/** Says when each batch came and lets the test answer it. */
function held() {
  const batches: { readonly questions: readonly number[]; readonly end: (error?: Error) => void }[] = [];
  const answer = (questions: readonly number[]) =>
    new Promise<number[]>((resolve, reject) => {
      batches.push({ questions, end: (error) => (error ? reject(error) : resolve(questions.map((n) => n * 10))) });
    });
  return { batches, answer };
}
const settled = () => new Promise((resume) => setImmediate(resume));

describe('a batcher', () => {
  it('sends at once when nothing is under way, then together what came meanwhile, never more than the limit', async () => {
    const { batches, answer } = held();
    const batcher = new Batcher(answer, 3);
    const answers = Promise.all([1, 2, 3, 4, 5].map((n) => batcher.ask(n)));
    expect(batches.map(({ questions }) => questions)).toEqual([[1]]);
    for (let i = 0; i < 3; i++) {
      batches[i]?.end();
      await settled();
    }
    expect(batches.map(({ questions }) => questions)).toEqual([[1], [2, 3, 4], [5]]);
    expect(await answers).toEqual([10, 20, 30, 40, 50]);
    void batcher.ask(6);
    expect(batches.at(-1)?.questions).toEqual([6]);
  });

  it('tells a failure to those of the batch alone, and goes on', async () => {
    const { batches, answer } = held();
    const batcher = new Batcher(answer, 2);
    const answers = Promise.allSettled([1, 2, 3, 4].map((n) => batcher.ask(n)));
    batches[0]?.end();
    await settled();
    batches[1]?.end(new Error('no'));
    await settled();
    batches[2]?.end();
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  });

  it('takes too few answers for a failure, rather than give one to the wrong question', async () => {
    const batcher = new Batcher<number, number>(async () => [], 2);
    await expect(batcher.ask(1)).rejects.toThrow('0 answers to 1 questions');
  });
});
