import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { matchPath } from 'react-router';
import type { WhoWire } from '../../accounts/session.wire.ts';
import { useLive } from '../api/live.ts';
import { ROUTES } from '../routes.tsx';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { useOffers } from '../ui/commands.ts';
import { useKeys } from '../ui/keys.ts';
import { Tray } from '../ui/tray.tsx';
import { BottomBar, SideNav } from './nav.tsx';
import { navigationFor } from './navigation.ts';

const CommandPalette = lazy(async () => ({ default: (await import('../ui/lazy/palette.tsx')).CommandPalette }));
const KeyHelp = lazy(async () => ({ default: (await import('../ui/lazy/key-help.tsx')).KeyHelp }));

const isServed = (to: string): boolean => Object.keys(ROUTES).some((path) => matchPath(path, to));

/** The frame around every screen: navigation at the left, at the bottom of a phone; keys and windows that are everywhere. */
export function Shell({ who, children }: { readonly who: WhoWire; readonly children: ReactNode }) {
  const t = useTexts(common);
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const entries = useMemo(() => navigationFor(who.posts, isServed), [who.posts]);
  useLive();
  useOffers(useMemo(() => entries.map(({ to, text }) => ({ name: t(text), to })), [entries, t]));
  useKeys({ 'mod+k': () => setOpen('palette'), '?': () => setOpen('keys') });
  const close = (): void => setOpen(null);
  return (
    <div className="shell">
      <a href="#main" className="skip">
        {t('skip')}
      </a>
      <SideNav entries={entries} who={who} onPalette={() => setOpen('palette')} />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <BottomBar entries={entries} who={who} />
      <Tray />
      <Suspense fallback={null}>
        {open === 'palette' && <CommandPalette onClose={close} />}
        {open === 'keys' && <KeyHelp onClose={close} />}
      </Suspense>
    </div>
  );
}
