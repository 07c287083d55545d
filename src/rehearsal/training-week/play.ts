import type { Rehearsed } from '../fresh-ground.ts';
import { drawBalance } from './balance.ts';
import { announce, fillWeek } from './booking.scenes.ts';
import { trainAll } from './door.scenes.ts';
import { makeUp, printSheet, publish } from './last.scenes.ts';
import { approveList, bringList, prepare } from './list.scenes.ts';
import { printSlips } from './slips.scenes.ts';
import { Stage } from './stage.ts';
import { local } from './week.data.ts';

/** Before the first scene. */
export const BEGINNING = new Date(local('2020-05-11T08:00'));
/** What the rehearsal wants to be set. */
export const SETTINGS = { ONBOARDING_REMIND_DAYS: '2', ONBOARDING_DIGEST: 'on' } as const;

/** Plays the training week of 18–22/5/2020 from the list to the last day. @returns the stage, and whether every promise was kept */
export async function playTrainingWeek(
  rehearsed: Rehearsed,
  print: (line: string) => void,
): Promise<{ readonly stage: Stage; readonly isKept: boolean }> {
  const stage = new Stage(rehearsed, print);
  await prepare(stage);
  await bringList(stage);
  await approveList(stage);
  await printSlips(stage);
  await announce(stage);
  await fillWeek(stage);
  for (const time of ['07:15', '08:30', '08:40'] as const) await stage.byItself('2020-05-15', time);
  await publish(stage);
  await trainAll(stage);
  await printSheet(stage);
  await makeUp(stage);
  return { stage, isKept: await drawBalance(stage) };
}
