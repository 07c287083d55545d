import type { Translate } from '../../texts/catalogue.ts';
import type { vi } from '../../texts/outgoing.vi.ts';
import type { Primary, Secondary } from './next-step.ts';

type Texts = Translate<typeof vi>;

/** The error code of `can` in words of the office: who may do it, or what has to come first. */
export function reasonFor(code: string | null, act: Primary | Secondary, t: Texts): string | null {
  if (code === null) return null;
  if (code === 'access.role-needed') return t(`who_${act}`);
  if (code === 'outgoing.not-yours') return t('notYours');
  if (code === 'outgoing.not-issued-yet') return t('notIssuedYet');
  return t('notNow');
}
