import { useEffect, useRef } from 'react';
import { NavLink } from 'react-router';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';

interface TabsProps {
  readonly label: string;
  /** `end`: not marked while a page below it is open. */
  readonly ways: readonly { readonly to: string; readonly name: string; readonly end?: boolean }[];
}

/** Ways between pages of one kind; the one that is open is marked. */
export function Tabs({ label, ways }: TabsProps) {
  const nav = useRef<HTMLElement>(null);
  // On a phone they scroll sideways, and the open one may lie outside.
  useEffect(() => {
    nav.current?.querySelector('.active')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, []);
  return (
    <nav ref={nav} className="tabs screen-only" aria-label={label}>
      {ways.map(({ to, name, end = false }) => (
        <NavLink key={to} to={to} end={end}>
          {name}
        </NavLink>
      ))}
    </nav>
  );
}

/** From one register to the other: a unit keeps both. */
export function Books() {
  const t = useTexts(common);
  const ways = [
    { to: '/registers/incoming', name: t('bookIncoming') },
    { to: '/registers/outgoing', name: t('bookOutgoing') },
  ];
  return <Tabs label={t('navRegisters')} ways={ways} />;
}
