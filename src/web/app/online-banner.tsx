import { useSyncExternalStore } from 'react';
import { WifiOff } from 'lucide-react';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';

function watch(told: () => void): () => void {
  addEventListener('online', told);
  addEventListener('offline', told);
  return () => {
    removeEventListener('online', told);
    removeEventListener('offline', told);
  };
}

/** Quiet, and nothing is blocked: what is on the page stays usable. */
export function OnlineBanner() {
  const t = useTexts(common);
  const isOnline = useSyncExternalStore(watch, () => navigator.onLine);
  return (
    <div role="status">
      {!isOnline && (
        <p className="banner">
          <WifiOff size={18} aria-hidden /> {t('offline')}
        </p>
      )}
    </div>
  );
}
