import { onFreshGround } from '../rehearsal/fresh-ground.ts';
import { EXIT, type Command } from './command.ts';

export const REHEARSE_TRAINING_WEEK: Command = {
  summary:
    'play the training week of 18–22/5/2020 with 40 made-up units, on a database of its own in a temporary folder that is removed afterwards; 1 when a promise is broken',
  options: {},
  async run({ terminal }) {
    const { BEGINNING, playTrainingWeek, SETTINGS } = await import('../rehearsal/training-week/play.ts');
    const print = (line: string): void => terminal.print(line);
    const { isKept } = await onFreshGround(BEGINNING, SETTINGS, (rehearsed) => playTrainingWeek(rehearsed, print));
    return isKept ? EXIT.done : EXIT.failed;
  },
};
