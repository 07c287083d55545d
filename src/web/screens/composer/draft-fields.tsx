import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { useNow } from '../../ui/clock.ts';
import { DateField } from '../../ui/date-field.tsx';
import { SelectField, TextArea } from '../../ui/fields.tsx';
import { URGENCIES } from '../../ui/states.ts';
import { localDay } from '../../words/when.ts';
import { documentTypes } from '../../api/document-types.ts';
import { typesFor, unitOf } from './directory.ts';
import type { DeskState } from './desk-state.ts';
import type { Desk } from './desk.ts';
import { DraftText, problemAt } from './draft-text.tsx';
import { MoreFields } from './more-fields.tsx';

interface Props {
  readonly desk: Desk;
  readonly state: DeskState;
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
    <DateField
      label={t('respondOn')}
      hint={t('respondOnHint')}
      value={state.values.respondOn}
      min={today}
      error={problemAt(state, 'respondBy')}
      onChange={(respondOn) => desk.change({ respondOn })}
    />
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
