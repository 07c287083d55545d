import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Ellipsis } from 'lucide-react';
import { IconButton } from './button.tsx';

export interface MenuItem {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly onSelect: () => void;
  /** Why it cannot be chosen: shown below its name. */
  readonly refused?: string | null;
}

interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly icon?: ReactNode;
}

/** What is secondary: a button that opens a list of acts. Arrows, Home, End, Escape. */
export function Menu({ label, items, icon }: MenuProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    opensUpWhereNoRoom(box.current);
    box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const outside = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const close = (): void => {
    setOpen(false);
    box.current?.querySelector<HTMLElement>('button')?.focus();
  };
  return (
    <div className="menu" ref={box} onKeyDown={(event) => open && moveIn(box.current, event, close)}>
      <IconButton label={label} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        {icon ?? <Ellipsis size={20} aria-hidden />}
      </IconButton>
      {open && (
        <div role="menu" aria-label={label} className="menu-list">
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-disabled={item.refused ? true : undefined}
              onClick={() => {
                if (item.refused) return;
                close();
                item.onSelect();
              }}
            >
              {item.icon}
              <span>
                {item.label}
                {item.refused && <small>{item.refused}</small>}
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** The bar of a phone, and what stands above it, would cover a list that opens downwards at the end of a page. */
const BARS_PX = 130;

function opensUpWhereNoRoom(box: HTMLElement | null): void {
  const list = box?.querySelector<HTMLElement>('.menu-list');
  if (!box || !list) return;
  const { bottom, height } = list.getBoundingClientRect();
  if (bottom > innerHeight - BARS_PX && box.getBoundingClientRect().top > height) list.dataset['up'] = '';
}

function moveIn(box: HTMLElement | null, event: KeyboardEvent, close: () => void): void {
  const items = [...(box?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const goes: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  const to = goes[event.key];
  if (event.key === 'Escape' || event.key === 'Tab') close();
  if (event.key === 'Escape') event.stopPropagation();
  if (to === undefined) return;
  event.preventDefault();
  items[(to + items.length) % items.length]?.focus();
}
