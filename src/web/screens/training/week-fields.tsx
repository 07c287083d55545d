import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { TextField } from '../../ui/fields.tsx';

export interface TypedWeek {
  readonly name: string;
  readonly place: string;
  readonly trainer: string;
  readonly phone: string;
}

interface FieldsProps {
  readonly typed: TypedWeek;
  readonly onChange: (typed: TypedWeek) => void;
  readonly fields: Readonly<Record<string, string>>;
}

/** What can be changed of a training at any time. */
export function WeekFields({ typed, onChange, fields }: FieldsProps) {
  const t = useTexts(trainingTexts);
  const set = (part: Partial<TypedWeek>): void => onChange({ ...typed, ...part });
  return (
    <>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        error={fields['name']}
        value={typed.name}
        onChange={(name) => set({ name })}
        required
        maxLength={200}
      />
      <TextField
        label={t('place')}
        error={fields['place']}
        value={typed.place}
        onChange={(place) => set({ place })}
        required
        maxLength={300}
      />
      <div className="two">
        <TextField
          label={t('trainer')}
          error={fields['trainer']}
          value={typed.trainer}
          onChange={(trainer) => set({ trainer })}
          required={false}
          maxLength={200}
        />
        <TextField
          label={t('phone')}
          hint={t('phoneHint')}
          error={fields['phone']}
          value={typed.phone}
          onChange={(phone) => set({ phone })}
          required={false}
          inputMode="tel"
          maxLength={30}
        />
      </div>
    </>
  );
}
