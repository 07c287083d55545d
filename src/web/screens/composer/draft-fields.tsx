import { lazy, Suspense } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { Skeletons } from '../../ui/conditions.tsx';
import { useNow } from '../../ui/clock.ts';
import { SelectField, TextArea, TextField } from '../../ui/fields.tsx';
import { URGENCIES } from '../../ui/states.ts';
import { localDay } from '../../words/when.ts';
import { documentTypes, typesFor, unitOf } from './directory.ts';
import type { Desk, DeskState } from './desk.ts';
import type { DraftValues } from './draft.ts';
import { MoreFields } from './more-fields.tsx';

const DateField = lazy(async () => ({ default: (await import('../../ui/lazy/date-field.tsx')).DateField }));

interface Props {
  readonly desk: Desk;
  readonly state: DeskState;
}

type TextName = 'signerCapacity' | 'signerName' | 'signerTitle' | 'pageCount' | 'copyCount' | 'note' | 'summary';

/** What the service said about a field; in the form it has another name than in the body for some. */
export const problemAt = ({ problem }: DeskState, name: string): string | undefined => problem?.fields[name];

/** One line of text of the draft. */
export function DraftText({ desk, state, name, ...rest }: Props & { readonly name: TextName; readonly list?: string }) {
  const t = useTexts(composerTexts);
  const isCount = name === 'pageCount' || name === 'copyCount';
  const isBad = isCount && !/^\d*$/.test(state.values[name].trim());
  return (
    <TextField
      label={t(name)}
      value={state.values[name]}
      maxLength={name === 'note' ? 500 : 100}
      error={isBad ? t('digitsOnly') : problemAt(state, name)}
      {...(isCount && { inputMode: 'numeric' as const })}
      {...rest}
      onChange={(text) => desk.change({ [name]: text } as Partial<DraftValues>)}
    />
  );
}

/** In the order of the paper; what is seldom needed is under "Thêm". */
export function DraftFields({ desk, state }: Props) {
  const t = useTexts(composerTexts);
  const language = useLanguage();
  const { values } = state;
  const ordinary = { value: 'normal', label: t('ordinary') };
  const urgencies = Object.entries(URGENCIES).map(([value, words]) => ({ value, label: words[language] }));
  return (
    <div className="form">
      <TypeField desk={desk} state={state} />
      <TextArea
        label={t('subject')}
        hint={t('subjectHint')}
        value={values.subject}
        rows={3}
        maxLength={500}
        autoFocus={state.id === null}
        error={problemAt(state, 'subject')}
        onChange={(subject) => desk.change({ subject: subject.replaceAll('\n', ' ') })}
      />
      <div className="composer-pair">
        <DraftText desk={desk} state={state} name="signerName" />
        <DraftText desk={desk} state={state} name="signerTitle" />
      </div>
      <DraftText desk={desk} state={state} name="signerCapacity" list="composer-capacities" />
      <datalist id="composer-capacities">
        {['TM. BAN THƯỜNG VỤ', 'TM. BAN CHẤP HÀNH', 'TL. BAN THƯỜNG VỤ', 'KT. BÍ THƯ'].map((capacity) => (
          <option key={capacity} value={capacity} />
        ))}
      </datalist>
      <div className="composer-pair">
        <SelectField
          label={t('urgency')}
          value={values.urgency}
          options={[ordinary, ...urgencies]}
          onChange={(urgency) => desk.change({ urgency })}
        />
        <DraftText desk={desk} state={state} name="pageCount" />
      </div>
      <RespondOn desk={desk} state={state} />
      <MoreFields desk={desk} state={state} />
    </div>
  );
}

function RespondOn({ desk, state }: Props) {
  const t = useTexts(composerTexts);
  const today = localDay(useNow());
  return (
    <Suspense fallback={<Skeletons rows={1} height={88} />}>
      <DateField
        label={t('respondOn')}
        hint={t('respondOnHint')}
        value={state.values.respondOn}
        min={today}
        error={problemAt(state, 'respondBy')}
        onChange={(respondOn) => desk.change({ respondOn })}
      />
    </Suspense>
  );
}

function TypeField({ desk, state }: Props) {
  const t = useTexts(composerTexts);
  const language = useLanguage();
  const types = useQuery(documentTypes());
  const unit = useQuery(unitOf(state.unitId));
  const options = typesFor(types.data ?? [], unit.data?.symbolStyle, language);
  const { typeCode } = state.values;
  const isKnown = options.some(({ value }) => value === typeCode);
  return (
    <SelectField
      label={t('typeCode')}
      value={typeCode}
      options={isKnown ? options : [{ value: typeCode, label: '…' }, ...options]}
      error={problemAt(state, 'typeCode')}
      onChange={(value) => desk.change({ typeCode: value })}
    />
  );
}
