import { Skeletons } from './conditions.tsx';
import { later } from './later.tsx';

const HEIGHT_PX = 68;
const HINTED_PX = 88;

/** A day, typed or taken from a calendar, which is loaded when a form first shows one. */
export const DateField = later(
  async () => (await import('./lazy/date-field.tsx')).DateField,
  ({ hint }) => <Skeletons rows={1} height={hint ? HINTED_PX : HEIGHT_PX} />,
);
