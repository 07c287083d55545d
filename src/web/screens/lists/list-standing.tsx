import type { AccountListWire } from '../../../accounts/account-list.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { listsTexts } from '../../texts/lists.vi.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Note } from '../../ui/conditions.tsx';

/** What whoever made the list has to know: may they print slips, and if not, what now. */
export function ListStanding({ list }: { readonly list: AccountListWire }) {
  const t = useTexts(listsTexts);
  if (list.can.approve || list.state === 'not_needed') return null;
  if (list.state === 'approved')
    return (
      <Note>
        <p>{t('ownerApproved')}</p>
        <p>
          <ButtonLink to={`/people/slips?unit=${list.unitId}`}>{t('toSlips')}</ButtonLink>
        </p>
      </Note>
    );
  if (list.state === 'declined')
    return (
      <Note tone="warn">
        <p>{t('ownerDeclined', { reason: sentence(list.declineReason ?? '') })}</p>
        <p>
          <ButtonLink to="/people/imports">{t('importAgain')}</ButtonLink>
        </p>
      </Note>
    );
  return (
    <Note tone="warn">
      <p>{t('ownerWaits')}</p>
    </Note>
  );
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
