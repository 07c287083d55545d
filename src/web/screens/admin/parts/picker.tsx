import { useId, useState, type KeyboardEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { IconButton } from '../../../ui/button.tsx';
import { common } from '../../../texts/common.vi.ts';
import { Field } from '../../../ui/fields.tsx';
import { useLater } from './later.ts';

export interface Picked {
  readonly id: string;
  readonly name: string;
  /** What tells it from others of the same name. */
  readonly below?: string;
}

interface PickerProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null | undefined;
  readonly value: Picked | null;
  readonly onChange: (picked: Picked | null) => void;
  /** Asks the service; `key` tells this search from others. */
  readonly search: (q: string, signal: AbortSignal) => Promise<readonly Picked[]>;
  readonly searchKey: string;
  readonly required?: boolean;
}

/** One of very many, found by a few letters of its name. */
export function Picker(props: PickerProps) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(wired) =>
        props.value ? (
          <Chosen value={props.value} id={wired.id} onDrop={() => props.onChange(null)} />
        ) : (
          <SearchBox {...props} wired={wired} />
        )
      }
    </Field>
  );
}

function Chosen({ value, id, onDrop }: { readonly value: Picked; readonly id: string; readonly onDrop: () => void }) {
  const t = useTexts(common);
  return (
    <div className="picked">
      <span>
        {value.name}
        {value.below && <small className="quiet"> {value.below}</small>}
      </span>
      <IconButton id={id} label={t('remove', { name: value.name })} onClick={onDrop}>
        <X size={18} aria-hidden />
      </IconButton>
    </div>
  );
}

function SearchBox({ search, searchKey, onChange, required, wired }: PickerProps & { readonly wired: { id: string } }) {
  const t = useTexts(adminWordsTexts);
  const list = useId();
  const [typed, type] = useState('');
  const [open, setOpen] = useState(false);
  const [at, move] = useState(0);
  const q = useLater(typed.trim());
  const found = useQuery({
    queryKey: ['pick', searchKey, q],
    queryFn: ({ signal }) => search(q, signal),
    enabled: open,
    placeholderData: (before) => before,
  });
  const options = found.data ?? [];
  // While somebody types on, what is listed belongs to other letters.
  const isOld = found.isPlaceholderData || q !== typed.trim();
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
    if (event.key === 'Enter' && open) {
      event.preventDefault();
      const chosen = options[at];
      if (chosen && !isOld) onChange(chosen);
    }
    if (!step) return;
    event.preventDefault();
    setOpen(true);
    move((at + step + options.length) % Math.max(1, options.length));
  };
  return (
    <div className="picker">
      <input
        {...wired}
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && options[at] ? `${list}-${at}` : undefined}
        autoComplete="off"
        required={required}
        placeholder={t('find')}
        value={typed}
        onFocus={() => setOpen(true)}
        onBlur={() => {
          setOpen(false);
          // Letters choose nothing: left standing they would pass for a choice, and for `required` too.
          type('');
        }}
        onKeyDown={press}
        onChange={(event) => {
          type(event.target.value);
          setOpen(true);
          move(0);
        }}
      />
      <div id={list} role="listbox" aria-label={t('find')} className="picker-list" hidden={!open}>
        {options.map((option, i) => (
          <div
            key={option.id}
            id={`${list}-${i}`}
            role="option"
            aria-selected={i === at}
            // The field keeps the focus until the choice is made; a finger that only scrolls the list makes none.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChange(option)}
          >
            {option.name}
            {option.below && <small className="quiet">{option.below}</small>}
          </div>
        ))}
      </div>
      {open && found.isSuccess && options.length === 0 && (
        <p className="small quiet" role="status">
          {t('noneFound', { q })}
        </p>
      )}
    </div>
  );
}
