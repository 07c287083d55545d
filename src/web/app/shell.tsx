import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { matchPath, useLocation, useNavigate } from 'react-router';
import type { WhoWire } from '../../accounts/session.wire.ts';
import { inPractice } from '../api/area.ts';
import { useLive } from '../api/live.ts';
import { ROUTES } from '../routes.tsx';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { useIsTouring } from '../tour/tour-state.ts';
import { useOffers } from '../ui/commands.ts';
import { useKeys } from '../ui/keys.ts';
import { Tray } from '../ui/tray.tsx';
import { Bell } from './bell.tsx';
import { KeptActs } from './kept-acts.tsx';
import { BottomBar, SideNav } from './nav.tsx';
import { navigationFor } from './navigation.ts';
import { OnlineBanner } from './online-banner.tsx';
import { later } from '../ui/later.tsx';

const CommandPalette = later(async () => (await import('../ui/lazy/palette.tsx')).CommandPalette);
const KeyHelp = later(async () => (await import('../ui/lazy/key-help.tsx')).KeyHelp);

const PracticeBanner = later(async () => (await import('../practice/practice-banner.tsx')).PracticeBanner);
const Tour = later(async () => (await import('../tour/tour.tsx')).Tour);

const AFTER_MS = 1500;

/** Training is of the real units only: nobody is invited in the practice area. */
const isServed = (to: string): boolean =>
  !(inPractice && to === '/training') && Object.keys(ROUTES).some((path) => matchPath(path, to));

/** The frame around every screen: navigation at the left, at the bottom of a phone; keys and windows that are everywhere. */
export function Shell({ who, children }: { readonly who: WhoWire; readonly children: ReactNode }) {
  const t = useTexts(common);
  const [open, setOpen] = useState<'palette' | 'keys' | 'bell' | null>(null);
  const entries = useMemo(() => navigationFor(who.posts, isServed), [who.posts]);
  const isTouring = useIsTouring();
  useLive();
  useOffers(useMemo(() => entries.map(({ to, text }) => ({ name: t(text), to })), [entries, t]));
  useKeys({ 'mod+k': () => setOpen('palette'), '?': () => setOpen('keys') });
  useWorker();
  const { pathname } = useLocation();
  const close = (): void => setOpen(null);
  const acts = { onPalette: () => setOpen('palette'), onBell: () => setOpen('bell'), onHelp: () => setOpen('keys') };
  return (
    <div className="shell">
      <a href="#main" className="skip">
        {t('skip')}
      </a>
      <SideNav entries={entries} who={who} {...acts} />
      <main id="main" tabIndex={-1}>
        {inPractice && <PracticeBanner />}
        <OnlineBanner />
        <KeptActs />
        {children}
      </main>
      <BottomBar entries={entries} who={who} {...acts} />
      <Tray />
      <Bell open={open === 'bell'} onOpen={acts.onBell} onClose={close} />
      {isTouring && <Tour />}
      {open === 'palette' && <CommandPalette onClose={close} />}
      {open === 'keys' && <KeyHelp path={pathname} onClose={close} />}
    </div>
  );
}

/** After the page has settled: what it fetches is not to stand in the way of the first screen. */
function useWorker(): void {
  const navigate = useNavigate();
  const latest = useRef(navigate);
  latest.current = navigate;
  useEffect(() => {
    const start = async (): Promise<void> =>
      (await import('./worker.ts')).startWorker((path) => void latest.current(path));
    const timer = setTimeout(() => void start().catch(() => undefined), AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
}
