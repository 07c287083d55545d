import { useId, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '../../texts/catalogue.ts';
import { common } from '../../texts/common.vi.ts';
import { folded } from '../../words/folded.ts';
import { Dialog } from '../dialog.tsx';
import { useCommands } from '../commands.ts';

/** Ctrl-K: any page and any act of the open page, by a few letters of its name, accents or not. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(common);
  const id = useId();
  const navigate = useNavigate();
  const [typed, type] = useState('');
  const [at, move] = useState(0);
  const wanted = folded(typed).split(/\s+/);
  const found = useCommands().filter(({ name }) => wanted.every((word) => folded(name).includes(word)));
  const chosen = found[Math.min(at, found.length - 1)];
  const go = (command = chosen): void => {
    if (!command) return;
    onClose();
    if (command.to !== undefined) void navigate(command.to);
    else command.run?.();
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') go();
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step) move((found.length + at + step) % Math.max(1, found.length));
  };
  return (
    <Dialog title={t('palette')} onClose={onClose}>
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen && `${id}-${found.indexOf(chosen)}`}
        aria-label={t('paletteHint')}
        placeholder={t('paletteHint')}
        value={typed}
        onKeyDown={press}
        onChange={(event) => {
          type(event.target.value);
          move(0);
        }}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('palette')} className="palette">
        {found.map((command, i) => (
          <div
            key={command.name}
            id={`${id}-${i}`}
            role="option"
            aria-selected={command === chosen}
            onClick={() => go(command)}
          >
            {command.name}
          </div>
        ))}
      </div>
      <p className="small quiet" role="status">
        {found.length ? t('paletteCount', { count: found.length }) : t('paletteNone')}
      </p>
    </Dialog>
  );
}
