import { SampleRefused } from '../sample/load-sample.ts';
import { loadSampleInto } from '../sample/sample-at-start.ts';
import { HOW_TO_SIGN_IN } from '../sample/sample-facts.ts';
import { EXIT, type Command } from './command.ts';
import { onGround } from './database.ts';

export const SAMPLE: Command = {
  summary: 'load the sample organisation, unless it is there; refused in production',
  options: {},
  async run(world) {
    if (world.config.isProduction) throw new SampleRefused();
    const isNew = await onGround(world, loadSampleInto);
    world.terminal.print(
      isNew
        ? `The sample organisation is loaded: ${HOW_TO_SIGN_IN}`
        : 'A unit DK is there already: nothing was changed.',
    );
    return EXIT.done;
  },
};
