import { describe, expect, it } from '@jest/globals';
import { Traffic } from './traffic.ts';

const HOUR_MS = 3600_000;
/** Timers may fire up to a millisecond early. */
const EARLY_MS = 1;
const never = new AbortController().signal;

describe('calm', () => {
  it('is there when nobody has asked for anything', async () => {
    await expect(new Traffic().calm(HOUR_MS, HOUR_MS, never)).resolves.toBeUndefined();
  });

  it('comes a while after the last request, not after the first', async () => {
    const traffic = new Traffic();
    traffic.seen();
    const calm = traffic.calm(300, HOUR_MS, never);
    let last = 0;
    setTimeout(() => {
      traffic.seen();
      last = performance.now();
    }, 20);
    await calm;
    expect(last).toBeGreaterThan(0);
    expect(performance.now() - last).toBeGreaterThanOrEqual(300 - EARLY_MS);
  });

  it('is not waited for longer than was said', async () => {
    const traffic = new Traffic();
    traffic.seen();
    await expect(traffic.calm(HOUR_MS, 10, never)).resolves.toBeUndefined();
  });

  it('is given up when the process stops', async () => {
    const traffic = new Traffic();
    traffic.seen();
    const stop = new AbortController();
    const calm = traffic.calm(HOUR_MS, HOUR_MS, stop.signal);
    stop.abort();
    await expect(calm).rejects.toMatchObject({ name: 'AbortError' });
  });
});
