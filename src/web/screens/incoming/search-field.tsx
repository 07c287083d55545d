import { useRef } from 'react';
import { Search, X } from 'lucide-react';
import { useTexts } from '../../texts/catalogue.ts';
import { incomingTexts } from '../../texts/incoming.vi.ts';
import { IconButton } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { useTyped } from './use-inbox.ts';

/** Searches as one types; `/` comes here. */
export function SearchField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const t = useTexts(incomingTexts);
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
        aria-label={t('search')}
        placeholder={t('searchHint')}
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
