import type { Case } from './case.ts';
import { none } from './cases-of-admins.ts';
import type { World } from './world.ts';

/** Calls about the practice area. */
export function practiceCases({ boss: who }: World): Record<string, Case> {
  return {
    'practice.enter': { who, ids: none, body: () => ({ role: 'clerk' }) },
    'practice.reset': { who, ids: none, body: () => ({ scope: 'own' }) },
  };
}
