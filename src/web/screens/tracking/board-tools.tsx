import { useTexts } from '../../texts/catalogue.ts';
import { trackingTexts } from '../../texts/tracking.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { Button } from '../../ui/button.tsx';
import { countInWords } from '../../words/amounts.ts';
import type { useFilter, useShown } from './use-shown.ts';

interface ToolsProps {
  readonly filter: ReturnType<typeof useFilter>;
  readonly shown: ReturnType<typeof useShown>;
  /** Null while they are on their way. */
  readonly count: number | null;
}

/** Search, how many are shown, and the way to the list as it is now. */
export function BoardTools({ filter, shown, count }: ToolsProps) {
  const t = useTexts(trackingTexts);
  const language = useLanguage();
  return (
    <div className="board-tools screen-only">
      <input
        type="search"
        className="input board-search"
        aria-label={t('search')}
        placeholder={t('search')}
        title={t('searchHint')}
        value={filter.words}
        onChange={(event) => filter.set('q', event.target.value)}
      />
      <p className="quiet" role="status">
        {count === null ? t('loadingRows') : t('shown', { count: countInWords(count, language) })}
      </p>
      <div className="board-changes" aria-live="polite">
        {shown.changes > 0 && (
          <>
            <span>{t('changed', { count: shown.changes })}</span>
            <Button kind="quiet" onClick={shown.renew}>
              {t('renew')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
