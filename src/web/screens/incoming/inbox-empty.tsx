import { FileSearch, FilePlus2 } from 'lucide-react';
import { useTexts } from '../../texts/catalogue.ts';
import { incomingTexts } from '../../texts/incoming.vi.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/conditions.tsx';
import { countConditions, type InboxFilter } from './inbox-filter.ts';

/** Nothing here: nothing yet, nothing left in this box, or nothing that matches. */
export function InboxEmpty({ filter, isClerk }: { readonly filter: InboxFilter; readonly isClerk: boolean }) {
  const t = useTexts(incomingTexts);
  const all = <ButtonLink to="/incoming">{t('showAll')}</ButtonLink>;
  if (filter.q !== '' || countConditions(filter) > 0)
    return (
      <EmptyState title={t('emptyFound')} icon={<FileSearch size={28} />} action={all}>
        {t('emptyFoundText')}
      </EmptyState>
    );
  if (filter.box !== 'all')
    return (
      <EmptyState title={t('emptyBox', { box: t(`box.${filter.box}`) })} action={all}>
        {t('emptyBoxText')}
      </EmptyState>
    );
  const enter = isClerk && (
    <ButtonLink to="/incoming#enter" icon={<FilePlus2 size={18} aria-hidden />}>
      {t('enter')}
    </ButtonLink>
  );
  return (
    <EmptyState title={t('emptyAll')} action={enter}>
      {t('emptyAllText')}
    </EmptyState>
  );
}
