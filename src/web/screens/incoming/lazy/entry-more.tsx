import { useTexts } from '../../../texts/catalogue.ts';
import { documentTexts } from '../../../texts/incoming-document.vi.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { SelectField, TextField } from '../../../ui/fields.tsx';
import { PURPOSES, type Entry } from './entry.ts';
import { UrgencyField } from './filter-dialog.tsx';

interface MoreProps {
  readonly entry: Entry;
  readonly fields: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<Entry>) => void;
}

/** What is seldom asked for. */
export function EntryMore({ entry, fields, onChange }: MoreProps) {
  const t = useTexts(workTexts);
  const d = useTexts(documentTexts);
  return (
    <details>
      <summary>{t('more')}</summary>
      <div className="side-by-side">
        <UrgencyField value={entry.urgency} onChange={(urgency) => onChange({ urgency: urgency || 'normal' })} />
        <SelectField
          label={t('purpose')}
          value={entry.purpose}
          onChange={(purpose) => onChange({ purpose })}
          options={PURPOSES.map((value) => ({ value, label: d(`purpose.${value}`) }))}
        />
        <TextField
          label={t('signer')}
          error={fields['signerName']}
          required={false}
          maxLength={100}
          value={entry.signerName}
          onChange={(signerName) => onChange({ signerName })}
        />
        <TextField
          label={t('pageCount')}
          error={fields['pageCount']}
          required={false}
          type="number"
          inputMode="numeric"
          min={1}
          max={9999}
          value={entry.pageCount}
          onChange={(pageCount) => onChange({ pageCount })}
        />
      </div>
    </details>
  );
}
