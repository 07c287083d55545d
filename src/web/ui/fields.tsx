import {
  useId,
  useState,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';
import { Eye, EyeOff } from 'lucide-react';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { IconButton } from './button.tsx';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong, and what to do: beside the field, read out with it. */
  readonly error?: string | null | undefined;
}

interface Wired {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** Label above, hint and error below, tied to whatever control is put in. */
export function Field({
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { readonly optional?: boolean; readonly children: (wired: Wired) => ReactNode }) {
  const id = useId();
  const t = useTexts(common);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="quiet"> ({t('optional')})</span>}
      </label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </div>
  );
}

type TextProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & { readonly onChange: (text: string) => void };

export function TextField({ label, hint, error, onChange, ...rest }: TextProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={rest.required === false}>
      {(wired) => <input className="input" {...rest} {...wired} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

/** With an eye to look at what was typed. */
export function PasswordField({ label, hint, error, onChange, ...rest }: TextProps) {
  const t = useTexts(common);
  const [shown, show] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(wired) => (
        <div className="input-group">
          <input
            className="input"
            {...rest}
            {...wired}
            type={shown ? 'text' : 'password'}
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
          <IconButton
            label={t(shown ? 'hidePassword' : 'showPassword')}
            aria-pressed={shown}
            onClick={() => show(!shown)}
          >
            {shown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
          </IconButton>
        </div>
      )}
    </Field>
  );
}

type AreaProps = FieldProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange'> & { readonly onChange: (text: string) => void };

export function TextArea({ label, hint, error, onChange, ...rest }: AreaProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={rest.required === false}>
      {(wired) => (
        <textarea className="input" rows={4} {...rest} {...wired} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}

interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
}

type SelectProps<V extends string> = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> & {
    readonly value: V;
    readonly options: readonly Option<V>[];
    readonly onChange: (value: V) => void;
  };

/** The browser's own list: right on a phone, and known to everybody. */
export function SelectField<V extends string>({ label, hint, error, options, onChange, ...rest }: SelectProps<V>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wired) => (
        <select className="input" {...rest} {...wired} onChange={(event) => onChange(event.target.value as V)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function CheckField({ label, checked, onChange, disabled }: CheckProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
}

/** A few choices side by side, one of them taken: radios in the look of segments. */
export function Choice<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      <div className="choice-options">
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
