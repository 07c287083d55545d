import { useRef } from 'react';
import { Search, X } from 'lucide-react';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { IconButton } from './button.tsx';
import { useKeys } from './keys.ts';
import { useTyped } from './typed.ts';

interface SearchProps {
  /** What is searched: read out. */
  readonly label: string;
  /** By what: shown in the empty field. */
  readonly hint: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** Above a list: searches as one types; `/` comes here. */
export function SearchField({ label, hint, value, onChange }: SearchProps) {
  const t = useTexts(common);
  const [typed, type] = useTyped(value, onChange);
  const field = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => field.current?.focus() });
  return (
    <div className="input-group search-field" role="search">
      <Search size={18} aria-hidden />
      <input
        ref={field}
        className="input"
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={label}
        placeholder={hint}
        maxLength={200}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') field.current?.blur();
        }}
      />
      {typed !== '' && (
        <IconButton
          label={t('clearSearch')}
          onClick={() => {
            type('');
            field.current?.focus();
          }}
        >
          <X size={18} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
