import { CheckField } from '../../../ui/fields.tsx';

interface SeveralProps<V extends string> {
  readonly label: string;
  readonly all: readonly V[];
  readonly chosen: readonly V[];
  readonly onChange: (chosen: readonly V[]) => void;
  readonly word: (value: V) => string;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
}

/** Some of a few: boxes under one heading. */
export function Several<V extends string>({ label, all, chosen, onChange, word, hint, error }: SeveralProps<V>) {
  return (
    <fieldset className="several">
      <legend>
        <strong>{label}</strong> {hint && <span className="quiet small">{hint}</span>}
        {error && <span className="field-error"> {error}</span>}
      </legend>
      {all.map((value) => (
        <CheckField
          key={value}
          label={word(value)}
          checked={chosen.includes(value)}
          onChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((one) => one !== value))}
        />
      ))}
    </fieldset>
  );
}
