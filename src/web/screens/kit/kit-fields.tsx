import { useState } from 'react';
import { useTexts } from '../../texts/catalogue.ts';
import { kitTexts } from '../../texts/kit.vi.ts';
import { DateField } from '../../ui/date-field.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';

export function KitFields() {
  const t = useTexts(kitTexts);
  const [subject, setSubject] = useState('');
  const [number, setNumber] = useState('137');
  const [kind, setKind] = useState<'qd' | 'kh'>('qd');
  const [day, setDay] = useState<string | null>('2020-05-22');
  const [remind, setRemind] = useState(true);
  return (
    <section className="stack" aria-labelledby="kit-fields">
      <h2 id="kit-fields">{t('fields')}</h2>
      <Form onSubmit={() => undefined} label={t('fields')}>
        <TextArea label={t('subject')} hint={t('subjectHint')} value={subject} onChange={setSubject} rows={2} />
        <TextField label={t('number')} error={t('numberError')} value={number} onChange={setNumber} required={false} />
        <SelectField
          label={t('kind')}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'qd', label: t('decision') },
            { value: 'kh', label: t('plan') },
          ]}
        />
        <DateField label={t('day')} value={day} onChange={setDay} />
        <CheckField label={t('remind')} checked={remind} onChange={setRemind} />
      </Form>
    </section>
  );
}
