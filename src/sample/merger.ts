import { UnitClosure } from '../incoming/unit-closure.service.ts';
import { at } from './days.ts';
import { MERGER } from './organisation.data.ts';
import type { Stage } from './stage.ts';

/** Between the notice and today two agencies became one, and their branches with them. */
export function tellMerger(stage: Stage): void {
  const { code, into, on } = MERGER;
  const body = { on, successorId: stage.cast.unit(into) };
  stage.agenda.add(at('2025-03-03', '09:00'), async () => {
    await stage.get(UnitClosure).close(stage.cast.person('quantri'), stage.cast.unit(code), body);
  });
}
