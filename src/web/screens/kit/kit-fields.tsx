import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../../texts/catalogue.ts';
import { kitTexts } from '../../texts/kit.vi.ts';
import { CheckField, SelectField, TextArea, TextField } from '../../ui/fields.tsx';
import { Skeletons } from '../../ui/conditions.tsx';
import { Form } from '../../ui/form.tsx';

const DateField = lazy(async () => ({ default: (await import('../../ui/lazy/date-field.tsx')).DateField }));

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
        <Suspense fallback={<Skeletons rows={1} height={68} />}>
          <DateField label={t('day')} value={day} onChange={setDay} />
        </Suspense>
        <CheckField label={t('remind')} checked={remind} onChange={setRemind} />
      </Form>
    </section>
  );
}
