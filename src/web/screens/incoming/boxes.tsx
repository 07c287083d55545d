import { X } from 'lucide-react';
import { Link } from 'react-router';
import { useTexts } from '../../texts/catalogue.ts';
import { incomingTexts } from '../../texts/incoming.vi.ts';
import { IconButton } from '../../ui/button.tsx';
import { BOXES, searchOf, type InboxFilter } from './inbox-filter.ts';
import type { SavedFilter } from './saved-filters.ts';
import { useBoxes } from './use-inbox.ts';

/** The service counts no further. */
const MOST = 100;
const inWords = (count: number): string => (count >= MOST ? `${MOST}+` : String(count));

interface BoxesProps {
  readonly filter: InboxFilter;
  readonly saved: readonly SavedFilter[];
  readonly onRemove: (name: string) => void;
}

/** The boxes with what waits in each, and the person's own filters: each an address. */
export function Boxes({ filter, saved, onRemove }: BoxesProps) {
  const t = useTexts(incomingTexts);
  const counts = useBoxes();
  return (
    <nav aria-label={t('boxes')} className="boxes">
      <ul>
        {BOXES.map((box) => {
          const count = counts[box] ?? 0;
          return (
            <li key={box}>
              <Link
                to={`/incoming${searchOf({ ...filter, box })}`}
                className="box"
                aria-current={filter.box === box ? 'page' : undefined}
              >
                {t(`box.${box}`)}
                {count > 0 && (
                  <span className={box === 'unopened' ? 'box-count box-count-new' : 'box-count'}>{inWords(count)}</span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
      {saved.length > 0 && (
        <ul aria-label={t('savedFilters')}>
          {saved.map(({ name, search }) => (
            <li key={name} className="box-saved">
              <Link to={`/incoming${search}`} className="box">
                {name}
              </Link>
              <IconButton label={t('removeSaved', { name })} onClick={() => onRemove(name)}>
                <X size={14} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}
