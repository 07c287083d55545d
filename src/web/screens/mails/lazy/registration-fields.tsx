import type { ArrivedMailWire } from '../../../../mail-gateway/arrived-mails.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { arrivedTexts } from '../../../texts/arrived-mails.vi.ts';
import { documentTexts } from '../../../texts/incoming-document.vi.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx';
import { PURPOSES } from '../../incoming/lazy/entry.ts';
import { TypeField, UrgencyField } from '../../incoming/lazy/filter-dialog.tsx';
import { symbolIn } from '../arrived-words.ts';
import { filesToTake, type Registration } from '../registration.ts';

interface FieldsProps {
  readonly mail: ArrivedMailWire;
  readonly entry: Registration;
  readonly fields: Readonly<Record<string, string>>;
  /** yyyy-MM-dd. */
  readonly today: string;
  readonly onChange: (part: Partial<Registration>) => void;
}

/** In the order of the paper; each guess says that it is one. */
export function RegistrationFields({ mail, entry, fields, today, onChange }: FieldsProps) {
  const t = useTexts(arrivedTexts);
  const w = useTexts(workTexts);
  const isGuess = entry.symbol !== '' && entry.symbol === symbolIn(mail.subject, mail.text);
  return (
    <>
      <TextField
        label={t('author')}
        hint={t('authorHint')}
        error={fields['authorName']}
        required
        maxLength={200}
        value={entry.authorName}
        onChange={(authorName) => onChange({ authorName })}
      />
      <div className="side-by-side">
        <TextField
          label={w('symbol')}
          hint={isGuess ? t('symbolGuessed') : w('symbolHint')}
          error={fields['symbol']}
          required={false}
          maxLength={50}
          value={entry.symbol}
          onChange={(symbol) => onChange({ symbol })}
        />
        <DateField
          label={w('documentDate')}
          hint={t('dateGuessed')}
          error={fields['documentDate']}
          max={today}
          value={entry.documentDate}
          onChange={(documentDate) => onChange({ documentDate })}
        />
        <TypeField
          value={entry.typeCode}
          any={w('noType')}
          error={fields['typeCode']}
          onChange={(typeCode) => onChange({ typeCode })}
        />
      </div>
      <TextArea
        label={w('subject')}
        error={fields['subject']}
        required
        maxLength={500}
        rows={2}
        value={entry.subject}
        onChange={(subject) => onChange({ subject })}
      />
      <FilesTaken mail={mail} entry={entry} onChange={onChange} />
      <More entry={entry} fields={fields} onChange={onChange} />
    </>
  );
}

type PartProps = Pick<FieldsProps, 'entry' | 'onChange'>;

function FilesTaken({ mail, entry, onChange }: PartProps & Pick<FieldsProps, 'mail'>) {
  const t = useTexts(arrivedTexts);
  const { fileIds } = entry;
  const toggle = (id: string, on: boolean): void =>
    onChange({ fileIds: on ? [...fileIds, id] : fileIds.filter((one) => one !== id) });
  return (
    <fieldset className="choice">
      <legend>{t('filesTaken')}</legend>
      {filesToTake(mail).map(({ id, name }) => (
        <CheckField key={id} label={name} checked={fileIds.includes(id)} onChange={(on) => toggle(id, on)} />
      ))}
      <CheckField
        label={t('includeMessage')}
        checked={entry.includeMessage}
        onChange={(includeMessage) => onChange({ includeMessage })}
      />
    </fieldset>
  );
}

function More({ entry, fields, onChange }: PartProps & Pick<FieldsProps, 'fields'>) {
  const t = useTexts(arrivedTexts);
  const w = useTexts(workTexts);
  const d = useTexts(documentTexts);
  return (
    <details>
      <summary>{t('more')}</summary>
      <div className="side-by-side">
        <UrgencyField value={entry.urgency} onChange={(urgency) => onChange({ urgency: urgency || 'normal' })} />
        <SelectField
          label={w('purpose')}
          value={entry.purpose}
          onChange={(purpose) => onChange({ purpose })}
          options={PURPOSES.map((value) => ({ value, label: d(`purpose.${value}`) }))}
        />
        <TextField
          label={w('signer')}
          error={fields['signerName']}
          required={false}
          maxLength={100}
          value={entry.signerName}
          onChange={(signerName) => onChange({ signerName })}
        />
      </div>
    </details>
  );
}
