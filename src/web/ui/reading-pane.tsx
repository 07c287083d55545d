import type { ReactNode } from 'react';
import { ArrowLeft } from 'lucide-react';
import { Link } from 'react-router';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';

interface PaneProps {
  /** Name of the list, for readers. */
  readonly label: string;
  readonly list: ReactNode;
  /** What is open; null shows a hint on a desktop and only the list on a phone. */
  readonly detail: ReactNode | null;
  /** Address of the list, to go back to on a phone. */
  readonly listPath: string;
  readonly hint?: ReactNode;
}

/** A list and what is opened from it, side by side from 1100 px, one at a time below. Each scrolls by itself on a desktop. */
export function ReadingPane({ label, list, detail, listPath, hint }: PaneProps) {
  const t = useTexts(common);
  return (
    <div className="panes" data-open={detail !== null}>
      <section className="panes-list" aria-label={label}>
        {list}
      </section>
      <section className="panes-detail" aria-label={t('detail')}>
        {detail === null ? (
          <p className="panes-hint quiet">{hint ?? t('chooseOne')}</p>
        ) : (
          <>
            <Link to={listPath} className="panes-back">
              <ArrowLeft size={18} aria-hidden /> {t('toList')}
            </Link>
            {detail}
          </>
        )}
      </section>
    </div>
  );
}
