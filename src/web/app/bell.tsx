import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Bell as BellIcon } from 'lucide-react';
import { useLocation } from 'react-router';
import type { UnreadWire } from '../../notifications/notice.wire.ts';
import { get, post } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useTexts } from '../texts/catalogue.ts';
import { offlineTexts } from '../texts/offline.vi.ts';
import { useKeys } from '../ui/keys.ts';
import { later } from '../ui/later.tsx';

const NoticeList = later(async () => (await import('../screens/notices/notice-list.tsx')).NoticeList);

const UNREAD = ['notices', 'unread'] as const;
const EVERY_MS = 60_000;
/** Pages a notice can be about: those of one thing. */
const OF_ONE_THING = /^\/[\w-]+\/[\w-]+/;

/** How many are unread: told by live events, and asked for each minute while the page is in sight. */
function useUnread(): UnreadWire | undefined {
  return useQuery({
    queryKey: UNREAD,
    queryFn: ({ signal }) => get<UnreadWire>('/notices/unread', { signal }),
    refetchInterval: EVERY_MS,
  }).data;
}

/** The button with the number; `b` opens the list. One of them is in sight: at the side, or at the bottom of a phone. */
export function BellButton({ onOpen }: { readonly onOpen: () => void }) {
  const t = useTexts(offlineTexts);
  const unread = useUnread();
  const count = unread?.isMore ? `${unread.count}+` : (unread?.count ?? 0);
  return (
    <button type="button" className="nav-link" onClick={onOpen} aria-haspopup="dialog">
      <span className="bell-icon">
        <BellIcon size={20} aria-hidden />
        {count !== 0 && (
          <span className="bell-count" aria-hidden>
            {count}
          </span>
        )}
      </span>
      <span>
        {t('bell')} {count !== 0 && <span className="hidden-text">{t('bellCount', { count })}</span>}
      </span>
    </button>
  );
}

/** The window of the bell, the number on the installed page's icon, and the reading of what is about the open page. */
export function Bell({
  open,
  onOpen,
  onClose,
}: {
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}) {
  const unread = useUnread();
  const count = unread?.count ?? 0;
  useKeys({ b: onOpen });
  useEffect(() => {
    const { setAppBadge } = navigator as { setAppBadge?: (count: number) => Promise<void> };
    void setAppBadge?.call(navigator, count).catch(() => undefined);
  }, [count]);
  useReadHere(count > 0);
  return open ? <NoticeList onClose={onClose} /> : null;
}

/** A page that is open has told what its notices tell. Marks them as read, which is no receipt of anything. */
function useReadHere(hasUnread: boolean): void {
  const { pathname } = useLocation();
  useEffect(() => {
    if (!hasUnread || !OF_ONE_THING.test(pathname)) return;
    const read = (): void => void (document.visibilityState === 'visible' && readAbout(pathname));
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [pathname, hasUnread]);
}

async function readAbout(path: string): Promise<void> {
  const unread = await post<UnreadWire>('/notices/reading', { path }).catch(() => null);
  if (unread) queries.setQueryData(UNREAD, unread);
}
