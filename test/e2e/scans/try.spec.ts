import { Readable } from 'node:stream';
import { it } from '@jest/globals';
import { Clamd, EICAR } from '../../support/clamd.ts';
import { ask, instream, wouldTake } from '../../../src/scans/clamd.ts';
import { readAnswer } from '../../../src/scans/answer.policy.ts';
import { selfTest } from '../../../src/scans/self-test.ts';

it('tries', async () => {
  const clamd = await Clamd.make('/usr/sbin/clamd');
  const say = (x: unknown) => process.stdout.write(JSON.stringify(x) + '\n');
  try {
    for (const limits of [{}, { AlertExceedsMax: 'no' }, { StreamMaxLength: '1M' }, { MaxFileSize: '1M' }]) {
      await clamd.start(limits as never);
      const at = { path: clamd.socket };
      const o = { silenceMs: 5000, signal: new AbortController().signal };
      say([limits, await ask(at, 'VERSION', o), await ask(at, 'PING', o)]);
      say(await instream(at, Readable.from([Buffer.from(EICAR)]), o));
      say(await instream(at, Readable.from([Buffer.from('hello')]), o));
      say(
        await selfTest(async (s) => {
          const h = await instream(at, s, o);
          say(h);
          return readAnswer(h);
        }),
      );
      say(await wouldTake(at, 1024 ** 3, { ...o, silenceMs: 500 }));
      say(await wouldTake(at, 2 * 1024 ** 3, { ...o, silenceMs: 500 }));
      const big = Buffer.alloc(256 * 1024, 7);
      say(
        await instream(
          at,
          Readable.from(
            (function* () {
              for (let i = 0; i < 400; i++) yield big;
            })(),
          ),
          o,
        ).catch(String),
      );
      await clamd.kill();
    }
  } finally {
    await clamd.remove();
  }
});
