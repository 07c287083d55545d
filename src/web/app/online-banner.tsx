import { useSyncExternalStore } from 'react';
import { WifiOff } from 'lucide-react';
import { useIsOnline } from '../api/line.ts';
import { queries } from '../api/queries.ts';
import { useTexts } from '../texts/catalogue.ts';
import { offlineTexts } from '../texts/offline.vi.ts';
import { useLanguage } from '../texts/language.ts';
import { useNow } from '../ui/clock.ts';
import { whenInWords } from '../words/when.ts';

/** Quiet, and nothing is blocked: what is on the page stays usable. Says how old it is. */
export function OnlineBanner() {
  const isOnline = useIsOnline();
  return <div role="status">{!isOnline && <Offline />}</div>;
}

function Offline() {
  const t = useTexts(offlineTexts);
  const language = useLanguage();
  const now = useNow();
  const shownAt = useSyncExternalStore(watchQueries, oldestShown);
  return (
    <p className="banner">
      <WifiOff size={18} aria-hidden />
      {shownAt === null
        ? t('offline')
        : t('offlineCopy', { time: whenInWords(new Date(shownAt).toISOString(), now, language) })}
    </p>
  );
}

const watchQueries = (told: () => void): (() => void) => queries.getQueryCache().subscribe(() => queueMicrotask(told));

/** When the oldest answer that is on the screen was given, epoch ms. */
function oldestShown(): number | null {
  const times = queries
    .getQueryCache()
    .findAll({ type: 'active' })
    .map(({ state }) => state.dataUpdatedAt)
    .filter((at) => at > 0);
  return times.length > 0 ? Math.min(...times) : null;
}
