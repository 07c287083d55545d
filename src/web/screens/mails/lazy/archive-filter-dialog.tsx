import { useState } from 'react';
import { useWho } from '../../../api/session.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { common } from '../../../texts/common.vi.ts';
import { mailTexts } from '../../../texts/mails.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import type { ArchiveFilter } from '../archive-filter.ts';

interface FilterProps {
  readonly filter: ArchiveFilter;
  readonly onClose: () => void;
  readonly onFilter: (filter: ArchiveFilter) => void;
}

/** Days, and the unit for those who work at several. */
export function ArchiveFilterDialog({ filter, onClose, onFilter }: FilterProps) {
  const t = useTexts(mailTexts);
  const c = useTexts(common);
  const { posts } = useWho();
  // Over the filter as it is when it is applied: what was being searched for may still change while this opens.
  const [changes, setChanges] = useState<Partial<ArchiveFilter>>({});
  const draft = { ...filter, ...changes };
  const units = new Map(posts.flatMap(({ unitId, unitName, role }) => (role === 'admin' ? [] : [[unitId, unitName]])));
  const change = (part: Partial<ArchiveFilter>): void => setChanges({ ...changes, ...part });
  const apply = (next: ArchiveFilter): void => {
    onFilter(next);
    onClose();
  };
  return (
    <Dialog title={t('filterTitle')} onClose={onClose}>
      <Form onSubmit={() => apply(draft)} label={t('filterTitle')}>
        <DateField label={t('from')} value={draft.from || null} onChange={(day) => change({ from: day ?? '' })} />
        <DateField
          label={t('to')}
          value={draft.to || null}
          {...(draft.from && { min: draft.from })}
          onChange={(day) => change({ to: day ?? '' })}
        />
        {units.size > 1 && (
          <SelectField
            label={t('unit')}
            value={draft.unit}
            onChange={(unit) => change({ unit })}
            options={[
              { value: '', label: t('anyUnit') },
              ...[...units].map(([value, label]) => ({ value: value ?? '', label: label ?? '' })),
            ]}
          />
        )}
        <footer className="dialog-foot">
          <Button kind="primary" type="submit">
            {t('apply')}
          </Button>
          <Button onClick={() => apply({ ...filter, from: '', to: '', unit: '' })}>{t('clear')}</Button>
          <Button onClick={onClose}>{c('cancel')}</Button>
        </footer>
      </Form>
    </Dialog>
  );
}
