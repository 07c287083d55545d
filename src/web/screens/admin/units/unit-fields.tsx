import { useTexts } from '../../../texts/catalogue.ts';
import { adminUnitsTexts } from '../../../texts/admin-units.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { SelectField, TextField } from '../../../ui/fields.tsx';
import { CHANNELS, KINDS, SECTORS } from '../parts/values.ts';
import type { TypedUnit } from './unit-typed.ts';

interface FieldsProps {
  readonly typed: TypedUnit;
  readonly set: (part: Partial<TypedUnit>) => void;
  readonly fields: Readonly<Record<string, string>>;
}

/** What it is and how copies reach it. */
export function KindFields({ typed, set, fields }: FieldsProps) {
  const t = useTexts(adminUnitsTexts);
  const w = useTexts(adminWordsTexts);
  return (
    <div className="two">
      <SelectField
        label={t('kind')}
        error={fields['kind']}
        value={typed.kind}
        onChange={(kind) => set({ kind })}
        options={KINDS.map((value) => ({ value, label: w(`kind_${value}`) }))}
      />
      <SelectField
        label={t('sector')}
        error={fields['sector']}
        value={typed.sector}
        onChange={(sector) => set({ sector })}
        options={[{ value: '', label: w('none') }, ...SECTORS.map((value) => ({ value, label: w(`sector_${value}`) }))]}
      />
      <SelectField
        label={t('channel')}
        error={fields['channel']}
        value={typed.channel}
        onChange={(channel) => set({ channel })}
        options={CHANNELS.map((value) => ({ value, label: w(`channel_${value}`) }))}
      />
      <TextField
        label={t('email')}
        error={fields['email']}
        type="email"
        value={typed.email}
        onChange={(email) => set({ email })}
        required={typed.channel === 'email'}
        maxLength={254}
      />
    </div>
  );
}

/** What most units take over from the usual. */
export function MoreFields({ typed, set, fields }: FieldsProps) {
  const t = useTexts(adminUnitsTexts);
  const w = useTexts(adminWordsTexts);
  return (
    <div className="two">
      <TextField
        label={t('phone')}
        error={fields['phone']}
        type="tel"
        value={typed.phone}
        onChange={(phone) => set({ phone })}
        required={false}
        maxLength={30}
      />
      <TextField
        label={t('place')}
        error={fields['place']}
        value={typed.place}
        onChange={(place) => set({ place })}
        required={false}
        maxLength={100}
      />
      <TextField
        label={t('symbol')}
        hint={t('symbolHint')}
        error={fields['symbol']}
        value={typed.symbol}
        onChange={(symbol) => set({ symbol })}
        required={false}
        maxLength={30}
      />
      <SelectField
        label={t('style')}
        value={typed.symbolStyle}
        onChange={(symbolStyle) => set({ symbolStyle })}
        options={[
          { value: 'doan', label: w('style_doan') },
          { value: 'state', label: w('style_state') },
        ]}
      />
      <SelectField
        label={t('numbering')}
        value={typed.numbering}
        onChange={(numbering) => set({ numbering })}
        options={[
          { value: 'TERM', label: w('numbering_TERM') },
          { value: 'YEAR', label: w('numbering_YEAR') },
          { value: 'NEVER', label: w('numbering_NEVER') },
        ]}
      />
    </div>
  );
}
