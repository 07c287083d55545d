import type { AccountListWire } from '../../../accounts/account-list.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { listsTexts } from '../../texts/lists.vi.ts';
import { Mark } from '../../ui/marks.tsx';

const TONES = { waiting: 'orange', approved: 'green', declined: 'red', not_needed: 'grey' } as const;

export function ListMark({ state }: { readonly state: AccountListWire['state'] }) {
  const t = useTexts(listsTexts);
  return <Mark tone={TONES[state]}>{t(state)}</Mark>;
}
