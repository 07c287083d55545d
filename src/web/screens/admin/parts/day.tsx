import { lazy, Suspense, type ComponentProps } from 'react';
import { Skeletons } from '../../../ui/conditions.tsx';

const DateField = lazy(async () => ({ default: (await import('../../../ui/lazy/date-field.tsx')).DateField }));

/** The calendar field, loaded when a form needs one. */
export function DayField(props: ComponentProps<typeof DateField>) {
  return (
    <Suspense fallback={<Skeletons rows={1} height={68} />}>
      <DateField {...props} />
    </Suspense>
  );
}
