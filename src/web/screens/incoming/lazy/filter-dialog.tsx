import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { documentTypes } from '../../../api/document-types.ts';
import { useWho } from '../../../api/session.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { common } from '../../../texts/common.vi.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { useLanguage } from '../../../texts/language.ts';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { URGENCIES as WORDS } from '../../../ui/states.ts';
import { NO_CONDITIONS, URGENCIES, type InboxFilter, type Urgency } from '../inbox-filter.ts';
import { SenderField } from './sender-field.tsx';

interface FilterProps {
  readonly filter: InboxFilter;
  readonly onClose: () => void;
  readonly onFilter: (filter: InboxFilter) => void;
  readonly onSave: (name: string, filter: InboxFilter) => void;
}

/** Sender, type, urgency, days, unit; and a name to find it by next time. */
export function FilterDialog({ filter, onClose, onFilter, onSave }: FilterProps) {
  const t = useTexts(workTexts);
  const c = useTexts(common);
  // Over the filter as it is when it is applied: what was being searched for may still change while this opens.
  const [changes, setChanges] = useState<Partial<InboxFilter>>({});
  const draft = { ...filter, ...changes };
  const [name, setName] = useState('');
  const [unknown, setUnknown] = useState(false);
  const change = (part: Partial<InboxFilter>): void => setChanges({ ...changes, ...part });
  const apply = (next: InboxFilter): void => {
    onFilter(next);
    onClose();
  };
  const submit = (): void => {
    if (unknown) return;
    if (name.trim()) onSave(name.trim(), draft);
    apply(draft);
  };
  return (
    <Dialog title={t('filterTitle')} onClose={onClose}>
      <Form onSubmit={submit} label={t('filterTitle')}>
        <SenderField value={draft.sender} onChange={(sender) => change({ sender })} onUnknown={setUnknown} />
        <TypeField value={draft.type} any={t('anyType')} onChange={(type) => change({ type })} />
        <UrgencyField value={draft.urgency} any={t('anyUrgency')} onChange={(urgency) => change({ urgency })} />
        <DateField label={t('from')} value={draft.from || null} onChange={(day) => change({ from: day ?? '' })} />
        <DateField
          label={t('to')}
          value={draft.to || null}
          {...(draft.from && { min: draft.from })}
          onChange={(day) => change({ to: day ?? '' })}
        />
        <UnitField value={draft.unit} onChange={(unit) => change({ unit })} />
        <TextField
          label={t('saveAs')}
          hint={t('saveAsHint')}
          required={false}
          maxLength={40}
          value={name}
          onChange={setName}
        />
        <footer className="dialog-foot">
          <Button kind="primary" type="submit">
            {t('apply')}
          </Button>
          <Button onClick={() => apply({ ...filter, ...NO_CONDITIONS })}>{t('clear')}</Button>
          <Button onClick={onClose}>{c('cancel')}</Button>
        </footer>
      </Form>
    </Dialog>
  );
}

/** The units the person serves; nothing for those who serve one. */
function UnitField({ value, onChange }: { readonly value: string; readonly onChange: (unit: string) => void }) {
  const t = useTexts(workTexts);
  const units = new Map(
    useWho().posts.flatMap(({ unitId, unitName, role }) => (role === 'admin' ? [] : [[unitId, unitName]])),
  );
  if (units.size < 2) return null;
  const options = [...units].map(([id, unitName]) => ({ value: id, label: unitName }));
  return (
    <SelectField
      label={t('forUnit')}
      value={value}
      onChange={onChange}
      options={[{ value: '', label: t('anyUnit') }, ...options]}
    />
  );
}

interface TypeProps {
  readonly value: string;
  /** What the empty choice says. */
  readonly any: string;
  readonly error?: string | undefined;
  readonly onChange: (code: string) => void;
}

export function TypeField({ value, any, error, onChange }: TypeProps) {
  const t = useTexts(workTexts);
  const language = useLanguage();
  const { data } = useQuery(documentTypes());
  const types = (data ?? []).map((type) => ({ value: type.code, label: language === 'vi' ? type.name : type.english }));
  return (
    <SelectField
      label={t('type')}
      error={error}
      value={value}
      onChange={onChange}
      options={[{ value: '', label: any }, ...types]}
    />
  );
}

interface UrgencyProps {
  readonly value: Urgency | '';
  readonly any?: string;
  readonly onChange: (urgency: Urgency | '') => void;
}

export function UrgencyField({ value, any, onChange }: UrgencyProps) {
  const t = useTexts(workTexts);
  const language = useLanguage();
  const known = URGENCIES.map((urgency) => ({
    value: urgency,
    label: WORDS[urgency]?.[language] ?? t('urgency.normal'),
  }));
  const options = any === undefined ? known : [{ value: '' as const, label: any }, ...known];
  return <SelectField label={t('urgency')} value={value} onChange={onChange} options={options} />;
}
