import type { Channel, Sector, UnitKind } from '../units/unit-kinds.ts';

/** Who knows of a group that he neither owns nor is in: `owner` nobody · `open` the units below its owner, which may ask to join. */
export const VISIBILITIES = ['owner', 'open'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** How far a rule reaches: the units directly below its root, or all below. */
export const REACHES = ['children', 'below'] as const;
export type Reach = (typeof REACHES)[number];

/** Which units a rule brings in. An empty list means any; of kinds, those of the block: never superiors, bodies or persons. */
export interface Rule {
  readonly reach: Reach;
  readonly kinds: readonly UnitKind[];
  readonly sectors: readonly Sector[];
  readonly channels: readonly Channel[];
}

/** What is written in the history of a group. */
export const EVENT_ACTS = [
  'create',
  'change',
  'join',
  'leave',
  'except',
  'readmit',
  'set-rule',
  'drop-rule',
  'add-group',
  'drop-group',
  'set-keeper',
  'hand-over',
  'close',
] as const;
export type EventAct = (typeof EVENT_ACTS)[number];

/** By what right somebody changed a group. `consent`: as the unit that took it over. */
export const RIGHTS = ['owner', 'keeper', 'administrator', 'consent'] as const;
export type Right = (typeof RIGHTS)[number];

/** Groups within groups: levels at most, the outermost counted. */
export const MAX_DEPTH = 10;
/** Groups directly within one. */
export const MAX_GROUPS = 50;
/** Most units a group can have of its own, and most it can keep out. */
export const MAX_MEMBERS = 2000;
