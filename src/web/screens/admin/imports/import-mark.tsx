import type { ImportWire } from '../../../../imports/imports.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminImportsTexts } from '../../../texts/admin-imports.vi.ts';
import { Mark } from '../../../ui/marks.tsx';

const TONES = {
  checking: 'blue',
  unreadable: 'red',
  checked: 'orange',
  applying: 'blue',
  applied: 'green',
  cancelled: 'grey',
} as const;

export function ImportMark({ state }: { readonly state: ImportWire['state'] }) {
  const t = useTexts(adminImportsTexts);
  return <Mark tone={TONES[state]}>{t(`state_${state}`)}</Mark>;
}
