import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson } from '../../support/people.ts';
import { act, HOUR, Trial } from './trial.ts';

describe('groups of units, held against a model', () => {
  let app: TestApp;
  let accountId: string;
  beforeAll(async () => {
    app = await startTestApp();
    accountId = (await aPerson(app, [])).id;
  });
  afterAll(() => app.stop());

  it('reach whom the model says, now and on every day, and never contain themselves', async () => {
    const story = fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 30, size: 'max' }), async (acts) => {
      // A day of its own for each story: the clock never goes back.
      app.clock.set(new Date(app.clock.now().getTime() + 48 * HOUR));
      const trial = new Trial(app, accountId);
      await trial.begin();
      for (const next of acts) {
        await trial.play(next);
        await trial.checkNow();
        expect(trial.differences).toEqual([]);
      }
      await trial.checkDays();
      expect(trial.differences).toEqual([]);
    });
    await fc.assert(story, { numRuns: 8, endOnFailure: true });
  });
});
