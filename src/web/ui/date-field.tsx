import { lazy, Suspense, type ComponentProps } from 'react';
import { Skeletons } from './conditions.tsx';

const Calendar = lazy(async () => ({ default: (await import('./lazy/date-field.tsx')).DateField }));
const HEIGHT_PX = 68;
const HINTED_PX = 88;

/** A day, typed or taken from a calendar, which is loaded when a form first shows one. */
export function DateField(props: ComponentProps<typeof Calendar>) {
  return (
    <Suspense fallback={<Skeletons rows={1} height={props.hint ? HINTED_PX : HEIGHT_PX} />}>
      <Calendar {...props} />
    </Suspense>
  );
}
